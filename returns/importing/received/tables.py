"""A table as received: one row of names, then rows of text, with the numbers they have there."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from .words import is_number, target_of

# How far down the row of names is looked for: titles and notes stand above it.
LOOKED_AT = 25
HXL = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """`first_row` is the number of the first data row; `rows()` starts with it.

    `rows()` gives the cells as text, as many as the header has or more, and [] for a blank row;
    a text file's row may have fewer, which is its fault.
    `copy_source()` gives (file, delimiter) at the first data row in UTF-8, for COPY, or None.
    """

    sheet: str
    header: list[str]
    first_row: int
    rows: Callable[[], Iterator[list[str]]] = field(compare=False)
    hxl: list[str] = field(default_factory=list)
    copy_source: Callable[[], tuple[BinaryIO, str] | None] = field(
        default=lambda: None, compare=False
    )

    def sample(self, count: int) -> list[list[str]]:
        """The first rows that are not blank, each with a cell for every column."""
        rows = islice((row for row in self.rows() if any(row)), count)
        return [row + [""] * (len(self.header) - len(row)) for row in rows]


@dataclass(frozen=True)
class Head:
    """What stands above the data: names, HXL tags where there are, and how many rows in all."""

    names: list[str]
    tags: list[str]
    skipped: int


def head_of(rows: Iterable[list[str]]) -> Head | None:
    """The row of names among the first rows; None where none of them can be one."""
    looked = [[cell.strip() for cell in row] for row in islice(rows, LOOKED_AT)]
    best, best_score = None, 0.0
    for number, row in enumerate(looked):
        score = _score(row)
        if score > best_score:
            best, best_score = number, score
    if best is None:
        return None
    width = max(len(row) for row in looked[best : best + 5])
    names = looked[best] + [""] * (width - len(looked[best]))
    tags, skipped = [], best + 1
    if is_hxl(names):
        tags = names
    elif skipped < len(looked) and is_hxl(looked[skipped]):
        tags = (looked[skipped] + [""] * width)[:width]
        skipped += 1
    return Head(unique(names), tags, skipped)


def is_hxl(row: list[str]) -> bool:
    """Whether the row is made of hashtags such as #date+start; blank cells may stand between."""
    filled = [cell for cell in row if cell]
    return bool(filled) and all(HXL.fullmatch(cell) for cell in filled)


def _score(row: list[str]) -> float:
    """How much the row looks like names: known words count most, numbers rule it out."""
    filled = [cell for cell in row if cell]
    if not filled or any(is_number(cell) for cell in filled):
        return 0
    known = 0 if is_hxl(row) else sum(bool(target_of(cell)) for cell in filled)
    # A single filled cell is a title, unless it is the only column and a known word.
    return known * 10 + (len(filled) if len(filled) > 1 else 0)


def unique(names: list[str]) -> list[str]:
    """Each column under a name of its own: "value", "value (2)", and "[C]" where none is given."""
    seen: dict[str, int] = {}
    made = []
    for number, name in enumerate(names):
        name = " ".join(name.split()) or f"[{column_letters(number)}]"
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    while made and made[-1].startswith("[") and not names[len(made) - 1]:
        made.pop()
    return made


def column_letters(number: int) -> str:
    """0 → "A", 27 → "AB", as spreadsheets name their columns."""
    letters = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters
