"""The counts that are under a picture: who says what it shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from returns import long_series, queries
from returns.exploring import OWN, Exploration
from returns.filters import ReturnsFilter
from returns.groups import LONGEST, group_of
from returns.models import Release
from returns.periods import days_in
from returns.queries import Cell, Observed
from returns.queries.aggregates import resolved
from returns.sums import PARTS, given_or_summed

from .answer import Answer

Period = tuple[date, date]


@dataclass(frozen=True)
class Under:
    """The rows that make one count: itself, or its parts."""

    rows: list[Observed]

    @property
    def plot(self) -> bool:
        return all(row.plot for row in self.rows)


def drawn_rows(answer: Answer, release: Release) -> list[Observed]:
    """The rows under the cells that are drawn. One query; none for a release too long to read."""
    if answer.shape == "table" or not answer.drawn or long_series.is_long(release):
        return []
    asked = resolved(answer.view.asked, release.profile)
    by = "age_group" if answer.sides else answer.view.by
    open_names = {*PARTS, *([by] if by else []), *(["sex"] if answer.sides else [])}
    # The bounds are those of groups: a week may begin before the month in which it is counted.
    rows = queries.observations(
        replace(asked, start=None, end=None, **dict.fromkeys(open_names, ""))
    )
    if answer.sides:
        rows = [row for row in rows if row.sex in answer.sides]
    drawn = drawn_cells(answer)
    return [
        row
        for (period, category), count in _counts(rows, asked, by)
        if (_group(answer.view, period), category) in drawn
        for row in count.rows
    ]


def drawn_cells(answer: Answer) -> set[tuple[Period, str]]:
    """(period, category) of everything in the picture, of a second period too."""
    periods = {answer.latest} if answer.one_period else set(answer.periods) - set(answer.left_out)
    cells = [cell for cell in answer.drawn if _period(cell) in periods]
    cells += [cell for cell in answer.before if cell.plot]
    return {(_period(cell), cell.category) for cell in cells}


def _counts(
    rows: list[Observed], asked: ReturnsFilter, by: str
) -> Iterator[tuple[tuple[Period, str], Under]]:
    """((period, category), its rows) of what the sources give, and of the totals of parts."""
    found = defaultdict(dict)
    for row in rows:
        place = (_period(row), row.place, row.documentation, row.sex, row.age_group)
        found[place][(row.country_from, row.manner)] = Under([row])
    wanted = {
        name: sorted({getattr(row, name) for row in rows}) if name == by else [getattr(asked, name)]
        for name in PARTS
    }
    for (period, *_others), cells in found.items():
        for country, manner in product(wanted["country_from"], wanted["manner"]):
            count = given_or_summed(cells, country, manner, _together)
            if count is not None:
                own = {"country_from": country, "manner": manner, "": ""}
                category = own[by] if by in own else getattr(count.rows[0], by)
                yield (period, category), count


def _together(parts: list[Under]) -> Under:
    return Under([row for part in parts for row in part.rows])


def _group(view: Exploration, period: Period) -> Period | None:
    """Where a period is counted: in the group in which it ends. None where it is longer."""
    if view.grain == OWN:
        return period
    if days_in(*period) > LONGEST[view.grain]:
        return None
    group = group_of(period[1], view.grain, view.calendar)
    return group.first, group.last


def _period(one: Cell | Observed) -> Period:
    return one.period_start, one.period_end
