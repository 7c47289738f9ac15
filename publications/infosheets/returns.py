"""The sheet on returns, from the questions, charts and presenters of the pages on returns."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from iomiran.common.nav import site_url
from returns import charts, presenters, queries
from returns.filters import ReturnsFilter
from returns.presenters import tables, titles, words
from returns.presenters.sources import speakers

from .sheet import (
    Count,
    Drawing,
    Evidence,
    Figure,
    Head,
    ReturnsSheet,
    Run,
    TableRow,
    run,
    source_runs,
    sources_runs,
)
from .words import WORDS

WEEKLY = "iom-undocumented-weekly"
YEARLY = "iom-undocumented-yearly"
# The counts that are never mixed, in the order in which the pages name them.
COUNTS = ("undocumented", "all", "flow", "returned_refugees")


def returns_sheet(language: str) -> ReturnsSheet | None:
    """None while no headline figure is live in this language."""
    with translation.override(language):
        figures = figures_in(language)
        return _sheet(figures, language) if figures else None


def figures_in(language: str) -> list[queries.Figure]:
    """Live headline figures that have a text, and a scope, in the very language."""
    return [
        figure
        for figure in queries.headline_figures()
        if figure.edition.has_language(language) and figure.series.has_language(language)
    ]


def _sheet(figures: list[queries.Figure], language: str) -> ReturnsSheet:
    answers = queries.series_list()
    return ReturnsSheet(
        head=Head(
            language=language,
            title=WORDS[language]["returns"],
            kicker=WORDS[language]["statistics"],
            summary=WORDS[language]["summary"],
            page_url=site_url(reverse("returns:overview")),
            made=localdate(_newest(figures, answers)),
            footer_source=[Run(WORDS[language]["sources_beside"])],
        ),
        figures=[key_figure(figure, language) for figure in figures],
        counts=_counts(answers, language),
        weekly=_weekly(answers, language),
        yearly=_yearly(answers, language),
    )


def _newest(figures: list[queries.Figure], answers: list[queries.SeriesAnswer]) -> datetime:
    """When the last of what stands on the sheet was published."""
    shown = {figure.series.document_id for figure in figures}
    used = [
        answer
        for answer in answers
        if answer.edition.document_id in shown or answer.edition.count in COUNTS
    ]
    return max(
        *(figure.edition.published_at for figure in figures),
        *(answer.edition.published_at for answer in used),
        *(answer.release.published_at for answer in used),
    )


def key_figure(figure: queries.Figure, language: str) -> Figure:
    view = presenters.figure_view(figure)
    return Figure(
        value=view.value_text,
        precision=view.precision_word,
        label=run(view.label, language),
        period=view.period_text,
        scope=run(view.scope, language),
        notes=[run(share["text"], language) for share in view.shares],
        source=source_runs(words.source_view(figure.observed.source), language),
        unconfirmed=view.unconfirmed,
    )


def _counts(answers: list[queries.SeriesAnswer], language: str) -> list[Count]:
    """Each count by its name and the scope of its first series."""
    first = {}
    for answer in answers:
        first.setdefault(answer.edition.count, answer.edition)
    found = []
    for name in COUNTS:
        edition = first.get(name)
        if edition and (text := edition.text(language)):
            scope = run(edition.scope_sentence(language), language, own=text.language)
            name = str(edition.get_count_display())
            found.append(Count(run(name[:1].upper() + name[1:], language), scope))
    return found


def _answer(answers: list[queries.SeriesAnswer], slug: str, language: str):
    """The live series of this address, where it is described in the language of the sheet."""
    for answer in answers:
        if answer.edition.document.slug == slug and answer.edition.has_language(language):
            return answer
    return None


def _evidence(edition, title: str, language: str, drawn=(), **what) -> Evidence:
    """With the rows that are `drawn` their own sources are named, as on the page."""
    view = presenters.series_view(edition, None)
    said, left = speakers(drawn)
    return Evidence(
        title=title,
        scope=run(view.scope, language),
        caveat=run(view.caveat, language),
        unit=view.unit,
        source=sources_runs(said or [(view.source, 1)], left, language),
        **what,
    )


def _weekly(answers: list[queries.SeriesAnswer], language: str) -> Evidence | None:
    answer = _answer(answers, WEEKLY, language)
    rows = queries.time_series(ReturnsFilter(series=WEEKLY)) if answer else []
    if not charts.drawn(rows):
        return None
    title = titles.highest_week(rows)
    unit = str(answer.edition.get_unit_display())
    chart = charts.over_time(charts.spec("weekly", title, unit=unit), charts.countries(rows))
    drawing = Drawing(str(chart.svg_wide), chart.summary, list(chart.notes))
    return _evidence(answer.edition, title, language, rows, drawing=drawing)


def _yearly(answers: list[queries.SeriesAnswer], language: str) -> Evidence | None:
    answer = _answer(answers, YEARLY, language)
    rows = queries.time_series(ReturnsFilter(series=YEARLY)) if answer else []
    if not charts.drawn(rows):
        return None
    lines = [
        TableRow(
            period=words.period_text(row),
            value=words.value_text(row),
            remark=tables.remark(row),
            source=source_runs(words.source_view(row.source), language),
        )
        for row in rows
    ]
    return _evidence(answer.edition, titles.highest_year(rows), language, rows=lines)
