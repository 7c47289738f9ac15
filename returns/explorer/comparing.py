"""Two periods of one series side by side, each position of the year against the same one."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.charts import Chart, ChartSpec, Point, Series, bar_chart, line_chart
from iomiran.common.languages.calendars import format_date
from returns.choices import MOST_BARS
from returns.exploring import OWN
from returns.queries.aggregates import Cell
from returns.sums import precision_of_difference, precision_of_sum

from . import words
from .answer import Answer

YEAR = timedelta(days=365.2425)


@dataclass(frozen=True)
class Pair:
    """One position: a cell of either period, or None where it holds no figure."""

    now: Cell | None
    then: Cell | None

    @property
    def fair(self) -> bool:
        """Both are there and whole, so that a difference says something."""
        return bool(self.now and self.then and self.now.complete and self.then.complete)


def shift_of(answer: Answer) -> timedelta:
    """What moves the second period onto the first: whole years, or less where they do not meet."""
    first = answer.view.asked.start or min(c.period_start for c in answer.drawn)
    last = answer.view.asked.end or max(c.period_end for c in answer.drawn)
    start, end = answer.view.compare
    years = timedelta(days=round(round((first - start) / YEAR) * 365.2425))
    if start + years <= last and end + years >= first:
        return years
    return first - start


def pairs(answer: Answer) -> list[Pair]:
    """Cells of both periods by their position; a cell stands where most of its days fall."""
    shift = shift_of(answer)
    now = answer.drawn
    then = [cell for cell in answer.before if cell.plot]
    anchor = min([c.period_start for c in now] + [c.period_start + shift for c in then])
    usual = _length(answer, [*now, *then])
    found: dict[int, list[Cell | None]] = {}
    for side, cells, moved in ((0, now, timedelta()), (1, then, shift)):
        for cell in cells:
            position = round((cell.period_start + moved - anchor).days / usual)
            found.setdefault(position, [None, None])[side] = cell
    return [Pair(*found[position]) for position in sorted(found)]


def _length(answer: Answer, cells: list[Cell]) -> float:
    lengths = {"week": 7, "month": 30.44, "year": 365.2425}
    if answer.view.grain != OWN:
        return lengths[answer.view.grain]
    return sorted(cell.days for cell in cells)[len(cells) // 2]


def names(answer: Answer) -> tuple[str, str]:
    """What the two periods are called: as asked, or as far as the data reach."""
    view = answer.view
    start = view.asked.start or min(c.period_start for c in answer.cells)
    end = view.asked.end or max(c.period_end for c in answer.cells)
    return words.period_words(view, start, end), words.period_words(view, *view.compare)


def picture(answer: Answer, spec: ChartSpec, key: str) -> Chart:
    now, then = names(answer)
    found = pairs(answer)
    if answer.shape == "line" or len(found) > MOST_BARS:
        return _lines(answer, spec, key, now, then)
    points: tuple[list, list] = ([], [])
    for pair in found:
        label = " / ".join(
            words.cell_period(answer, cell) for cell in (pair.now, pair.then) if cell
        )
        for side, cell in zip(points, (pair.now, pair.then), strict=True):
            value = cell.value if cell else None
            counted = words.counted(cell) if cell else ""
            some = pair.now or pair.then
            precision = cell.precision if cell else "exact"
            side.append(
                Point(some.period_start, some.period_end, value, precision, "", label, counted)
            )
    both = [Series(key, now, points[0]), Series("other", then, points[1])]
    return bar_chart(spec, both, horizontal=True)


def _lines(answer: Answer, spec: ChartSpec, key: str, now: str, then: str) -> Chart:
    """The second period is moved onto the first; its points keep the names of their own days."""
    shift = shift_of(answer)

    def point(cell: Cell, moved: timedelta) -> Point:
        return Point(
            cell.period_start + moved,
            cell.period_end + moved,
            cell.value,
            cell.precision,
            label=words.cell_period(answer, cell),
            counted=words.counted(cell),
        )

    lines = [
        Series(key, now, [point(cell, timedelta()) for cell in answer.drawn]),
        Series("other", then, [point(cell, shift) for cell in answer.before if cell.plot]),
    ]
    # The axis names months, not years: two years stand over one another.
    return line_chart(replace(spec, day=_month_of_both(spec)), lines)


def _month_of_both(spec: ChartSpec):
    def month(day: date) -> str:
        text = format_date(day, spec.language, "month", both=False)
        return text.rsplit(" ", 1)[0]

    return month


def finding(answer: Answer) -> str:
    """Both sums over the positions that both periods have in full, and what lies between them."""
    fair = [pair for pair in pairs(answer) if pair.fair]
    now, then = names(answer)
    unit = str(answer.edition.get_unit_display())
    if not fair:
        return _("%(now)s and %(then)s have no whole period in common") % {
            "now": now,
            "then": then,
        }
    (a, of_a), (b, of_b) = _sums(fair)
    sentence = {
        1: _("%(a)s %(unit)s in %(count)s of %(now)s, %(difference)s more than in %(then)s"),
        0: _("%(a)s %(unit)s in %(count)s of %(now)s, as many as in %(then)s"),
        -1: _("%(a)s %(unit)s in %(count)s of %(now)s, %(difference)s fewer than in %(then)s"),
    }[(a > b) - (a < b)]
    return sentence % {
        "a": words.number(a, of_a),
        "unit": unit,
        "count": words.grain_count(answer, len(fair)),
        "now": now,
        "then": then,
        "difference": words.number(abs(a - b), precision_of_difference(of_a, of_b)),
    }


def _sums(fair: list[Pair]) -> list[tuple[int, str]]:
    """(sum, its precision) of either period."""
    sides = [pair.now for pair in fair], [pair.then for pair in fair]
    return [
        (sum(cell.value for cell in cells), precision_of_sum([cell.precision for cell in cells]))
        for cells in sides
    ]


def base_words(answer: Answer) -> str:
    """Of what the difference is a per cent, and over how many positions."""
    fair = [pair for pair in pairs(answer) if pair.fair]
    if not fair:
        return ""
    (a, of_a), (b, of_b) = _sums(fair)
    over = ngettext(
        "Compared over the one period that is counted in full in both.",
        "Compared over the %(count)s periods that are counted in full in both.",
        len(fair),
    ) % {"count": words.number(len(fair))}
    if not b:
        return over
    change = words.signed(100 * (a - b) / b, precision_of_difference(of_a, of_b), words.percent)
    sentence = _("The difference is %(percent)s of %(base)s.") % {
        "percent": change,
        "base": words.number(b, of_b),
    }
    return f"{over} {sentence}"
