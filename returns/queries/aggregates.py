"""Counts by groups of days: what charts over time, lists and files of sums are made from."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from returns.filters import ReturnsFilter
from returns.grains import coarser_grains
from returns.models import Observation, Place, Release, Rollup, SeriesEdition
from returns.models.dimensions import ALIKE
from returns.models.rollups import Calendar, Grain
from returns.periods import days_in
from returns.sums import PARTS, given_or_summed, precision_of_sum, with_parts

COUNTRIES = ("IRN", "ALL", "IRN_PAK")
COUNT = ("value", "precision", "plot", "key")
NUMBERS = ("value", "precision", "observations", "days_counted")


@dataclass(frozen=True)
class Cell:
    """One number of one group of days; for the grain "own" the group is a period of the source.

    `category` is the value of the dimension asked by, "" without one. `observations` says of
    how many counts it is made, `key` names the one where it is a single one. Of the `days` of
    the group counts cover `days_counted`. `plot` is whether every count in it may be drawn.
    """

    period_start: date
    period_end: date
    category: str
    value: int
    precision: str
    observations: int
    days_counted: int
    days: int
    plot: bool
    key: str

    @property
    def complete(self) -> bool:
        return self.days_counted >= self.days


def grains_of(edition: SeriesEdition, release: Release) -> list[Grain]:
    """What the periods of a series may be grouped by; as the source counts them always first."""
    return [Grain.OWN, *coarser_grains(edition.kind, edition.unit, release.profile)]


def resolved(asked: ReturnsFilter, profile: dict) -> ReturnsFilter:
    """`asked` with one value for every dimension it leaves open (see Release.profile).

    That is everywhere and "all"; of countries Iran first; else the only value there is; else
    the total that may be computed from its parts. A dimension stays open where none of these
    is there: counts of several places are not ours to add.
    """
    values = profile.get("values", {})
    found = {name: _value(name, values.get(name, [])) for name in ALIKE if not getattr(asked, name)}
    return replace(asked, **found)


def _value(name: str, values: list[str]) -> str:
    if name == "place":
        first = (Place.EVERYWHERE,)
    else:
        first = COUNTRIES if name == "country_from" else ("all",)
    for value in first:
        if value in values:
            return value
    if len(values) == 1:
        return values[0]
    for total, parts in PARTS.get(name, {}).items():
        if set(parts) <= set(values):
            return total
    return ""


def aggregates(
    asked: ReturnsFilter,
    *,
    grain: str = Grain.OWN,
    calendar: str = Calendar.GREGORIAN,
    by: str = "",
) -> list[Cell]:
    """The live counts of `asked.series` in order of time and category. Three queries.

    `by` is "" or a dimension that `asked` leaves open, "place" included: then each of its
    values is a category. What else is open is as `resolved` says; [] where that leaves a
    dimension open, and where the series may not be grouped by `grain`. Periods are added of
    intervals only. A group in which no period ends is absent: a gap.

    Raises ValueError without a series, and for a dimension or grain that does not exist.
    """
    grain, calendar = Grain(grain), Calendar(calendar)
    if not asked.series:
        raise ValueError("name one series: counts of two are never added")
    if by and by not in ALIKE:
        raise ValueError(f"{by!r} is not a dimension")
    release = (
        Release.objects.published().with_document().filter(document__slug=asked.series).first()
    )
    if release is None or not release.profile:
        return []
    one = resolved(asked, release.profile)
    categories = [""]
    if by:
        categories = [getattr(asked, by)] if getattr(asked, by) else release.profile["values"][by]
        one = replace(one, **{by: ""})
    if any(not getattr(one, name) for name in ALIKE if name != by):
        return []
    rows = rows_of(release, categories if by == "place" else [one.place], grain, calendar)
    one = replace(one, series="", place="")
    cells = (_own if grain == Grain.OWN else _grouped)(rows, one, by, categories)
    return sorted(cells, key=lambda cell: (cell.period_start, cell.period_end, cell.category))


def rows_of(
    release: Release, places: list[str], grain: str = Grain.OWN, calendar: str = ""
) -> QuerySet:
    """Of a live release. Ids and numbers, not joins: the planner then knows how few they are."""
    if grain == Grain.OWN:
        rows = Observation.objects.in_release(release)
    else:
        rows = Rollup.objects.published().filter(
            series=release.document_id, grain=grain, calendar=calendar
        )
    ids = Place.objects.filter(slug__in=places).values_list("pk", flat=True)
    return rows.filter(place__in=list(ids)).order_by()


def _grouped(
    rollups: QuerySet, asked: ReturnsFilter, by: str, categories: list[str]
) -> Iterator[Cell]:
    """Of rollups, which hold computed totals too."""
    rollups = asked.apply(rollups)
    column = _column(by)
    if by and by != "place":
        # Each value by its name: so the index leads to every one of them.
        rollups = rollups.filter(**{f"{by}__in": categories})
    for start, end, category, plot, key, *numbers in rollups.values_list(
        "period_start", "period_end", column, "plot", "observation__key", *NUMBERS
    ):
        value, precision, observations, counted = numbers
        yield Cell(
            period_start=start,
            period_end=end,
            category=category if by else "",
            value=value,
            precision=precision,
            observations=observations,
            days_counted=counted,
            days=days_in(start, end),
            plot=plot,
            key=key or "",
        )


def _own(rows: QuerySet, asked: ReturnsFilter, by: str, categories: list[str]) -> Iterator[Cell]:
    """Of observations, with the totals that are missing."""
    wanted = {name: categories if name == by else [getattr(asked, name)] for name in PARTS}
    rows = replace(asked, **dict.fromkeys(PARTS, "")).apply(rows)
    for name, values in wanted.items():
        rows = rows.filter(**{f"{name}__in": with_parts(name, values)})
    other = by if by not in PARTS else ""
    if other and other != "place":
        rows = rows.filter(**{f"{other}__in": categories})
    periods = defaultdict(dict)
    for start, end, category, country, manner, *count in rows.values_list(
        "period_start", "period_end", _column(other), "country_from", "manner", *COUNT
    ):
        period = (start, end, category if other else "")
        periods[period][(country, manner)] = Counted(*count, 1)
    for (start, end, category), cells in periods.items():
        days = days_in(start, end)
        for country in wanted["country_from"]:
            for manner in wanted["manner"]:
                found = given_or_summed(cells, country, manner, _total)
                if found is not None:
                    name = {"country_from": country, "manner": manner}.get(by, category)
                    yield Cell(
                        period_start=start,
                        period_end=end,
                        category=name,
                        value=found.value,
                        precision=found.precision,
                        observations=found.observations,
                        days_counted=days,
                        days=days,
                        plot=found.plot,
                        key=found.key,
                    )


@dataclass(frozen=True)
class Counted:
    value: int
    precision: str
    plot: bool
    key: str
    observations: int


def _total(parts: list[Counted]) -> Counted:
    return Counted(
        value=sum(part.value for part in parts),
        precision=precision_of_sum([part.precision for part in parts]),
        plot=True,
        key="",
        observations=len(parts),
    )


def _column(by: str) -> str:
    """Where the category is read from; without one any column will do."""
    return {"place": "place__slug", "": "country_from"}.get(by, by)
