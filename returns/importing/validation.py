"""Whether rows may stand in their series at all. What fails here is never loaded."""

import itertools
from collections import defaultdict
from datetime import date

from iomiran.common.content.files import Fault

from .rows import Row, SeriesData

EARLIEST = date(1979, 1, 1)
FORMULA = ("=", "+", "-", "@")


def faults_in(data: SeriesData, *, kind: str, places: set[str], today: date) -> list[Fault]:
    """Faults of the rows of one series whose kind is `kind` ("interval", …).

    `places` are the codes of the known places; `today` bounds the periods.
    """
    found = []
    for row in data.rows:
        found.extend(faults_of_row(row, places, today))
    found.extend(duplicates(data.rows))
    if kind == "interval":
        found.extend(overlaps(data.rows))
    elif kind == "cumulative":
        found.extend(wrong_starts(data.rows))
    elif kind == "stock":
        found.extend(
            fault(row, "period_end", "a stock is of one day")
            for row in data.rows
            if row.period_start != row.period_end
        )
    return found


def fault(row: Row, field: str, reason: str) -> Fault:
    return Fault(row.at.file, reason, field, row.at.line)


def faults_of_row(row: Row, places: set[str], today: date) -> list[Fault]:
    found = []
    if row.period_end < row.period_start:
        found.append(fault(row, "period_end", "is before the period's start"))
    if row.period_start < EARLIEST or row.period_end > today:
        found.append(fault(row, "period_start", f"is not between {EARLIEST} and today"))
    if row.value < 0:
        found.append(fault(row, "value", f"{row.value} is below zero"))
    if row.place not in places:
        found.append(fault(row, "place", f"{row.place!r} is not a known place"))
    if not row.plot and not row.not_plotted_reason:
        found.append(fault(row, "plot", "says no and gives no reason"))
    if row.source.level == "X" and row.plot:
        found.append(fault(row, "plot", "must be no for an aggregator"))
    for field in ("note", "not_plotted_reason"):
        if getattr(row, field).startswith(FORMULA):
            found.append(
                fault(row, field, "begins with a sign that a spreadsheet takes for a formula")
            )
    return found


def duplicates(rows: list[Row]) -> list[Fault]:
    seen: dict[str, Row] = {}
    found = []
    for row in rows:
        if row.key in seen:
            first = seen[row.key].at.line
            found.append(fault(row, "period_start", f"says the same count again as row {first}"))
        seen.setdefault(row.key, row)
    return found


def overlaps(rows: list[Row]) -> list[Fault]:
    """Periods of an interval series that share a day, dimensions being alike."""
    alike = defaultdict(list)
    for row in rows:
        alike[row.dimensions].append(row)
    found = []
    for group in alike.values():
        group.sort(key=lambda row: (row.period_start, row.period_end))
        for before, after in itertools.pairwise(group):
            if after.period_start <= before.period_end and after.key != before.key:
                found.append(
                    fault(
                        after,
                        "period_start",
                        f"overlaps the period {before.period_start} to {before.period_end}",
                    )
                )
    return found


def wrong_starts(rows: list[Row]) -> list[Fault]:
    return [
        fault(row, "period_start", "a count to date begins on 1 January")
        for row in rows
        if (row.period_start.month, row.period_start.day) != (1, 1)
    ]
