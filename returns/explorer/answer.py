"""The counts that a view asks for, settled for what its series has."""

from dataclasses import dataclass, field, replace
from datetime import date

from returns.choices import FEW, MOST_BARS, Choices
from returns.exploring import CALENDARS, OWN, Exploration
from returns.groups import group_of, groups
from returns.models import PlaceEdition, SeriesEdition
from returns.models.dimensions import Kind
from returns.models.places import Place
from returns.queries.aggregates import Cell, aggregates

MOST_PLACES = 6


@dataclass(frozen=True)
class Answer:
    """`cells` are all that the table shows; `drawn` of them may stand in a picture.

    `totals` are the stated totals that parts are parts of, by period; `before` the cells of the
    second period; `sides` those of an age–sex pyramid by sex. `grouped` says that the periods of
    the source were too many and were grouped unasked.
    """

    view: Exploration
    shape: str
    choices: Choices
    edition: SeriesEdition
    places: dict[str, PlaceEdition]
    cells: list[Cell]
    before: list[Cell] = field(default_factory=list)
    totals: dict[tuple[date, date], Cell] = field(default_factory=dict)
    sides: dict[str, list[Cell]] = field(default_factory=dict)
    grouped: bool = False

    @property
    def drawn(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.plot]

    @property
    def periods(self) -> list[tuple[date, date]]:
        return sorted({(cell.period_start, cell.period_end) for cell in self.drawn})

    @property
    def latest(self) -> tuple[date, date] | None:
        return max(self.periods, key=lambda period: period[::-1], default=None)

    @property
    def one_period(self) -> bool:
        """Whether the picture is of the latest period alone."""
        if self.shape in ("pyramid", "provinces", "crossings"):
            return True
        many = self.view.by == "place" and len(self.categories) > MOST_PLACES
        return many and self.shape != "line"

    @property
    def categories(self) -> list[str]:
        """Parts that have a figure, in the order of the data model."""
        found = {cell.category for cell in self.cells}
        if not self.view.by:
            return [""] if found else []
        return [value for value in self.choices.parts(self.view.by) if value in found]

    def at(self, period) -> list[Cell]:
        return [cell for cell in self.drawn if (cell.period_start, cell.period_end) == period]

    def missing(self, category: str | None = None) -> list[tuple[date, date]]:
        """Groups between the first and the last that hold nothing; years of yearly series too."""
        shown = [c for c in self.drawn if category is None or c.category == category]
        known = {cell.period_start for cell in shown}
        grain, calendar = self.view.grain, self.view.calendar
        if grain == OWN and self.choices.days[0] >= 365:
            grain, calendar = "year", _calendar_of_years(known)
        if grain == OWN or not calendar or not shown:
            return []
        last = max(cell.period_end for cell in shown)
        between = groups(min(known), last, grain, calendar)
        return [(group.first, group.last) for group in between if group.first not in known]

    @property
    def apart(self) -> bool:
        """Whether each count stands by itself: none is a step on the way to the next."""
        return self.choices.kind != Kind.INTERVAL

    @property
    def in_columns(self) -> bool:
        """Whether there are too many periods for a bar each with its figure."""
        several = len(self.categories) > 1
        most = MOST_BARS if self.apart or several else FEW
        return len(self.periods) + len(self.missing()) > most

    @property
    def left_out(self) -> list[tuple[date, date]]:
        """Periods of which the picture cannot show the parts as parts of their total.

        Of counts that stand apart too many for one picture are left out, the earliest.
        """
        if self.one_period or self.view.compare:
            return []
        if self.shape == "bars" and self.in_columns and len(self.categories) > 1:
            if self.apart:
                return sorted(self.periods, key=lambda pair: pair[::-1])[:-MOST_BARS]
        elif self.shape != "shares":
            return []
        return [period for period in self.periods if not self.adds_up(period)]

    def adds_up(self, period) -> bool:
        """Whether every part of a period is there and they make the total that a source states."""
        cells, total = self.at(period), self.totals.get(period)
        return bool(total and cells and total.value == sum(cell.value for cell in cells))


def answer(
    view: Exploration,
    choices: Choices,
    edition: SeriesEdition,
    places: dict[str, PlaceEdition],
) -> Answer:
    """One query for the counts; one more each for a comparison, a total, the other sex."""
    view = choices.settled(view)
    shape = choices.shape(view)
    how = {"grain": view.grain, "calendar": view.calendar}
    asked = view.asked
    before, totals, sides = [], {}, {}
    if shape == "pyramid" or (view.by == "age_group" and not asked.sex and _apart(choices)):
        sides = {
            sex: _parts(aggregates(replace(asked, sex=sex), by="age_group", **how), view, choices)
            for sex in ("female", "male")
        }
        cells = [cell for side in sides.values() for cell in side]
    else:
        cells = _parts(aggregates(asked, by=view.by, **how), view, choices)
    if view.compare:
        start, end = view.compare
        before = aggregates(replace(asked, start=start, end=end), **how)
    if view.by and not sides and choices.has_total(view.by):
        whole = replace(asked, **{view.by: _total(view.by, choices)})
        totals = {(c.period_start, c.period_end): c for c in aggregates(whole, **how)}
    if not any(cell.plot for cell in cells):
        shape = "table"
    found = Answer(view, shape, choices, edition, places, cells, before, totals, sides)
    if shape == "bars" and found.periods and found.left_out == found.periods:
        # Parts that nowhere make a total are no bars, but they are lines.
        return replace(found, shape="line")
    return found


def _calendar_of_years(starts: set[date]) -> str:
    """By which calendar a source counts its years; "" where by neither. Not the reader's."""
    for calendar in CALENDARS:
        if all(group_of(start, "year", calendar).first == start for start in starts):
            return calendar
    return ""


def _apart(choices: Choices) -> bool:
    return {"female", "male"} <= set(choices.values["sex"])


def _total(name: str, choices: Choices) -> str:
    parts = choices.parts(name)
    return next(value for value in choices.values[name] if value not in parts)


def _parts(cells: list[Cell], view: Exploration, choices: Choices) -> list[Cell]:
    """The parts alone: a total among them would be taken for one more part."""
    if not view.by:
        return cells
    parts = set(choices.parts(view.by)) - ({Place.EVERYWHERE} if view.by == "place" else set())
    return [cell for cell in cells if cell.category in parts]
