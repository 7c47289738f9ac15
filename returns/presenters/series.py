"""A series as its page, and the lists and charts that show it, want it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.charts import Chart
from iomiran.common.editorial.presenting import SourceView, source_view
from iomiran.common.languages.calendars import format_period
from returns.maps import Map
from returns.models import Release, SeriesEdition
from returns.models.dimensions import Count, Kind
from returns.queries import Observed, SeriesAnswer

from .freshness import Freshness, freshness
from .sources import drawn_sources
from .tables import TableView
from .take_along import TakeAlong
from .words import release_text

# The term of the glossary that explains each kind of periods.
KIND_TERMS = {
    Kind.INTERVAL: "interval",
    Kind.CUMULATIVE: "cumulative",
    Kind.POINT: "dated-count",
    Kind.STOCK: "stock",
}


@dataclass(frozen=True)
class ChartView:
    """For components/chart.html."""

    id: str
    title: str
    subtitle: str
    svg: SafeString
    summary: str
    table: TableView | None
    source: SourceView
    licence: str
    caveat: str
    take: TakeAlong | None = None
    notes: list[str] = field(default_factory=list)
    # Of what is drawn, where that is known; else the source of the series stands alone.
    sources: list[SourceView] = field(default_factory=list)
    other_sources: str = ""
    freshness: Freshness | None = None


@dataclass(frozen=True)
class SeriesView:
    """What a series is, in words, for its own page and for the page on the counts."""

    anchor: str
    title: str
    url: str
    scope: str
    who: str
    what: str
    where: str
    method: str
    caveat: str
    count: str
    unit: str
    kind: str
    kind_label: str
    kind_code: str
    frequency: str
    publisher: str
    licence: str
    contact: str
    source: SourceView
    release_text: str
    lang: str
    dir: str


def licence_text(edition: SeriesEdition) -> str:
    return edition.licence or _("rights remain with the source")


def series_view(edition: SeriesEdition, release: Release | None) -> SeriesView | None:
    """None where no language of the reader's chain is there."""
    text = edition.text()
    if text is None:
        return None
    return SeriesView(
        anchor=edition.document.slug,
        title=text.title,
        url=edition.get_absolute_url(),
        scope=edition.scope_sentence(),
        who=text.who_counts.rstrip("،,"),
        what=text.what_is_counted,
        where=text.where_counted,
        method=text.method,
        caveat=text.caveat,
        count=capfirst(str(edition.get_count_display())),
        unit=str(edition.get_unit_display()),
        kind=str(edition.get_kind_display()),
        kind_label=capfirst(str(edition.get_kind_display())),
        kind_code=KIND_TERMS[Kind(edition.kind)],
        frequency=str(edition.get_frequency_display()),
        publisher=edition.publisher,
        licence=licence_text(edition),
        contact=edition.contact,
        source=source_view(edition),
        release_text=release_text(release) if release else "",
        lang=text.language,
        dir=text.direction,
    )


def series_item(answer: SeriesAnswer, today: date) -> dict | None:
    """For components/card.html: the series with its span, its scope and how new it is."""
    text = answer.edition.text()
    if text is None:
        return None
    span = format_period(answer.first, answer.last, get_language(), both=False)
    return {
        "title": text.title,
        "url": answer.edition.get_absolute_url(),
        "summary": answer.edition.scope_sentence(),
        "meta": f"{span}\N{NO-BREAK SPACE}· {answer.edition.get_unit_display()}",
        "freshness": freshness(answer.edition, answer.last, today),
        "lang": text.language if text.is_fallback else "",
        "dir": text.direction if text.is_fallback else "",
    }


def series_groups(answers: list[SeriesAnswer], *, today: date) -> list[dict]:
    """{id, title, items}: the series by what they count, so that no two counts stand together."""
    groups = {}
    for answer in answers:
        if item := series_item(answer, today):
            groups.setdefault(answer.edition.count, []).append(item)
    return [
        {"id": count, "title": capfirst(str(Count(count).label)), "items": items}
        for count, items in groups.items()
    ]


def chart_view(
    chart: Chart | Map,
    *,
    element_id: str,
    title: str,
    edition: SeriesEdition,
    table: TableView | None,
    take: TakeAlong | None = None,
    rows: Sequence[Observed] = (),
    fresh: Freshness | None = None,
) -> ChartView:
    """`chart` with what must stand under it: scope, caveat, source, licence, files, table.

    With the `rows` of the chart their own sources stand under it.
    """
    # A map carries its own footnote.
    notes = [] if isinstance(chart, Map) else list(chart.notes)
    text = edition.text()
    sources, others = drawn_sources(rows)
    return ChartView(
        id=element_id,
        title=title,
        subtitle=edition.scope_sentence(),
        svg=chart.svg,
        summary=chart.summary,
        table=table,
        source=source_view(edition),
        licence=licence_text(edition),
        caveat=text.caveat if text else "",
        take=take,
        notes=notes,
        sources=sources,
        other_sources=others,
        freshness=fresh,
    )
