"""What stands on a sheet: ready words in one language. Pure; `asdict` of a sheet goes to typst."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Protocol

from django.conf import settings

from iomiran.common.editorial.presenting import SourceView
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.chain import direction, script
from iomiran.common.languages.numbers import format_number

from .seal import Seal
from .words import WORDS

# What the pages put around a name that must not move its neighbours.
_ISOLATED = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True)
class Run:
    """A stretch of text that keeps its own direction; `lang` "" is the language of the sheet."""

    text: str
    lang: str = ""
    url: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence and where it comes from; no source where only the mission can confirm it."""

    text: Run
    source: list[Run]
    unconfirmed: bool = False


@dataclass(frozen=True)
class Part:
    """A stated part of an appeal; empty text where the source says nothing."""

    name: Run
    amount: str
    people: str
    time: str


@dataclass(frozen=True)
class Appeal:
    name: Run
    geography: Run
    note: Run
    amount: str
    people: str
    times: list[str]
    source: list[Run]
    unconfirmed: bool
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """A number with everything that it needs to be quoted."""

    value: str
    precision: str
    label: Run
    period: str
    scope: Run
    notes: list[Run]
    source: list[Run]
    unconfirmed: bool


@dataclass(frozen=True)
class Drawing:
    """A chart: `svg` with physical anchors, `summary` for who does not see it."""

    svg: str
    summary: str
    notes: list[str]


@dataclass(frozen=True)
class TableRow:
    period: str
    value: str
    remark: str
    source: list[Run]


@dataclass(frozen=True)
class Evidence:
    """A series on the sheet: a finding over its chart, or its table, with scope and caveat."""

    title: str
    scope: Run
    caveat: Run
    unit: str
    source: list[Run]
    drawing: Drawing | None = None
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True)
class Count:
    """One of the counts that must not be mixed: its name and its scope in a sentence."""

    name: Run
    scope: Run


@dataclass(frozen=True)
class Head:
    """What every sheet has. `made` is the day of the newest content in it, never the clock."""

    language: str
    title: str
    kicker: str
    summary: str
    page_url: str
    made: date
    footer_source: list[Run]
    notices: list[str] = field(default_factory=list)


class Sheet(Protocol):
    """A frozen dataclass: `template` is the file in `templates`, `asdict` its data."""

    template: ClassVar[str]
    head: Head


@dataclass(frozen=True)
class ProgrammeSheet:
    template = "programme.typ"

    head: Head
    body: list[dict]
    for_whom: list[Run]
    facts: list[Statement]
    appeals: list[Appeal]


@dataclass(frozen=True)
class ReturnsSheet:
    template = "returns.typ"

    head: Head
    figures: list[Figure]
    counts: list[Count]
    weekly: Evidence | None
    yearly: Evidence | None


def run(text: str, language: str, *, own: str = "", url: str = "") -> Run:
    """`text` for a sheet in `language`; `own` is its language where that is known.

    A name in Latin letters inside a sheet from right to left is English to the reader's tool.
    """
    text = text or ""
    if not own and script(language) == "Arab" and text and not _has_arabic(text):
        own = "en"
    return Run(text, "" if own == language else own, url)


def isolated(text: str, language: str, *, own: str = "", url: str = "") -> list[Run]:
    """A text of the pages, of which names of another script are isolated, as runs.

    `url` leads to what is told in more detail, where it is of another site.
    """
    url = url if url.startswith("http") else ""
    pieces = [piece for piece in _ISOLATED.split(text or "") if piece]
    return [run(piece, language, own=own, url=url) for piece in pieces]


def source_runs(source: SourceView, language: str) -> list[Run]:
    """Who says it or is quoted by whom, the name, the date; empty where no source is named.

    Every name is a run of its own, with what joins them between: a date after a Latin name
    would else be read as part of it.
    """
    if source.is_empty:
        return []
    words = WORDS[language]
    quoted = []
    if source.quoted_by:
        quoted = [Run(words["quoted_by"]), run(source.quoted_by, language)]
    name = run(source.name, language, url=source.url)
    if not source.who:
        found = [name, *quoted]
    elif source.name:
        found = [run(source.who, language), *quoted, Run(words["joiner"]), name]
    else:
        found = [run(source.who, language), *quoted]
    if source.date_text:
        found += [Run(words["joiner"]), Run(source.date_text)]
    return found


def sources_runs(said: Sequence[tuple[SourceView, int]], left: int, language: str) -> list[Run]:
    """Several sources in one line, of each how many documents, and how many are left out."""
    words, parts = WORDS[language], []
    for source, documents in said:
        if runs := source_runs(source, language):
            if documents > 1:
                count = format_number(documents, language)
                runs += [Run(words["joiner"]), Run(words["documents"].format(count))]
            parts.append(runs)
    if left > 0:
        parts.append([Run(words["others"].format(format_number(left, language)))])
    found: list[Run] = []
    for runs in parts:
        found += [Run(words["separator"]), *runs] if found else runs
    return found


def frame(head: Head) -> dict:
    """What the frame of every page needs: words with their values, direction, digits."""
    words = WORDS[head.language]
    made = format_date(head.made, head.language)
    official = settings.OFFICIAL_SITE
    return {
        "dir": direction(head.language),
        "digits": list("۰۱۲۳۴۵۶۷۸۹" if direction(head.language) == "rtl" else "0123456789"),
        "demonstration": "" if official else words["demonstration"],
        "demonstration_full": "" if official else words["demonstration_full"],
        "author": words["author" if official else "author_demonstration"],
        "made": words["made"].format(made),
        "made_full": words["made_full"].format(made),
        "words": {key: value for key, value in words.items() if isinstance(value, str)},
    }


def seal_words(sealed: Seal, language: str) -> dict:
    """What the frame needs so that a reader can ask whether the sheet is ours."""
    words = WORDS[language]
    return {
        "code": sealed.shown,
        "verify_url": sealed.url,
        "qr": sealed.qr,
        "qr_alt": words["qr_alt"].format(sealed.url),
    }


def _has_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)
