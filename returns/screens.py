"""The charts of each page, put together from counts, drawings and words."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.charts import Chart, sparkline
from iomiran.common.languages.numbers import digits

from . import charts, exports, long_series, presenters, queries
from .filters import ReturnsFilter
from .models import Place, PlaceEdition, Release, SeriesEdition
from .models.dimensions import CountryFrom
from .models.places import PlaceKind
from .presenters import ChartView, TableView, TakeAlong, TermView
from .presenters.take_along import embed_codes
from .province_map import Map, province_map

# More rows than this are shown for the latest period only; the files have all of them.
MOST_ROWS = 300
# Of longer series the rows are not read for a page.
MOST_READ = 5000
# Fewer periods than this make no picture of the parts; the table has them.
FEWEST_PARTS = 3
WEEKLY = "iom-undocumented-weekly"
YEARLY = "iom-undocumented-yearly"
FAMILIES = "un-families-returned"
BY_PROVINCE = "unhcr-returned-refugees-by-province"
BY_SEX_AGE = "unhcr-returned-refugees-by-sex-age"
ALL_YEARLY = "iom-all-returns-yearly"
BY_COUNTRY = "unhcr-returned-refugees-by-country"
# The year in which the scope of UNHCR's statistics widened, as their own caveats say.
WIDENED = 2024


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
    for slug, draw in ((WEEKLY, _weeks), (YEARLY, _years), (FAMILIES, _families)):
        edition = queries.series_page(slug)
        if edition is None or edition.is_withdrawn or edition.text() is None:
            continue
        asked = ReturnsFilter(series=slug, country_from="IRN")
        rows = queries.time_series(asked)
        if not any(row.plot for row in rows):
            continue
        title, chart = draw(rows, edition)
        table = presenters.observations_table(edition.text().title, rows, places, _unit(edition))
        release = queries.live_release(edition)
        take = exports.series_offer(edition, release, asked, element_id=f"{slug}-take")
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
    edition = queries.series_page(YEARLY)
    if edition is None or edition.is_withdrawn or edition.text() is None:
        return None
    rows = queries.time_series(ReturnsFilter(series=YEARLY, country_from="IRN"))
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
    spec = charts.spec(YEARLY, title, unit=_unit(edition))
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
    if _is_long(release):
        drawings = long_series.drawings(edition, release, asked)
        rows, shown = None, queries.latest_totals(asked, release)
    else:
        rows = shown = queries.observations(asked)
        drawings = _drawings(edition, rows, places)
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
            take=_with_picture(take, number, title, chart, of_chart, edition, release, asked),
            rows=of_chart,
        )
        for number, (title, chart, of_chart) in enumerate(drawings, 1)
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


def _is_long(release: Release) -> bool:
    return release.profile.get("size", 0) > MOST_READ


def _with_picture(take, number, title, chart, rows, edition, release, asked) -> TakeAlong:
    """What a chart of the page has besides the files of its figures: pictures and a frame."""
    slug, query = edition.document.slug, asked.to_querystring("series")

    def address(ending):
        return reverse(f"returns:series_{ending}", args=[slug, number])

    drawn = exports.picture(chart, title, edition, release, rows)
    return replace(
        take,
        id=f"chart-{number}-take",
        pictures=exports.picture_links(address, query, drawn),
        embeds=embed_codes(f"{asked.to_querystring()}&chart={number}", title),
    )


def series_drawings(
    edition: SeriesEdition, release: Release, asked: ReturnsFilter
) -> list[tuple[str, Chart | Map, list]]:
    """(title, drawing, rows drawn) of each chart on the page of a series, in its order."""
    if _is_long(release):
        return long_series.drawings(edition, release, asked)
    return _drawings(edition, queries.observations(asked), queries.place_names())


def _drawings(edition, rows, places) -> list[tuple[str, Chart | Map, list]]:
    """(title, chart, its rows) as the kind of the series allows; none where none may be drawn."""
    if not charts.drawn(rows):
        return []
    title, unit = edition.text().title, _unit(edition)
    slug = edition.document.slug
    if slug == BY_SEX_AGE:
        return _pyramid(rows, unit)
    if slug == BY_PROVINCE:
        return _provinces(rows, unit)
    if edition.kind in ("cumulative", "point") or edition.frequency == "irregular":
        return _dated(rows, title, unit, places)
    return _regular(edition, rows, title, unit)


def _dated(rows, title, unit, places) -> list[tuple[str, Chart, list]]:
    """A chart for each country: dated counts of two countries are not compared."""
    names = {
        code: text.name
        for code, place in places.items()
        if place.document.kind == PlaceKind.CROSSING and (text := place.text())
    }
    groups = defaultdict(list)
    for row in charts.drawn(_totals(rows)):
        groups[row.country_from].append(row)
    found = []
    for number, (country, group) in enumerate(sorted(groups.items()), 1):
        named = title if len(groups) == 1 else f"{title}: {CountryFrom(country).label}"
        spec = charts.spec(f"chart-{number}", named, unit=unit)
        found.append((named, charts.dated(spec, group, names), group))
    return found


def _totals(rows):
    """Rows that are not parts of another row of the same period and country.

    Parts are manners of return beside their total, and a group of crossings beside everywhere.
    """
    manners, everywhere = set(), set()
    for row in rows:
        period = (row.period_start, row.period_end, row.country_from)
        if row.manner == "all":
            manners.add((*period, row.place))
        if row.place == Place.EVERYWHERE:
            everywhere.add(period)
    return [
        row
        for row in rows
        if (period := (row.period_start, row.period_end, row.country_from))
        and (row.manner == "all" or (*period, row.place) not in manners)
        and (row.place == Place.EVERYWHERE or period not in everywhere)
    ]


def _regular(edition, rows, title, unit) -> list[tuple[str, Chart, list]]:
    slug = edition.document.slug
    spec = charts.spec("chart-1", title, unit=unit)
    totals = [row for row in _totals(rows) if row.sex == "all" and row.manner == "all"]
    if edition.kind == "stock":
        return [(title, charts.by_period(spec, charts.stock(rows)), rows)]
    totals = [row for row in totals if row.country_from in charts.DRAWN_COUNTRIES]
    series = charts.countries(totals)
    if slug == BY_COUNTRY:
        series = charts.broken_at(series, WIDENED, _scope_widened())
    if slug in (YEARLY, ALL_YEARLY):
        found = [(title, charts.by_period(spec, charts.with_missing_years(series)), totals)]
    else:
        found = [(title, charts.over_time(spec, series), totals)] if series else []
    from_iran = [row for row in rows if row.country_from == "IRN"]
    parts = charts.manners(from_iran)
    if parts and len(parts[0].points) >= FEWEST_PARTS:
        second = _("Undocumented returns from Iran by manner of return")
        spec = charts.spec("chart-2", second, unit=unit)
        of_parts = [row for row in from_iran if row.manner in charts.MANNER_KEYS]
        found.append((second, charts.by_period(spec, parts, stacked=True), of_parts))
    return found


def _scope_widened() -> str:
    return _(
        "The scope widened in %(year)s: the line breaks, and the years are not comparable."
    ) % {"year": digits(WIDENED, get_language())}


def _pyramid(rows, unit) -> list[tuple[str, Chart, list]]:
    last = charts.last_period(rows)
    of_last = [row for row in rows if (row.period_start, row.period_end) == last]
    title = _("Returned refugees from all countries by sex and age, %(year)s") % {
        "year": charts.spec("", "").period(*last)
    }
    spec = charts.spec("chart-1", title, unit=unit)
    return [(title, charts.pyramid(spec, of_last), of_last)]


def _provinces(rows, unit) -> list[tuple[str, Map, list]]:
    last = charts.last_period(rows)
    spec = charts.spec("chart-1", "", unit=unit)
    title = _("Returned refugees from all countries by province of return, %(year)s") % {
        "year": spec.period(*last)
    }
    shown = [
        row
        for row in rows
        if (row.period_start, row.period_end) == last
        and row.sex == "all"
        and row.place != Place.NOT_STATED
    ]
    values = {row.place.upper(): row.value for row in shown}
    drawing = province_map(
        values,
        language=spec.language,
        direction=spec.direction,
        title=title,
        unit=unit,
        number=spec.number,
        element_id="chart-1",
    )
    return [(title, drawing, shown)]
