"""Dates in running text of either calendar, for the comparison of numbers. Pure.

A date is given as its *readings*: ("day", date), ("month", year, month) or, where its year is
not said, ("day of year", month, day). A Solar Hijri month touches two Gregorian ones, and so
has two readings.
"""

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from .number_words import EVERYDAY, MONTHS, alternation

SOLAR_YEARS = range(1250, 1500)

_names = alternation(MONTHS)
_ezafe = r"(?:\u200c?ی(?!\w))?"
_month = rf"(?P<month>{_names}){_ezafe}"
_from_month = rf"(?P<from>{_names}){_ezafe}"
_ordinal = r"(?:st|nd|rd|th|مین|مه|م|ام)?"
_day = rf"(?P<day>\d{{1,2}}){_ordinal}"
_to = r"\s*(?:-|–|—|to|and|until|تا|الی|و|تر|او)\s*"
_from_day = rf"(?:(?P<first>\d{{1,2}}){_ordinal}{_to})?"
_of = r"(?:,|،)?\s+(?:of\s+|سال\s+|د\s+|ماه\s+)*"
_year = r"(?P<year>\d{4})"
# Pashto names the year first: «د ۲۰۲۵ کال د مارچ پر ۲۱مه».
_pashto_year = rf"(?<!\d){_year}\s*(?:کال|ل\.?|م\.?)?\s+د\s+"
_alone = r"(?<!\d)"
_end = r"(?![\w\u200c])"

PATTERNS = [
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4})(?!\d)",
        rf"{_alone}{_from_day}{_day}{_of}{_month}{_of}{_year}(?!\d)",
        rf"\b{_month}\s+{_day}{_of}{_year}(?!\d)",
        rf"{_pashto_year}{_month}\s+(?:پر|په|له)?\s*{_day}(?!\d)",
        rf"(?<!\w)(?:{_from_month}{_to})?{_month}{_of}{_year}(?!\d)",
        rf"{_pashto_year}{_month}{_end}",
        rf"{_alone}{_from_day}{_day}{_of}{_month}{_end}",
        rf"\b{_month}\s+{_day}(?![\d,.]\d|\d)",
    )
]


def readings_of(match: re.Match) -> list[frozenset]:
    """The readings of each date that a match of PATTERNS names; [] where it is none."""
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("number"):
        solar, month = year in SOLAR_YEARS, int(parts["number"])
    else:
        if year is None and parts["month"] in EVERYDAY:
            return []
        calendar, month = MONTHS[parts["month"]]
        solar = calendar == "solar"
    days = [int(parts[name]) for name in ("first", "day") if parts.get(name)]
    try:
        if days:
            return [_of_day(year, month, day, solar) for day in days]
        earlier = [MONTHS[parts["from"]][1]] if parts.get("from") else []
        return [_of_month(year, one, solar) for one in (*earlier, month)]
    except ValueError:
        return []


def _of_day(year: int | None, month: int, day: int, solar: bool) -> frozenset:
    if year is not None:
        exact = JalaliDate(year, month, day).to_gregorian() if solar else date(year, month, day)
        return frozenset({("day", exact)})
    if not solar:
        return frozenset({("day of year", month, day)})
    # A leap year moves the day by one, and which year it is was not said.
    middle = JalaliDate(1402, month, day).to_gregorian()
    near = [middle + timedelta(days=shift) for shift in (-1, 0, 1)]
    return frozenset(("day of year", one.month, one.day) for one in near)


def _of_month(year: int, month: int, solar: bool) -> frozenset:
    if not solar:
        return frozenset({("month", year, date(year, month, 1).month)})
    first = JalaliDate(year, month, 1).to_gregorian()
    last = first + timedelta(days=28)
    return frozenset(("month", one.year, one.month) for one in (first, last))


def edges(year: int, month: int) -> tuple[date, date]:
    """First and last day: the other calendar names a span of months by them."""
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
