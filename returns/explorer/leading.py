"""The numbers that lead an answer: its sum where it has an honest one, the latest, the highest."""

from itertools import pairwise

from returns.models.dimensions import Kind, Unit
from returns.periods import days_in
from returns.queries.aggregates import Cell
from returns.sums import precision_of_sum

from .answer import Answer

# Nothing in the portal is added over more than a year: scopes and ways of counting change.
LONGEST_SUM = 366
# A sum that leaves out more of the time than this would be taken for something it is not.
LEAST_COUNTED = 0.9


def leading(answer: Answer) -> dict[str, Cell]:
    """ "total", "latest" and "highest", as far as the answer has them; {} for one in parts.

    Only counts of intervals are added, none that is doubtful, and not over more than a year.
    Of other counts there is the latest alone: they do not stand beside one another to be
    compared. A count that is both stands once.
    """
    if answer.view.by or answer.sides or not answer.drawn:
        return {}
    latest = max(answer.drawn, key=lambda cell: (cell.period_end, cell.period_start))
    if answer.choices.kind != Kind.INTERVAL:
        return {"latest": latest}
    whole = [cell for cell in answer.drawn if cell.complete] or answer.drawn
    highest = max(whole, key=lambda cell: cell.value)
    found = {"total": total(answer), "latest": latest}
    if highest is not latest:
        found["highest"] = highest
    return {name: cell for name, cell in found.items() if cell is not None}


def total(answer: Answer) -> Cell | None:
    """The sum of the periods; `days_counted` of its `days` says how much of the time it counts.

    None where it would not be honest: see `leading`.
    """
    cells = sorted(answer.cells, key=lambda cell: cell.period_start)
    if len(cells) < 2 or answer.edition.unit == Unit.PERSONS_PER_DAY:
        return None
    asked = answer.view.asked
    first = asked.start or cells[0].period_start
    last = asked.end or max(cell.period_end for cell in cells)
    doubtful = any(not cell.plot for cell in cells)
    overlap = any(one.period_end >= other.period_start for one, other in pairwise(cells))
    if answer.choices.kind != Kind.INTERVAL or doubtful or overlap:
        return None
    days, counted = days_in(first, last), sum(cell.days_counted for cell in cells)
    if days > LONGEST_SUM or counted < LEAST_COUNTED * days:
        return None
    return Cell(
        period_start=first,
        period_end=last,
        category="",
        value=sum(cell.value for cell in cells),
        precision=precision_of_sum([cell.precision for cell in cells]),
        observations=sum(cell.observations for cell in cells),
        days_counted=counted,
        days=days,
        plot=True,
        key="",
    )
