"""A view put together: what the template of the explorer shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse

from iomiran.common.charts import Chart
from returns import long_series, presenters, queries
from returns.exploring import OWN, Exploration, Refused
from returns.maps import Map
from returns.models import Release, SeriesEdition
from returns.presenters import ChartView, TableView
from returns.queries import Observed
from returns.queries.choices import choices_of

from . import findings, pictures, tables, words
from .answer import Answer, answer
from .drawn import drawn_rows
from .form import FormView, SeriesGroup, form_view, series_options, state_parts
from .refusals import RefusedView, refused_views
from .taking import taking

# A longer table is folded away under the picture.
OPEN_ROWS = 12


@dataclass(frozen=True)
class Screen:
    """One view. `refused` is not empty where the address cannot be answered: then nothing else is.

    `chart` is None where nothing is drawn; `heading` then stands over the table.
    """

    view: Exploration
    series: list[SeriesGroup]
    refused: list[RefusedView] = field(default_factory=list)
    edition: SeriesEdition | None = None
    release: Release | None = None
    form: FormView | None = None
    heading: str = ""
    subject: str = ""
    chart: ChartView | None = None
    summary: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    table: TableView | None = None
    table_open: bool = False
    # What the table leaves out, in words.
    table_note: str = ""
    about: presenters.SeriesView | None = None
    take: presenters.TakeAlong | None = None


def chooser(today: date) -> list[dict]:
    """{id, title, items}: the series by what they count, each with the address to explore it."""
    groups = presenters.series_groups(queries.series_list(), today=today)
    base = reverse("returns:explore")
    for group in groups:
        for item in group["items"]:
            slug = item["url"].rstrip("/").rsplit("/", 1)[-1]
            item["url"] = f"{base}?{Exploration().other(series=slug).to_querystring()}"
    return groups


@dataclass(frozen=True)
class Found:
    """`answer` and the `release` it is of, or what is `refused`; `edition` where it is known."""

    series: list[SeriesGroup]
    refused: list[RefusedView] = field(default_factory=list)
    edition: SeriesEdition | None = None
    release: Release | None = None
    answer: Answer | None = None


def find(view: Exploration, refused: list[Refused], *, whole: bool = False) -> Found:
    """The counts of a view, for its page, its pictures and its frame; `whole` for its files.

    A file has every period of a series; what is looked at groups them where they are too many.
    """
    listed = queries.series_list()
    titles = {
        one.edition.document.slug: text.title for one in listed if (text := one.edition.text())
    }
    options = series_options(listed, view.asked.series)
    slug = view.asked.series
    of = {one.edition.document.slug: one for one in listed if one.edition.document.slug in titles}
    places = queries.place_names()
    one = of.get(slug)
    if slug and one is None:
        refused = [*refused, Refused("series", slug, tuple(titles), "unknown")]
    choices = choices_of(one, places) if one else None
    grouped = False
    if one and not whole and view.grain == OWN and long_series.is_long(one.release):
        grain = str(long_series.grain_for(one.edition, one.release, view.asked, view.compare))
        grouped = grain != OWN
        view = view.other(grain=grain)
    if choices:
        refused = [*choices.narrowed(refused), *choices.refusals(view)]
    if refused or choices is None:
        views = refused_views(view, refused, places, titles)
        return Found(options, views, one.edition if one else None)
    found = replace(answer(view, choices, one.edition, places), grouped=grouped)
    return Found(options, [], one.edition, one.release, found)


def explore(view: Exploration, refused: list[Refused]) -> Screen:
    """The answer to a view, or what of it is refused."""
    found = find(view, refused)
    if found.answer is None:
        return Screen(view, found.series, found.refused, edition=found.edition)
    return _screen(found.answer, found.series, found.release)


def view_picture(found: Answer) -> tuple[str, Chart | Map | None]:
    """(title, drawing); None for the table alone and where nothing may be drawn."""
    title = findings.title(found)
    return title, pictures.picture(found, title)


def view_table(found: Answer) -> TableView | None:
    """All of it, however long; None where no figure fits."""
    if not (found.cells or found.before):
        return None
    return tables.table(found, found.edition.text().title)


def view_notes(found: Answer) -> list[str]:
    """What must be said of a view beside what its picture says itself."""
    return findings.notes(found)


def view_choices(found: Answer) -> list[str]:
    """What of the series is counted, of which time and how it is put together."""
    subject = words.subject(found)
    return [part for part in (subject, *state_parts(found.view, found.choices)) if part]


def view_chart(
    found: Answer, title: str, drawing: Chart | Map, rows: Sequence[Observed]
) -> ChartView:
    """The picture with what must be said under it; `rows` are the counts that it shows."""
    chart = presenters.chart_view(
        drawing, element_id="explored", title=title, edition=found.edition, table=None, rows=rows
    )
    return replace(chart, notes=[*chart.notes, *findings.notes(found)])


def _screen(found: Answer, options: list[SeriesGroup], release: Release) -> Screen:
    edition = found.edition
    title, drawing = view_picture(found)
    table, left_out = view_table(found), ""
    if table:
        table, left_out = tables.shortened(found, table)
    notes = findings.notes(found)
    rows = drawn_rows(found, release) if drawing is not None else []
    chart = view_chart(found, title, drawing, rows) if drawing is not None else None
    return Screen(
        view=found.view,
        series=options,
        edition=edition,
        release=release,
        form=form_view(found.view, found.choices, found.places),
        heading=title,
        subject=words.subject(found),
        chart=chart,
        summary=findings.summary(found, drawing.summary if drawing else ""),
        notes=notes,
        table=table,
        table_note=left_out,
        table_open=chart is None or bool(table and len(table.rows) <= OPEN_ROWS),
        about=presenters.series_view(edition, None),
        take=taking(found, release, drawing, title, rows),
    )
