"""What may be asked of a series, from its live release."""

from collections import defaultdict

from returns.choices import Choices
from returns.exploring import MONTH, OWN, WEEK, YEAR
from returns.filters import ReturnsFilter
from returns.models import Place, PlaceEdition, SeriesEdition
from returns.models.dimensions import DIMENSIONS, Kind
from returns.periods import days_in

from .counts import observations

# A group in time is made of shorter periods: below this many days they fit into it.
LONGEST = {WEEK: 7, MONTH: 28, YEAR: 365}


def choices_of(edition: SeriesEdition, places: dict[str, PlaceEdition]) -> Choices | None:
    """None where the series holds nothing. One query."""
    rows = observations(ReturnsFilter(series=edition.document.slug))
    if not rows:
        return None
    days = [days_in(row.period_start, row.period_end) for row in rows]
    values = defaultdict(set)
    for row in rows:
        for name in ("place", *DIMENSIONS):
            values[name].add(getattr(row, name))
    return Choices(
        series=edition.document.slug,
        kind=edition.kind,
        first=min(row.period_start for row in rows),
        last=max(row.period_end for row in rows),
        values={name: ordered(name, found) for name, found in values.items()},
        grains=grains(edition.kind, (min(days), max(days))),
        days=(min(days), max(days)),
        place_kind=place_kind(values["place"], places),
        drawn=any(row.plot for row in rows),
    )


def ordered(name: str, found: set[str]) -> tuple[str, ...]:
    """Values in the order of the data model, places by code."""
    if name == "place":
        return tuple(sorted(found))
    return tuple(value for value in DIMENSIONS[name].values if value in found)


def place_kind(codes, places: dict[str, PlaceEdition]) -> str:
    kinds = {
        places[code].document.kind
        for code in codes
        if code in places and code not in (Place.EVERYWHERE, Place.NOT_STATED)
    }
    return kinds.pop() if len(kinds) == 1 else ""


def grains(kind: str, days: tuple[int, int]) -> tuple[str, ...]:
    """Only counts of periods that do not overlap may be added up over time."""
    if kind != Kind.INTERVAL:
        return (OWN,)
    return (OWN, *(grain for grain, longest in LONGEST.items() if days[1] < longest))
