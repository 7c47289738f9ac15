"""The places on the axis of a bar chart."""

from dataclasses import dataclass
from datetime import date

from .model import ChartSpec, Point, Series


@dataclass(frozen=True)
class Period:
    """One place on the axis, and what each series has there (None: no figure)."""

    start: date
    end: date
    label: str
    points: tuple[Point | None, ...]

    def known(self) -> list[tuple[int, Point]]:
        return [(i, p) for i, p in enumerate(self.points) if p is not None]


def periods(spec: ChartSpec, series: list[Series]) -> list[Period]:
    """The periods of all series, earliest first; labelled points keep their order."""
    found: dict[tuple, dict[int, Point]] = {}
    for index, item in enumerate(series):
        for point in item.points:
            found.setdefault((point.start, point.end, point.label), {})[index] = point
    keys = list(found)
    if not any(label for _start, _end, label in keys):
        keys.sort()
    result = []
    for key in keys:
        row = [found[key].get(i) for i in range(len(series))]
        row = [p if p is not None and p.value is not None else None for p in row]
        label = key[2] or spec.period(key[0], key[1])
        result.append(Period(key[0], key[1], label, tuple(row)))
    return result


def highest(rows: list[Period], stacked: bool) -> int:
    if stacked:
        return max(sum(p.value for _i, p in row.known()) for row in rows)
    return max(p.value for row in rows for _i, p in row.known())
