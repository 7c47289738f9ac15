"""Charts of the statistics: counts in, drawings out. Pure.

Only what is to be drawn is drawn; a period without a figure stays a gap. Counts of two series
never meet in one chart, and nothing that overlaps is stacked.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.charts import (
    AgeBand,
    Chart,
    ChartSpec,
    Point,
    Series,
    bar_chart,
    line_chart,
    pyramid_chart,
)
from iomiran.common.languages.calendars import format_date, format_period
from iomiran.common.languages.chain import direction
from iomiran.common.languages.numbers import format_number

from .models.dimensions import AgeGroup, CountryFrom, Manner, Sex
from .queries import Cell, Observed

COUNTRY_KEYS = {"IRN": "iran", "PAK": "pakistan", "IRN_PAK": "total", "ALL": "total"}
# A count of both together would stand beside its own parts.
DRAWN_COUNTRIES = ("IRN", "PAK")
MANNER_KEYS = {"spontaneous": "spontaneous", "deported": "deported"}
SEX_KEYS = {"all": "assisted", "female": "female", "male": "male"}
AGES = ("0-4", "5-11", "12-17", "18-59", "60+")


def spec(element_id: str, title: str, subtitle: str = "", unit: str = "") -> ChartSpec:
    """Everything about a chart but its data, in the active language."""
    language = get_language()
    return ChartSpec(
        id=element_id,
        title=title,
        subtitle=subtitle,
        y_title=unit,
        language=language,
        direction=direction(language),
        number=lambda value: format_number(value, language),
        day=lambda day: format_date(day, language, both=False),
        period=lambda start, end: format_period(start, end, language, both=False),
    )


def drawn(rows: list[Observed]) -> list[Observed]:
    return [row for row in rows if row.plot]


def point(row: Observed, *, label: str = "") -> Point:
    return Point(row.period_start, row.period_end, row.value, row.precision, label=label)


def _grouped(rows: list[Observed], dimension: str) -> dict[str, list[Point]]:
    groups = defaultdict(list)
    for row in drawn(rows):
        groups[getattr(row, dimension)].append(point(row))
    return groups


def countries(rows: list[Observed], keys=DRAWN_COUNTRIES) -> list[Series]:
    groups = _grouped(rows, "country_from")
    return [
        Series(COUNTRY_KEYS[key], str(CountryFrom(key).label), groups[key])
        for key in keys
        if key in groups
    ]


def cells_of_countries(cells: list[Cell]) -> list[Series]:
    """Cells asked by country. A group that is not counted whole would look like a fall."""
    groups = defaultdict(list)
    for cell in cells:
        if cell.plot and cell.complete:
            found = Point(cell.period_start, cell.period_end, cell.value, cell.precision)
            groups[cell.category].append(found)
    keys = [key for key in ("IRN", "PAK") if key in groups] or list(groups)[:1]
    return [
        Series(COUNTRY_KEYS.get(key, "other"), str(CountryFrom(key).label), groups[key])
        for key in keys
    ]


def with_missing_years(series: list[Series]) -> list[Series]:
    """A year between the first and the last without any figure stays in the chart as a gap."""
    known = {p.start.year for one in series for p in one.points}
    if not known:
        return series
    missing = [
        Point(date(year, 1, 1), date(year, 12, 31), None)
        for year in range(min(known), max(known))
        if year not in known
    ]
    first, *others = series
    points = sorted([*first.points, *missing], key=lambda p: p.start)
    return [Series(first.key, first.label, points), *others]


def broken_at(series: list[Series], year: int, note: str) -> list[Series]:
    """No line runs into `year`, since when another scope is counted; `note` says so."""
    return [
        replace(
            one,
            points=[
                replace(p, breaks=True, note=note) if p.start.year == year else p
                for p in one.points
            ],
        )
        for one in series
    ]


def with_both_manners(rows: list[Observed]) -> list[Observed]:
    """Spontaneous and deported of the periods for which both may be drawn."""
    by_period = defaultdict(set)
    for row in drawn(rows):
        by_period[(row.period_start, row.period_end)].add(row.manner)
    return [
        row
        for row in drawn(rows)
        if row.manner in MANNER_KEYS
        and set(MANNER_KEYS) <= by_period[(row.period_start, row.period_end)]
    ]


def manners(rows: list[Observed]) -> list[Series]:
    """Parts of one total by their manner of return, of `rows` with both of them."""
    groups = _grouped(rows, "manner")
    return [
        Series(key, str(Manner(name).label), groups[name])
        for name, key in MANNER_KEYS.items()
        if name in groups
    ]


def stock(rows: list[Observed]) -> list[Series]:
    """People present in each country: the place is the country, nobody moved."""
    labels = {"irn": CountryFrom.IRAN.label, "pak": CountryFrom.PAKISTAN.label}
    return [
        Series(
            COUNTRY_KEYS[code.upper()],
            str(label),
            [point(row) for row in drawn(rows) if row.place == code],
        )
        for code, label in labels.items()
    ]


def over_time(chart: ChartSpec, series: list[Series]) -> Chart:
    """Lines over time, cut at gaps."""
    return line_chart(chart, series)


def by_period(chart: ChartSpec, series: list[Series], *, stacked: bool = False) -> Chart:
    return bar_chart(chart, series, stacked=stacked)


def dated(chart: ChartSpec, rows: list[Observed], places: dict[str, str]) -> Chart:
    """Counts that stand by themselves, of one country: a bar each, named by its period.

    Where the source gives only manners of return, they are the parts of one bar. `places`
    names the places that the label of a bar must say.
    """
    groups = defaultdict(list)
    for row in sorted(drawn(rows), key=lambda row: (row.period_start, row.period_end)):
        groups[row.manner].append(point(row, label=_dated_label(chart, row, places)))
    country = rows[0].country_from
    series = [
        Series(key, str(Manner(name).label), groups[name])
        for name, key in MANNER_KEYS.items()
        if name in groups
    ]
    if not series:
        key = COUNTRY_KEYS.get(country, "other")
        series = [Series(key, str(CountryFrom(country).label), groups["all"])]
    return bar_chart(chart, series, stacked=len(series) > 1, horizontal=True)


def _dated_label(chart: ChartSpec, row: Observed, places: dict[str, str]) -> str:
    period = chart.period(row.period_start, row.period_end)
    if row.place not in places:
        return period
    return _("%(place)s, %(period)s") % {"place": places[row.place], "period": period}


def pyramid(chart: ChartSpec, rows: list[Observed]) -> Chart:
    """Women and men by age in one period; groups that are not known stay empty."""
    cells = {(row.sex, row.age_group): row.value for row in drawn(rows)}
    bands = [
        AgeBand(str(AgeGroup(age).label), cells.get(("female", age)), cells.get(("male", age)))
        for age in AGES
    ]
    return pyramid_chart(chart, bands, female=str(Sex.FEMALE.label), male=str(Sex.MALE.label))


def last_period(rows: list[Observed]) -> tuple[date, date] | None:
    return max(((row.period_start, row.period_end) for row in rows), default=None)
