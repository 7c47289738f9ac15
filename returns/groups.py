"""Groups of days: weeks, months and years of two calendars. Pure.

A Gregorian week is an ISO week, Monday to Sunday; a week of the Solar Hijri calendar runs from
Saturday to Friday. Weeks fall into neither months nor years.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from .models.rollups import Calendar, Grain

DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
# Days of the longest and of the shortest group: a count that is longer than the longest
# belongs to no group, and one that is as long as the shortest needs none.
LONGEST = {Grain.WEEK: 7, Grain.MONTH: 31, Grain.YEAR: 366}
SHORTEST = {Grain.WEEK: 7, Grain.MONTH: 28, Grain.YEAR: 365}


@dataclass(frozen=True, order=True)
class Group:
    """The first and the last day."""

    first: date
    last: date


def group_of(day: date, grain: str, calendar: str) -> Group:
    """The group in which `day` lies. Raises ValueError for a grain that groups nothing."""
    if grain == Grain.WEEK:
        start = SATURDAY if calendar == Calendar.SOLAR_HIJRI else MONDAY
        first = day - DAY * ((day.weekday() - start) % 7)
        return Group(first, first + 6 * DAY)
    if grain not in LONGEST:
        raise ValueError(f"{grain!r} groups nothing; known are {', '.join(LONGEST)}")
    if calendar == Calendar.SOLAR_HIJRI:
        return _solar_group(JalaliDate(day), grain)
    first = day.replace(day=1) if grain == Grain.MONTH else date(day.year, 1, 1)
    return Group(first, _after(first, grain) - DAY)


def groups(first: date, last: date, grain: str, calendar: str) -> Iterator[Group]:
    """Every group that has a day from `first` to `last`, in order."""
    while first <= last:
        group = group_of(first, grain, calendar)
        yield group
        first = group.last + DAY


def _after(first: date, grain: str) -> date:
    """The first day of the next Gregorian month or year."""
    if grain == Grain.YEAR or first.month == 12:
        return date(first.year + 1, 1, 1)
    return date(first.year, first.month + 1, 1)


def _solar_group(day: JalaliDate, grain: str) -> Group:
    month = day.month if grain == Grain.MONTH else 1
    if grain == Grain.YEAR or month == 12:
        after = JalaliDate(day.year + 1, 1, 1)
    else:
        after = JalaliDate(day.year, month + 1, 1)
    return Group(JalaliDate(day.year, month, 1).to_gregorian(), after.to_gregorian() - DAY)
