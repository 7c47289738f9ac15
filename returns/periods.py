"""Periods of observations: how long they are, and the addresses that name them. Pure."""

from datetime import date, timedelta

DAY = timedelta(days=1)
# Nothing that is counted here happened before, and no address may ask for an absurd century.
EARLIEST = date(1979, 1, 1)
LATEST = date(2100, 12, 31)


def days_in(start: date, end: date) -> int:
    """Both days included."""
    return (end - start).days + 1


def is_year(start: date, end: date) -> bool:
    return start == date(start.year, 1, 1) and end == date(start.year, 12, 31)


def is_month(start: date, end: date) -> bool:
    return start.day == 1 and (end + DAY).day == 1 and days_in(start, end) <= 31


def is_week(start: date, end: date) -> bool:
    return days_in(start, end) == 7


def month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def parse_bound(text: str, *, last: bool) -> date:
    """ "2021", "2021-06" or "2021-06-24" as its first or last day.

    Raises ValueError for anything else and for years that no series can have.
    """
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{text!r} is not a date")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f"{text!r} is not a date")
    numbers = [int(part) for part in parts]
    first = date(*[*numbers, 1, 1][:3])
    if not last:
        found = first
    elif len(parts) == 1:
        found = date(first.year, 12, 31)
    elif len(parts) == 2:
        found = month_end(first)
    else:
        found = first
    if not EARLIEST <= found <= LATEST:
        raise ValueError(f"{text!r} is outside what is counted here")
    return found
