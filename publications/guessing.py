"""What the name of a file and the title inside it say about a publication. Pure.

Only guesses, for a draft that a person reads: what is doubtful is left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from iomiran.common.languages.numbers import TO_ASCII

MOST_TITLE = 250  # characters, as the title of an edition has
PDF = "application/pdf"

_ENDINGS = {
    "en": ("en", "eng", "english", "انگلیسی"),
    "fa-af": ("fa-af", "fa_af", "prs", "dari", "دری"),
    "fa": ("fa", "fas", "per", "farsi", "persian", "فارسی"),
    "ps": ("ps", "pus", "pashto", "پشتو"),
}
_LANGUAGE = {word: code for code, words in _ENDINGS.items() for word in words}
_words = "|".join(sorted(map(re.escape, _LANGUAGE), key=len, reverse=True))
_ending = re.compile(rf"[\s._-]+[(\[]?({_words})[)\]]?\Z", re.IGNORECASE)

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PASHTO = re.compile(r"[ټډړږښګڼېۍ]")
_LATIN = re.compile(r"[A-Za-z]")

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_month = "|".join(sorted({*_MONTHS, *(name[:3] for name in _MONTHS), "sept"}, key=len)[::-1])
_day = re.compile(r"(?<!\d)(20\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_month_of = re.compile(r"(?<!\d)(20\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)")
_worded = re.compile(
    rf"(?:(?<!\d)([0-3]?\d)[-_. ]+)?\b({_month})\b[-_., ]+(20\d\d)(?!\d)", re.IGNORECASE
)
_year = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

# What programs write where nobody gave a title.
_from_a_program = re.compile(r"^(microsoft \w+|powerpoint presentation) *-? *", re.IGNORECASE)
_nothing = re.compile(
    r"^(untitled|document|presentation|slide|scan|book)? *[-_ ]*\d*$", re.IGNORECASE
)
_file_ending = re.compile(r"\.(docx?|pptx?|xlsx?|indd|pdf|odt|qxd|csv)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """`language` is "" for data, `date` as exact as the name says, "" where it says nothing."""

    title: str
    language: str
    date: str


def guessed(name: str, *, media_type: str, inside: str = "") -> Guess:
    """From the name of a file and, where it has one, the title `inside` it."""
    stem = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).stem)
    stem, language = _without_language(stem)
    said = _title_inside(inside)
    title = said or _title_of(stem)
    if not language and media_type == PDF:
        language = _language_of(title)
    return Guess(title[:MOST_TITLE].strip(), language, _date_in(stem) or _date_in(said))


def _without_language(stem: str) -> tuple[str, str]:
    found = _ending.search(stem)
    if not found:
        return stem, ""
    return stem[: found.start()], _LANGUAGE[found[1].lower()]


def _title_inside(text: str) -> str:
    text = " ".join(text.replace("\0", " ").split())
    text = _file_ending.sub("", _from_a_program.sub("", text)).strip()
    return "" if _nothing.match(text) else _without_language(text)[0]


def _title_of(stem: str) -> str:
    """The words of a file name; exact dates stand in their own field."""
    stem = _month_of.sub(" ", _day.sub(" ", stem))
    words = re.sub(r"[\s_+-]+|\.(?!\d)", " ", stem).strip(" .,-")
    return words[:1].upper() + words[1:]


def _language_of(title: str) -> str:
    if _ARABIC.search(title):
        return "ps" if _PASHTO.search(title) else "fa"
    return "en" if _LATIN.search(title) else ""


def _date_in(text: str) -> str:
    """In the Gregorian calendar, as exact as it stands there; "" where it is not certain."""
    text = text.translate(TO_ASCII).replace("_", " ")
    if found := _day.search(text):
        year, _mark, month, day = found.groups()
        return _known(int(year), int(month), int(day))
    if found := _worded.search(text):
        day, name, year = found.groups()
        month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))
        return _known(int(year), month, int(day or 0)) or f"{year}-{month:02}"
    if found := _month_of.search(text):
        return f"{found[1]}-{found[2]}"
    years = set(_year.findall(text))
    return years.pop() if len(years) == 1 else ""


def _known(year: int, month: int, day: int) -> str:
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
