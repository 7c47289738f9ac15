"""Dates and periods as each language writes them.

English counts in the Gregorian calendar. Persian, Dari and Pashto readers count in the Solar
Hijri one, the sources in the Gregorian: those languages show both. A statistic of a whole
Gregorian month or year keeps that name, because it is none of the other calendar. The
wording lives in `calendar_words`, not in catalogues, so that it holds whatever is compiled.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.timezone import is_aware, localtime
from persiantools.jdatetime import JalaliDate

from .bidi import comma
from .calendar_words import SOLAR_IN_ENGLISH, SOLAR_YEAR_IN_ENGLISH, WORDS, Words
from .chain import known_language
from .numbers import digits

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
STYLES = ("day", "month", "year")


@dataclass(frozen=True)
class Partial:
    """A date as exact as its source has it: style says whether the day or the month is known."""

    first: date
    last: date
    style: str


def parse_partial(text: str) -> Partial:
    """ "2023" → the whole year, "2023-06" → the whole month, "2023-06-21" → the day."""
    match = PARTIAL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a date: write 2023, 2023-06 or 2023-06-21")
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from None
    if day:
        return Partial(first, first, "day")
    if month:
        return Partial(first, _month_end(first), "month")
    return Partial(first, date(first.year, 12, 31), "year")


def format_date(day, language: str | None = None, style: str = "day", *, both: bool = True) -> str:
    """21 March 2025 → "21 March 2025", «۱ فروردین ۱۴۰۴ (۲۱ مارس ۲۰۲۵)».

    Style "month" and "year" say no more than the Gregorian month or year of that day.
    `both=False` leaves out the second calendar, where room is short. A datetime is read in
    the portal's time zone.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; known are {', '.join(STYLES)}")
    language = known_language(language)
    words = WORDS[language]
    day = _date(day)
    if style == "year":
        text = words.year.format(day.year)
    elif style == "month":
        text = _month(day, words, both)
    elif words.solar:
        text = _one(_solar(day), words.solar)
        if both:
            text += f" ({_one(_gregorian(day), words.gregorian)})"
    else:
        text = _one(_gregorian(day), words.gregorian)
    return digits(text, language)


def format_moment(moment: datetime, language: str | None = None) -> str:
    """Day and minute in the portal's time zone: "21 March 2025, 09:30", «۱ فروردین ۱۴۰۴، ۰۹:۳۰»."""
    language = known_language(language)
    clock = digits(localtime(moment).strftime("%H:%M"), language)
    return f"{format_date(moment, language, both=False)}{comma(language)}{clock}"


def format_partial(text: str, language: str | None = None, *, both: bool = True) -> str:
    """ "2002-09" → "September 2002", «سپتامبر ۲۰۰۲ (شهریور و مهر ۱۳۸۱)»; "" → ""."""
    if not text or not text.strip():
        return ""
    partial = parse_partial(text)
    return format_date(partial.first, language, partial.style, both=both)


def format_period(start, end, language: str | None = None, *, both: bool = True) -> str:
    """The shortest full name of the days from `start` to `end`, both included.

    Takes dates, or texts like "2023" and "2023-06", of which the first and the last day count.
    Raises ValueError where the end is before the start.
    """
    first = parse_partial(start).first if isinstance(start, str) else _date(start)
    last = parse_partial(end).last if isinstance(end, str) else _date(end)
    if last < first:
        raise ValueError(f"a period cannot end on {last} before it starts on {first}")
    language = known_language(language)
    if first == last:
        return format_date(first, language, both=both)
    return digits(_period(first, last, WORDS[language], both), language)


def format_solar_period(start: date, end: date, language: str | None = None) -> str:
    """In the Solar Hijri calendar alone, for those who ask for it: "Farvardin 1400", "1400 …"."""
    language = known_language(language)
    words = WORDS[language]
    if not words.solar:
        words = replace(words, solar=SOLAR_IN_ENGLISH, solar_year=SOLAR_YEAR_IN_ENGLISH)
    if start == end:
        return digits(_one(_solar(start), words.solar), language)
    return digits(_solar_span(start, end, words), language)


def format_since(start, language: str | None = None, *, both: bool = True) -> str:
    """A period that has not ended: "2025" → "since 2025", «از سال ۲۰۲۵ میلادی»."""
    language = known_language(language)
    if isinstance(start, str):
        text = format_partial(start, language, both=both)
    else:
        text = format_date(start, language, both=both)
    return WORDS[language].since.format(text) if text else ""


def _period(first: date, last: date, words: Words, both: bool) -> str:
    a, b = _gregorian(first), _gregorian(last)
    whole_months = first.day == 1 and last == _month_end(last)
    if whole_months and first.month == 1 and last.month == 12:
        if first.year == last.year:
            return words.year.format(first.year)
        return words.years.format(first.year, last.year)

    gregorian = _span(a, b, words.gregorian, words.gregorian, words, by_month=whole_months)
    if not words.solar:
        return gregorian
    solar = _solar_span(first, last, words)
    if not both:
        return gregorian if whole_months else solar
    return f"{gregorian} ({solar})" if whole_months else f"{solar} ({gregorian})"


def _solar_span(first: date, last: date, words: Words) -> str:
    a, b = _solar(first), _solar(last)
    starts_month, ends_month = a[2] == 1, _solar(last + timedelta(days=1))[2] == 1
    whole_months = starts_month and ends_month
    if whole_months and a[:2] == (b[0], 1) and b[1] == 12:
        return words.solar_year.format(a[0])
    return _span(a, b, words.solar, words.solar_after or words.solar, words, by_month=whole_months)


def _span(a, b, names, names_after, words: Words, *, by_month: bool) -> str:
    """From a to b, each (year, month, day), without repeating what they share."""
    month_a, month_b = names[a[1] - 1], names_after[b[1] - 1]
    if by_month:
        if a[:2] == b[:2]:
            return f"{month_a} {a[0]}"
        start = month_a if a[0] == b[0] else f"{month_a} {a[0]}"
        return f"{start}{words.to}{month_b} {b[0]}"
    if a[:2] == b[:2]:
        return f"{a[2]}{words.to_day}{b[2]} {month_b} {b[0]}"
    start = f"{a[2]} {month_a}" if a[0] == b[0] else f"{a[2]} {month_a} {a[0]}"
    return f"{start}{words.to}{b[2]} {month_b} {b[0]}"


def _month(day: date, words: Words, both: bool) -> str:
    """The Gregorian month, and the two Solar Hijri months that it touches."""
    text = f"{words.gregorian[day.month - 1]} {day.year}"
    if not words.solar or not both:
        return text
    a, b = _solar(day.replace(day=1)), _solar(_month_end(day))
    start = words.solar[a[1] - 1] if a[0] == b[0] else f"{words.solar[a[1] - 1]} {a[0]}"
    return f"{text} ({start}{words.both}{words.solar[b[1] - 1]} {b[0]})"


def _one(parts: tuple[int, int, int], names: tuple[str, ...]) -> str:
    return f"{parts[2]} {names[parts[1] - 1]} {parts[0]}"


def _date(value) -> date:
    if isinstance(value, datetime):
        return (localtime(value) if is_aware(value) else value).date()
    return value


def _gregorian(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _solar(day: date) -> tuple[int, int, int]:
    solar = JalaliDate(day)
    return solar.year, solar.month, solar.day


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
