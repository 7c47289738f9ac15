"""The sheet of a series, whole or of a period, from the questions and drawings of its page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.utils import translation
from django.utils.timezone import localdate

from iomiran.common.charts import Chart
from iomiran.common.editorial.moved import document_at
from iomiran.common.languages.bidi import joined, without_controls
from iomiran.common.languages.calendars import format_period, parse_partial
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url
from returns import explorer, presenters, queries, screens
from returns.exploring import Exploration
from returns.filters import ReturnsFilter
from returns.maps import Map
from returns.models import Release, Series, SeriesEdition
from returns.models.dimensions import Kind
from returns.presenters import words as said
from returns.presenters.citations import release_address
from returns.presenters.sources import speakers

from .citing import citation_runs
from .errors import SheetError
from .series_table import Listed, listed
from .series_words import WORDS as OWN
from .sheet import Drawing, Head, Run, run, sources_runs
from .words import WORDS

MOST_DRAWINGS = 3
MOST_FINDINGS = 3


@dataclass(frozen=True)
class KeyFigure:
    label: str
    value: str
    precision: str
    period: str
    remark: str


@dataclass(frozen=True)
class Illustration:
    title: str
    drawing: Drawing


@dataclass(frozen=True)
class SeriesSheet:
    template: ClassVar[str] = "series.typ"

    head: Head
    own: dict[str, str]
    unit: str
    figures: list[KeyFigure]
    illustrations: list[Illustration]
    source: list[Run]
    table: Listed
    notes: list[str]
    caveat: Run
    method: Run
    about: list[tuple[str, Run]]
    findings: list[str]
    corrections: list[str]
    citation: list[Run]
    release_url: str

    def shorter(self) -> "SeriesSheet | None":
        """With the next least important thing left out, where two pages do not hold it."""
        if len(self.illustrations) > 1:
            return replace(self, illustrations=self.illustrations[:-1])
        if table := self.table.shorter():
            return replace(self, table=table)
        return None


def series_sheet(slug: str, language: str, period: tuple[str, str] = ("", "")):
    """None where the series is not live or not described in this language.

    `period` are partial dates, each "" where that end is open. Raises SheetError where the
    series has no figure in it.
    """
    document = document_at(Series, slug)
    edition = document and queries.series_page(document.slug)
    if edition is None or edition.is_taken_back or not edition.has_language(language):
        return None
    with translation.override(language):
        found = explorer.find(Exploration(asked=_asked(document.slug, period)), [])
        if found.answer is None or not found.answer.cells:
            held = found.answer and queries.observations(found.answer.view.asked)
            if not held:
                raise SheetError(f"{slug} has no live figure in {' to '.join(period)}")
        return _sheet(found.answer, edition, found.release, language)


def _asked(slug: str, period: tuple[str, str]) -> ReturnsFilter:
    start, end = period
    return ReturnsFilter(
        series=slug,
        start=parse_partial(start).first if start else None,
        end=parse_partial(end).last if end else None,
    )


def _sheet(answer, edition: SeriesEdition, release: Release, language: str) -> SeriesSheet:
    own, asked = OWN[language], answer.view.asked
    about = presenters.series_view(edition, release)
    bound = _bound(answer)
    shown, rows = _illustrations(answer, edition, release, own)
    speaking, left = speakers(rows)
    source = sources_runs(speaking or [(about.source, 1)], left, language)
    path = edition.get_absolute_url()
    if query := asked.to_querystring("series"):
        path = f"{path}?{query}"
    table = listed(answer, release, language)
    period = format_period(*bound, language, both=False) if bound else ""
    title = own["bound"].format(about.title, period) if period else about.title
    corrections = list(queries.corrections_of(edition))
    newest = [localdate(one.published_at) for one in (edition, release)]
    return SeriesSheet(
        head=Head(
            language=language,
            title=title,
            kicker=own["series"],
            summary=about.scope,
            page_url=site_url(path),
            made=max([*newest, *(one.on for one in corrections)]),
            footer_source=[Run(WORDS[language]["sources_beside"])],
        ),
        own=own,
        unit=about.unit,
        figures=_figures(answer, own, language),
        illustrations=shown,
        source=source,
        table=table,
        notes=[] if shown else [own["not_drawn"]],
        caveat=run(about.caveat, language),
        method=run(about.method, language),
        about=[
            (own["unit"], Run(about.unit)),
            (own["kind"], Run(about.kind)),
            (own["licence"], run(about.licence, language)),
            (own["release"], Run(about.release_text)),
        ],
        findings=_findings(release, own, language),
        corrections=_corrections(corrections, own),
        citation=citation_runs(edition, release, path, bound, language),
        release_url=site_url(release_address(edition, release)),
    )


def _bound(answer) -> tuple[date, date] | None:
    """The days that the sheet is bound to; None where it is of the whole series."""
    asked, choices = answer.view.asked, answer.choices
    if not (asked.start or asked.end):
        return None
    return (asked.start or choices.first, asked.end or choices.last)


def _figures(answer, own: dict, language: str) -> list[KeyFigure]:
    subject = explorer.view_subject(answer)
    found = []
    for name, cell in explorer.leading(answer).items():
        if name == "highest":
            continue  # that is the finding over the picture
        remarks = []
        if name == "total":
            count = format_number(cell.observations, language)
            remarks.append(own["sum_of"].format(count))
        if not cell.complete:
            days = (format_number(n, language) for n in (cell.days_counted, cell.days))
            remarks.append(own["days"].format(*days))
        precision, value = said.split_value(cell)
        label = own[name]
        found.append(
            KeyFigure(
                label=own["of"].format(label, subject) if subject else label,
                value=value,
                precision=precision,
                period=said.period_text(cell, both=False),
                remark=joined(remarks, language),
            )
        )
    return found


def _illustrations(answer, edition: SeriesEdition, release: Release, own: dict):
    """(what is drawn, the counts in it): as on the page, and by place where that is there.

    Parts by manner of return are a bar for each period on the page: for that a sheet is short.
    """
    first, *others = screens.series_drawings(
        edition, release, answer.view.asked, answer.places
    ) or [None]
    drawn = [first] if first else []
    if answer.choices.kind != Kind.INTERVAL:
        drawn += others
    elif "place" in answer.choices.breakdowns and not (first and isinstance(first[1], Map)):
        by_place = _by_place(answer, release)
        drawn = by_place if answer.view.by == "place" else drawn + by_place
    drawn = drawn[:MOST_DRAWINGS]
    shown = [
        Illustration(
            without_controls(_heading(answer, edition, title, own)),
            Drawing(str(drawing.svg_wide), drawing.summary, _notes(drawing)),
        )
        for title, drawing, _rows in drawn
    ]
    return shown, [row for _title, _drawing, rows in drawn for row in rows]


def _by_place(answer, release: Release) -> list:
    """The picture of the explorer: a map where the places have positions."""
    view = answer.view.other(by="place", shape="")
    found = answer if answer.view.by == "place" else explorer.find(view, []).answer
    title, drawing = explorer.view_picture(found)
    return [(title, drawing, explorer.drawn_rows(found, release))] if drawing else []


def _notes(drawing: Chart | Map) -> list[str]:
    """A map carries its own footnote."""
    return [] if isinstance(drawing, Map) else list(drawing.notes)


def _heading(answer, edition: SeriesEdition, title: str, own: dict) -> str:
    """A finding in the place of the title of the series, which stands above everything."""
    name = edition.text().title
    if not title.startswith(name):
        return title
    rest = title.removeprefix(name)
    if answer.choices.kind == Kind.INTERVAL:
        subject = explorer.view_subject(answer)
        finding = explorer.view_title(answer)
        return own["of"].format(finding, subject) if subject else finding
    kinds = {Kind.CUMULATIVE: "cumulative", Kind.STOCK: "stock", Kind.POINT: "apart"}
    return own[kinds[Kind(answer.choices.kind)]] + rest


def _findings(release: Release, own: dict, language: str) -> list[str]:
    texts = presenters.finding_texts(release.findings)
    left = len(texts) - MOST_FINDINGS
    more = [own["odd_more"].format(format_number(left, language))] if left > 0 else []
    return texts[:MOST_FINDINGS] + more


def _corrections(corrections: list, own: dict) -> list[str]:
    return [
        own["colon"].join(
            [
                item["date_text"],
                " ".join(filter(None, (item["what"], item["values"], item["effect"]))),
            ]
        )
        for item in presenters.correction_items(corrections)
    ]
