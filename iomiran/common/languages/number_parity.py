"""Compares the numbers of two texts in different languages. Pure: text in, differences out.

A number may be written in Latin, Persian or Arabic digits, grouped or not, in per cent, with
the word for its scale, as a date or year of either calendar. What it may mean is its set of
*readings*; it is there in the other text where one of them is. How often is not compared.
Number words ("sixty") answer for a number, and are never themselves looked for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from . import number_dates
from .chain import RIGHT_TO_LEFT
from .number_words import AND, PERCENT, SCALES, WORD_VALUES, alternation
from .numbers import INVISIBLE, TO_ASCII

# One letter for one letter, so that places in the folded text are places in the text.
FOLD = str.maketrans({"ي": "ی", "ى": "ی", "ۍ": "ی", "ك": "ک"}) | TO_ASCII
_end = r"(?![\w\u200c])"
LINKS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_percent_sign = "%\u066a"
NUMBER = re.compile(
    rf"(?P<before>[{_percent_sign}]\s*)?"
    r"(?P<whole>\d{1,3}(?:[,\u066c\u060c\u2019'\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)"
    r"(?:[.\u066b/](?P<part>\d+))?"
    rf"(?P<percent>\s*[{_percent_sign}]|[\s\u200c-]*(?:{alternation(PERCENT)}){_end})?"
    rf"(?P<scale>(?:[\s\u00a0\u200c-]*(?:{alternation(SCALES)}){_end}){{0,2}})"
)
# «۴,۵»: a comma before one or two digits, as some write a decimal in Persian.
COMMA_DECIMAL = re.compile(r"(?<![\d,])(\d{1,2})[,\u060c](\d{1,2})(?![\d,])")
SHORT_YEARS = re.compile(r"(?<!\d)(\d{2})(\d{2})\s?[-–/]\s?(\d{2})(?!\d)")
LARGEST = 10**12  # no sentence counts on from here
WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
SENTENCE = re.compile(r"[^\n]*?(?:[.!?؟۔؛]+(?=\s|$)|(?=\n)|$)\s*")


@dataclass(frozen=True)
class Found:
    """A number as it is written, in its sentence, with everything that it may mean."""

    text: str
    sentence: str
    readings: frozenset


@dataclass(frozen=True)
class Differences:
    """`missing` stands in the source alone, `extra` in the translation alone."""

    missing: tuple[Found, ...] = ()
    extra: tuple[Found, ...] = ()

    def __bool__(self):
        return bool(self.missing or self.extra)

    def __len__(self):
        return len(self.missing) + len(self.extra)


@lru_cache(maxsize=4096)
def compare_numbers(
    source: str, translation: str, language: str, source_language: str = "en"
) -> Differences:
    """What numbers of one plain text the other lacks. Lines end sentences."""
    first, second = numbers_in(source, source_language), numbers_in(translation, language)
    return Differences(
        missing=_without_answer(first, _answers(second, translation)),
        extra=_without_answer(second, _answers(first, source)),
    )


def _without_answer(numbers: list[Found], answers: tuple[set, set]) -> tuple[Found, ...]:
    own, others = answers
    unanswered = {
        number.readings: number
        for number in reversed(numbers)
        if not number.readings & (own | others) and not _without_year(number) & own
    }
    return tuple(reversed(unanswered.values()))


def _answers(numbers: list[Found], text: str) -> tuple[set, set]:
    """What a text can answer with: its own readings; what its dates imply, and number words."""
    own = {reading for number in numbers for reading in number.readings}
    return own, {more for one in own for more in _implied(one)} | set(_in_words(text))


def _without_year(number: Found) -> set:
    """A full date is answered by one that leaves the year to the sentence around it."""
    days = [reading[1] for reading in number.readings if reading[0] == "day"]
    return {("day of year", day.month, day.day) for day in days}


def _implied(reading: tuple) -> Iterator[tuple]:
    match reading:
        case ("day", date() as day):
            yield ("number", Decimal(day.year))
            yield ("month", day.year, day.month)
            yield ("day of year", day.month, day.day)
        case ("month", year, month):
            yield ("number", Decimal(year))
            # The other calendar names the days from which and to which the month runs.
            for day in number_dates.edges(year, month):
                yield ("day", day)
                yield ("day of year", day.month, day.day)


# --- What a text says in digits ------------------------------------------------------


def numbers_in(text: str, language: str) -> list[Found]:
    """Every number of a plain text, in its order."""
    found = []
    text = text.translate(INVISIBLE)
    for match in SENTENCE.finditer(text):
        if sentence := match.group().strip():
            found += _in_sentence(sentence, language in RIGHT_TO_LEFT)
    return found


def _in_sentence(sentence: str, persian: bool) -> Iterable[Found]:
    folded = LINKS.sub(lambda m: " " * len(m.group()), sentence.lower().translate(FOLD))
    if len(folded) != len(sentence):  # a letter whose lower case is two letters
        sentence = folded
    places: list[tuple[int, int, frozenset]] = []

    def take(match: re.Match, *meanings: frozenset) -> str:
        places.extend((match.start(), match.end(), meaning) for meaning in meanings if meaning)
        return " " * len(match.group()) if any(meanings) else match.group()

    for pattern in number_dates.PATTERNS:
        folded = pattern.sub(lambda m: take(m, *number_dates.readings_of(m)), folded)
    folded = SHORT_YEARS.sub(lambda m: take(m, *_short_years(m)), folded)
    if persian:
        folded = COMMA_DECIMAL.sub(lambda m: take(m, _number(Decimal(f"{m[1]}.{m[2]}"))), folded)
    NUMBER.sub(lambda m: take(m, _meaning(m)), folded)
    places = _sums(sorted(places, key=lambda place: place[:2]), folded)
    return [Found(sentence[a:b].strip(), sentence, meaning) for a, b, meaning in places]


def _number(value: Decimal, kind: str = "number") -> frozenset:
    return frozenset({(kind, value)})


def _meaning(match: re.Match) -> frozenset:
    whole = re.sub(r"\D", "", match["whole"])
    value = Decimal(f"{whole}.{match['part']}" if match["part"] else whole)
    for word in WORD.findall(match["scale"]):
        value *= SCALES[word]
    if match["percent"] or match["before"]:
        return _number(value, "percent")
    if not match["part"] and match["whole"].isdigit() and len(whole) == 4:
        return _year_readings(int(whole))
    return _number(value)


def _year_readings(year: int) -> frozenset:
    """A Solar Hijri year lies in two Gregorian ones; it may also be a plain number."""
    years = [year, year + 621, year + 622] if year in number_dates.SOLAR_YEARS else [year]
    return frozenset(("number", Decimal(one)) for one in years)


def _short_years(match: re.Match) -> tuple[frozenset, ...]:
    """2024–25: the second year may be written out in the other text."""
    century, first, second = match.groups()
    if int(second) != (int(first) + 1) % 100:
        return ()
    full = _year_readings(int(century + second))
    return _year_readings(int(century + first)), full | _number(Decimal(second))


def _sums(places: list, folded: str) -> list:
    """«۱ میلیون و ۲۰۰ هزار» is one number of two parts."""
    joined: list = []
    for start, end, meaning in places:
        if joined and (total := _sum(joined[-1], (start, end, meaning), folded)):
            joined[-1] = total
        else:
            joined.append((start, end, meaning))
    return joined


def _sum(first: tuple, second: tuple, folded: str) -> tuple | None:
    between = folded[first[1] : second[0]].split()
    values = [next(iter(place[2])) for place in (first, second) if len(place[2]) == 1]
    if not (between and set(between) <= AND and len(values) == 2):
        return None
    (kind, large), (other, small) = (value[:2] for value in values)
    if kind == other == "number" and large % 1000 == 0 and 1000 <= small < 10**6 <= large:
        return first[0], second[1], _number(large + small)
    return None


# --- Number words ------------------------------------------------------------------------


def _in_words(text: str) -> Iterator[tuple]:
    """Readings of the number words in a text: "twenty-five", «بیست و پنج», «دو میلیون»."""
    total, last = 0, ""
    for word in [*WORD.findall(text.lower().translate(FOLD)), ""]:
        value = WORD_VALUES.get(word)
        if value is not None and total and _goes_on(total, value):
            total += value
        elif word in SCALES and total <= LARGEST:
            total = (total or 1) * SCALES[word]
        elif word in AND and total:
            continue
        else:
            total, last = value or 0, word
        if total or last in WORD_VALUES:
            yield ("number", Decimal(total))
            yield ("percent", Decimal(total))


def _goes_on(total: int, value: int) -> bool:
    """Whether "five" goes on after "twenty", and "fifty" after "a hundred"."""
    step = next(step for step in (10**9, 10**6, 1000, 100, 10, 1) if total % step == 0)
    return value < step
