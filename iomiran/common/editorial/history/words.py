"""The words of two texts compared: what stayed, what was removed, what was added."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Token(NamedTuple):
    """A word, a number, one sign of punctuation or an address.

    `space` is the white space after it; `mark` is "", "strong", "em", "strong em" or "link".
    """

    text: str
    space: str = ""
    mark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two tokens the same: how they are spaced does not count."""
        return self.text, self.mark


@dataclass(frozen=True)
class Piece:
    """A run of words with one fate; `change` is SAME, ADDED or REMOVED."""

    change: Change
    text: str
    mark: str = ""


# Vowel marks of Arabic script and Latin accents that stand as signs of their own, the joiner and
# the non-joiner: they belong to the word that they stand in.
_JOINED = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTERS = rf"[\w{_JOINED}\u200c\u200d]"
_TOKEN = re.compile(
    rf"(?:{_LETTERS}+(?:[-‑'’]{_LETTERS}+|(?<=\d)[.,/:٫٬](?=\d){_LETTERS}+)*|[^\s])(?P<space>\s*)"
)
_WORD = re.compile(_LETTERS)


def tokens_of(text: str, mark: str = "") -> list[Token]:
    """The tokens of a plain text: «برنامه‌ها»، "1,234.5" and "re-entry" are one word each."""
    return [
        Token(found[0][: found.start("space") - found.start()], found["space"], mark)
        for found in _TOKEN.finditer(text.lstrip())
    ]


def likeness(old: Sequence[Token], new: Sequence[Token]) -> float:
    """Share of words that two texts have in common, from 0 to 1."""
    before, after = (Counter(t.text for t in side if _WORD.match(t.text)) for side in (old, new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else float(list(old) == list(new))


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """Both texts in one: what was removed stands before what came in its place."""
    matcher = SequenceMatcher(None, [t.key for t in old], [t.key for t in new], autojunk=False)
    steps = [(tag == "equal", old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]
    pieces: list[Piece] = []
    for same, group in groupby(_without_crumbs(steps), key=lambda step: step[0]):
        group = list(group)
        before = [token for step in group for token in step[1]]
        after = [token for step in group for token in step[2]]
        if same:
            # The last word of the new text has no space after it, but removed ones may follow.
            last = after[-1]._replace(space=after[-1].space or before[-1].space)
            pieces += _pieces(Change.SAME, [*after[:-1], last])
            continue
        pieces += _pieces(Change.REMOVED, before) + _pieces(Change.ADDED, after)
    return pieces


def _without_crumbs(steps: list[tuple]) -> list[tuple]:
    """A lone comma that stayed between two changes is part of the change, to be readable."""
    last = len(steps) - 1
    return [
        (same and not (0 < index < last and _is_crumb(after)), before, after)
        for index, (same, before, after) in enumerate(steps)
    ]


def _is_crumb(tokens: Sequence[Token]) -> bool:
    return not any(_WORD.match(token.text) for token in tokens)


def _pieces(change: Change, tokens: list[Token]) -> list[Piece]:
    return [
        Piece(change, "".join(token.text + token.space for token in run), mark)
        for mark, run in groupby(tokens, key=lambda token: token.mark)
    ]
