"""Periods of observations: how long they are, and the addresses that name them. Pure."""

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from iomiran.common.languages.numbers import TO_ASCII

DAY = timedelta(days=1)
# Nothing that is counted here happened before, and no address may ask for an absurd century.
EARLIEST = date(1979, 1, 1)
LATEST = date(2100, 12, 31)


def days_in(start: date, end: date) -> int:
    """Both days included."""
    return (end - start).days + 1


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


# A year below this is one of the Solar Hijri calendar, which is 621 years behind.
FIRST_GREGORIAN = 1700


def parse_any_bound(text: str, *, last: bool) -> date:
    """As parse_bound, in either calendar and in Persian or Arabic digits: "1400", "۱۴۰۰/۰۳/۰۱".

    The year says which calendar is meant. Raises ValueError as parse_bound does.
    """
    written = text.strip().translate(TO_ASCII).replace("/", "-")
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", written, re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    year, *rest = (int(part) for part in match.groups() if part)
    if year >= FIRST_GREGORIAN:
        return parse_bound("-".join([str(year), *(f"{part:02}" for part in rest)]), last=last)
    found = _solar_bound(year, rest, last)
    if not EARLIEST <= found <= LATEST:
        raise ValueError(f"{text!r} is outside what is counted here")
    return found


def _solar_bound(year: int, rest: list[int], last: bool) -> date:
    first = JalaliDate(*[year, *rest, 1, 1][:3])
    if not last or len(rest) == 2:
        return first.to_gregorian()
    if not rest:
        return solar_year_end(year)
    return JalaliDate(year, rest[0], JalaliDate.days_in_month(rest[0], year)).to_gregorian()


def solar_year_end(year: int) -> date:
    return JalaliDate(year + 1, 1, 1).to_gregorian() - DAY
