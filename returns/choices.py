"""What may be asked of one series, and which pictures its data allow. Pure.

A picture that would mislead is not offered: counts to a date, dated counts and stocks are never
joined by a line or added, shares need a stated total, a map needs places that can be drawn.
"""

from dataclasses import dataclass, replace
from datetime import date

from .exploring import BY_ADDRESS, CALENDARS, COMPARE, OWN, Exploration, Refused
from .filters import NAMES
from .groups import SHORTEST
from .models.dimensions import DIMENSIONS, Kind
from .models.places import Place, PlaceKind
from .sums import PARTS

# Values that stand for all of a dimension; the others are its parts.
TOTALS = {
    "place": (Place.EVERYWHERE,),
    "country_from": ("IRN_PAK", "ALL"),
    **dict.fromkeys(("documentation", "manner", "sex", "age_group"), ("all",)),
}
ADDRESS = {field: name for name, field in NAMES.items()}
MOST_LINES = 6
FEWEST_AGES = 3
# Up to this many periods each has a bar with its figure.
FEW = 14
# More bars of several parts than this are no picture; lines and columns are.
MOST_BARS = 30


@dataclass(frozen=True)
class Choices:
    """`values` by field, "place" among them, in the order of the data model.

    `place_kind` is that of the places that are no total, "" where they differ; `grains` is what
    the series can be grouped by in time, its own periods first; `days` are the shortest and the
    longest period.
    """

    series: str
    kind: str
    first: date
    last: date
    values: dict[str, tuple[str, ...]]
    grains: tuple[str, ...]
    days: tuple[int, int]
    place_kind: str = ""

    def parts(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.values[name] if value not in TOTALS[name])

    def has_total(self, name: str) -> bool:
        """Whether a source states the total that the parts are parts of."""
        return any(value in TOTALS[name] for value in self.values[name])

    def open_values(self, name: str) -> tuple[str, ...]:
        """What may be asked of a dimension: what is there, and a total that its parts make."""
        sums = (whole for whole, parts in PARTS.get(name, {}).items() if self._has(name, parts))
        return tuple(dict.fromkeys((*self.values[name], *sums)))

    def _has(self, name, parts) -> bool:
        return set(parts) <= set(self.values[name])

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Fields that counts can be broken down by. Dated counts stand by themselves."""
        found = tuple(name for name in BY_ADDRESS if len(self.parts(name)) > 1)
        if self.kind == Kind.INTERVAL:
            return found
        apart = self.kind == Kind.STOCK or not self.has_total("place")
        return ("place",) if apart and "place" in found else ()

    def settled(self, view: Exploration) -> Exploration:
        """The view with what the series leaves no choice about: many places without a total."""
        if view.by or view.asked.place or self.has_total("place"):
            return view
        return view.other(by="place") if "place" in self.breakdowns else view

    def shapes(self, view: Exploration) -> tuple[str, ...]:
        """Pictures of a view, the best first; the table is always there."""
        view = self.settled(view)
        if self.kind != Kind.INTERVAL:
            return ("bars", "table")
        if view.compare:
            return (*self._of_two(view), "table")
        if view.by == "place":
            return (*self._of_places(view), "table")
        if view.by:
            return (*self._of_parts(view), "table")
        if view.grain != OWN or self._periods(view) <= FEW:
            return ("bars", "line", "area", "table")
        return ("line", "area", "bars", "table")

    def _periods(self, view: Exploration) -> int:
        """About how many periods, its own or groups of them, the series has in that of the view."""
        first = max(view.asked.start or self.first, self.first)
        last = min(view.asked.end or self.last, self.last)
        return max((last - first).days, 0) // SHORTEST.get(view.grain, self.days[0]) + 1

    def _of_two(self, view: Exploration) -> tuple[str, ...]:
        start, end = view.compare
        other = view.other(start=start, end=end)
        if max(self._periods(view), self._periods(other)) > MOST_BARS:
            return ("line",)
        return ("bars", "line") if view.grain != OWN else ("line", "bars")

    def _of_places(self, view: Exploration) -> tuple[str, ...]:
        maps = {PlaceKind.PROVINCE: ("provinces",), PlaceKind.CROSSING: ("crossings",)}
        many = len(self.parts("place")) > MOST_LINES
        shapes = ("bars",) if many else ("bars", "line")
        if not many and self._too_many_apart(view):
            shapes = ("line",)
        return (*maps.get(self.place_kind, ()), *shapes)

    def _too_many_apart(self, view: Exploration) -> bool:
        """Parts without a stated total stand beside one another: for that there is no room."""
        return not self.has_total(view.by) and self._periods(view) > MOST_BARS

    def _of_parts(self, view: Exploration) -> tuple[str, ...]:
        ages = len([age for age in self.parts("age_group") if age != "not_stated"])
        both_sexes = {"female", "male"} <= set(self.values["sex"]) and not view.asked.sex
        if view.by == "age_group" and both_sexes and ages >= FEWEST_AGES:
            return ("pyramid",)
        if self._too_many_apart(view):
            return ("line",)
        if not self.has_total(view.by):
            return ("line", "bars") if self._periods(view) > FEW else ("bars", "line")
        if view.by == "country_from":
            return ("line", "shares", "bars")
        return ("bars", "shares", "line")

    def shape(self, view: Exploration) -> str:
        return view.shape or self.shapes(view)[0]

    def default(self, name: str) -> str:
        """What stands for a dimension that the view leaves open; "" where nothing can."""
        allowed = self.open_values(name)
        first = {"country_from": ("IRN", "ALL", "IRN_PAK"), "place": (Place.EVERYWHERE,)}
        for wanted in first.get(name, ("all",)):
            if wanted in allowed:
                return wanted
        return allowed[0] if len(allowed) == 1 else ""

    def may_compare(self, view: Exploration) -> bool:
        return self.kind == Kind.INTERVAL and not self.settled(view).by

    def refusals(self, view: Exploration) -> list[Refused]:
        """What of a view this series cannot answer, by name, each with what it can."""
        return [*self._values(view), *self._view(view)]

    def narrowed(self, refused: list[Refused]) -> list[Refused]:
        """What is not known of any series, with what this one has in its place."""
        allowed = {ADDRESS[name]: self.open_values(name) for name in ("place", *DIMENSIONS)}
        allowed |= {"group": self.grains, "by": tuple(BY_ADDRESS[name] for name in self.breakdowns)}
        allowed |= {"shape": self.shapes(Exploration())}
        return [
            replace(one, allowed=allowed.get(one.name, one.allowed) if one.allowed else ())
            for one in refused
        ]

    def _values(self, view):
        for name in ("place", *DIMENSIONS):
            value, allowed = getattr(view.asked, name), self.open_values(name)
            if value and value not in allowed:
                yield Refused(ADDRESS[name], value, allowed, "not_here")
        needed = not view.asked.place and self.settled(view).by != "place"
        if needed and not self.has_total("place") and len(self.values["place"]) > 1:
            yield Refused("place", "", self.values["place"], "needed")

    def _view(self, view):
        breakdowns = tuple(BY_ADDRESS[name] for name in self.breakdowns)
        if view.grain not in self.grains:
            yield Refused("group", view.grain, self.grains, "not_here")
        if view.calendar not in CALENDARS:
            yield Refused("calendar", view.calendar, CALENDARS, "not_here")
        if view.by and view.by not in self.breakdowns:
            yield Refused("by", BY_ADDRESS[view.by], ("", *breakdowns), "not_here")
        elif view.compare and not self.may_compare(view):
            yield Refused(COMPARE[0], view.compare[0].isoformat(), (), "not_here")
        elif view.shape and view.shape not in self.shapes(view):
            yield Refused("shape", view.shape, self.shapes(view), "not_here")
