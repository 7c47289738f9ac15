"""Which charts and maps stand on the page of a series, by the kind of its counts."""

from collections import defaultdict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.charts import Chart
from iomiran.common.languages.numbers import digits

from . import charts
from .models import Place
from .models.dimensions import CountryFrom
from .models.places import PlaceKind
from .province_map import Map, province_map

# Fewer periods than this make no picture of the parts; the table has them.
FEWEST_PARTS = 3
YEARLY = "iom-undocumented-yearly"
ALL_YEARLY = "iom-all-returns-yearly"
BY_COUNTRY = "unhcr-returned-refugees-by-country"
# The year in which the scope of UNHCR's statistics widened, as their own caveats say.
WIDENED = 2024
BY_PROVINCE = "unhcr-returned-refugees-by-province"
BY_SEX_AGE = "unhcr-returned-refugees-by-sex-age"


def drawings_of(edition, rows, places) -> list[tuple[str, Chart | Map, list]]:
    """(title, chart, its rows) as the kind of the series allows; none where none may be drawn."""
    if not charts.drawn(rows):
        return []
    title, unit = edition.text().title, str(edition.get_unit_display())
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
    of_parts = charts.with_both_manners(from_iran)
    parts = charts.manners(of_parts)
    if parts and len(parts[0].points) >= FEWEST_PARTS:
        second = _("Undocumented returns from Iran by manner of return")
        spec = charts.spec("chart-2", second, unit=unit)
        found.append((second, charts.by_period(spec, parts, stacked=True), of_parts))
    return found


def _scope_widened() -> str:
    return _(
        "The scope widened in %(year)s: the line breaks, and the years are not comparable."
    ) % {"year": digits(WIDENED, get_language())}


def _pyramid(rows, unit) -> list[tuple[str, Chart, list]]:
    rows = charts.drawn(rows)
    last = charts.last_period(rows)
    of_last = [row for row in rows if (row.period_start, row.period_end) == last]
    title = _("Returned refugees from all countries by sex and age, %(year)s") % {
        "year": charts.spec("", "").period(*last)
    }
    spec = charts.spec("chart-1", title, unit=unit)
    return [(title, charts.pyramid(spec, of_last), of_last)]


def _provinces(rows, unit) -> list[tuple[str, Map, list]]:
    rows = charts.drawn(rows)
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
