"""The charts of each page, put together from counts, drawings and words."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from iomiran.common.charts import Chart, sparkline
from iomiran.common.nav import site_url

from . import charts, drawings, exports, long_series, presenters, queries
from .filters import ReturnsFilter
from .models import PlaceEdition, Release, SeriesEdition
from .presenters import ChartView, MapView, TableView, TakeAlong, TermView
from .presenters.take_along import embed_codes
from .province_map import Map

# More rows than this are shown for the latest period only; the files have all of them.
MOST_ROWS = 300
WEEKLY = "iom-undocumented-weekly"
FAMILIES = "un-families-returned"


@dataclass(frozen=True)
class SeriesScreen:
    """What a series page shows below its description."""

    charts: list[ChartView]
    table: TableView
    take: TakeAlong
    shortened: bool
    # Too many rows to read for a page: totals are drawn, and listed of the latest period.
    long: bool = False
    # Shares, changes and counts to date as the sources print them; None where there are none.
    printed: TableView | None = None


def overview_charts(places: dict[str, PlaceEdition]) -> list[ChartView]:
    """The weekly and yearly series and the families of 2025; each alone, each with its table."""
    found = []
    for slug, draw in ((WEEKLY, _weeks), (drawings.YEARLY, _years), (FAMILIES, _families)):
        edition = queries.series_page(slug)
        if edition is None or edition.is_taken_back or edition.text() is None:
            continue
        asked = ReturnsFilter(series=slug, country_from="IRN")
        rows = queries.time_series(asked)
        if not any(row.plot for row in rows):
            continue
        title, chart = draw(rows, edition)
        table = presenters.observations_table(edition.text().title, rows, places, _unit(edition))
        release = queries.live_release(edition)
        take = exports.series_offer(edition, release, asked, element_id=f"{slug}-take")
        if drawn := series_drawings(edition, release, asked, places):
            take = _with_picture(take, 1, drawn[0], edition, release, asked)
        found.append(
            presenters.chart_view(
                chart,
                element_id=slug,
                title=title,
                edition=edition,
                table=table,
                take=take,
                rows=rows,
                fresh=presenters.freshness(
                    edition, max(row.period_end for row in rows), localdate()
                ),
            )
        )
    return found


@dataclass(frozen=True)
class SmallSeries:
    """One real series small enough to stand beside a figure."""

    title: str
    svg: SafeString
    note: str
    url: str


def home_series() -> SmallSeries | None:
    """The yearly undocumented returns from Iran; None where the series is not public."""
    edition = queries.series_page(drawings.YEARLY)
    if edition is None or edition.is_taken_back or edition.text() is None:
        return None
    rows = queries.time_series(ReturnsFilter(series=drawings.YEARLY, country_from="IRN"))
    if not (series := charts.with_missing_years(charts.countries(rows))):
        return None
    title = presenters.titles.from_iran(rows)
    spec = charts.spec("home-series", title, unit=_unit(edition))
    return SmallSeries(
        title=title,
        svg=sparkline(spec, series[0], width=340, height=190),
        note=edition.scope_sentence(),
        url=edition.get_absolute_url(),
    )


def _unit(edition: SeriesEdition) -> str:
    return str(edition.get_unit_display())


def _weeks(rows, edition) -> tuple[str, Chart]:
    title = presenters.titles.highest_week(rows)
    spec = charts.spec(WEEKLY, title, unit=_unit(edition))
    return title, charts.over_time(spec, charts.countries(rows))


def _years(rows, edition) -> tuple[str, Chart]:
    title = presenters.titles.highest_year(rows)
    spec = charts.spec(drawings.YEARLY, title, unit=_unit(edition))
    return title, charts.by_period(spec, charts.with_missing_years(charts.countries(rows)))


def _families(rows, edition) -> tuple[str, Chart]:
    title = presenters.titles.change(rows)
    spec = charts.spec(FAMILIES, title, unit=_unit(edition))
    return title, charts.by_period(spec, charts.countries(rows))


def series_screen(
    edition: SeriesEdition,
    release: Release,
    asked: ReturnsFilter,
    terms: dict[str, TermView] | None = None,
) -> SeriesScreen:
    """Charts and table of one series for what is asked of it."""
    take = exports.series_offer(edition, release, asked, element_id="figures")
    places = queries.place_names()
    if long_series.is_long(release):
        drawn = long_series.drawings(edition, release, asked)
        rows, shown = None, queries.latest_totals(asked, release)
    else:
        rows = shown = queries.observations(asked)
        drawn = drawings.drawings_of(edition, rows, places)
        if len(rows) > MOST_ROWS:
            last = charts.last_period(rows)
            shown = [row for row in rows if (row.period_start, row.period_end) == last]
    views = [
        presenters.chart_view(
            chart,
            element_id=f"chart-{number}",
            title=title,
            edition=edition,
            table=None,
            take=_with_picture(
                replace(take, id=f"chart-{number}-take"), number, one, edition, release, asked
            ),
            rows=of_chart,
        )
        for number, one in enumerate(drawn, 1)
        for title, chart, of_chart in [one]
    ]
    table = presenters.observations_table(
        edition.text().title,
        shown,
        places,
        _unit(edition),
        linked=True,
        terms=terms,
        count=edition.count,
    )
    return SeriesScreen(
        views,
        table,
        take,
        shortened=shown is not rows,
        long=rows is None,
        printed=_printed(edition, shown if rows is None else rows, asked),
    )


def _printed(edition: SeriesEdition, rows: list, asked: ReturnsFilter) -> TableView | None:
    said = queries.statements_of(edition)
    if asked.narrows:
        keys = {row.key for row in rows}
        said = {key: found for key, found in said.items() if key in keys}
    return presenters.printed_table(said)


def _with_picture(take, number, one, edition, release, asked) -> TakeAlong:
    """What a chart of the page has besides the files of its figures: pictures and a frame.

    `one` is what `series_drawings` has by that `number`.
    """
    slug, query = edition.document.slug, asked.to_querystring("series")
    title, chart, rows = one

    def address(ending):
        return reverse(f"returns:series_{ending}", args=[slug, number])

    drawn = exports.picture(chart, title, edition, release, rows)
    return replace(
        take,
        pictures=exports.picture_links(address, query, drawn),
        embeds=embed_codes(f"{asked.to_querystring()}&chart={number}", title),
    )


def places_screen(
    crossings: list[PlaceEdition], centres: list[PlaceEdition], names: dict[int, str]
) -> MapView:
    """The map of the places with its pictures to take along."""
    drawing = presenters.places_drawing(crossings, centres)
    take = TakeAlong(
        id="map-take",
        files=[],
        pictures=exports.picture_links(
            lambda ending: reverse(f"returns:place_list_{ending}"),
            "",
            exports.places_picture(drawing),
        ),
        link=site_url(reverse("returns:place_list")),
    )
    return replace(presenters.places_view(crossings, centres, names, drawing), take=take)


def series_drawings(
    edition: SeriesEdition,
    release: Release,
    asked: ReturnsFilter,
    places: dict[str, PlaceEdition] | None = None,
) -> list[tuple[str, Chart | Map, list]]:
    """(title, drawing, rows drawn) of each chart on the page of a series, in its order."""
    if long_series.is_long(release):
        return long_series.drawings(edition, release, asked)
    places = queries.place_names() if places is None else places
    return drawings.drawings_of(edition, queries.observations(asked), places)
