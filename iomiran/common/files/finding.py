"""Where in documents the words of a question stand, and the words around them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Value

from iomiran.common.search import Asked, fold

from .keeping import LONGEST_WORD
from .models import UploadText

_token = re.compile(r"\w+")
# What names a place on the web, and is no sentence.
_address = re.compile(r"\S+/\S+")
BEFORE, AFTER = 8, 24  # words shown around the first that was found
# A word of the question also finds what begins like it, if it has this many letters.
BEGINNING = 3


@dataclass(frozen=True)
class Found:
    """A page of a document that has all words of a question; `text` is the key of its text."""

    text: int
    page: int
    url: str
    language: str


@dataclass(frozen=True)
class Piece:
    text: str
    is_found: bool


def stands_in(column: str, asked: Asked, *, whole=False) -> Func:
    """Whether the words of a page hold all that is asked; `whole`: not as beginnings of words."""
    return Func(
        F(column),
        Value(_query(asked, whole=whole)),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _query(asked: Asked, *, whole: bool) -> str:
    return " & ".join(
        "(" + " | ".join(_lexeme(word, whole=whole) for word in sorted(meant)) + ")"
        for meant in asked
    )


def _lexeme(word: str, *, whole: bool) -> str:
    """A word of letters, digits and underscores only, so that nothing in it needs care."""
    quoted = f"'{word[:LONGEST_WORD]}'"
    return quoted if whole or len(word) < BEGINNING else f"{quoted}:*"


def excerpts(found: Iterable[Found], asked: Asked) -> Mapping[int, list[Piece]]:
    """Key of the text → words around what was found. One query."""
    texts = UploadText.objects.filter(pk__in=[one.text for one in found])
    return {pk: excerpt(text, asked) for pk, text in texts.values_list("pk", "text")}


def excerpt(text: str, asked: Asked) -> list[Piece]:
    """The part of the text where most words of the question stand together, in prose if it can."""
    tokens = list(_token.finditer(text))
    folded = _folded([token.group() for token in tokens])
    places = _places(folded, asked)
    if not places:
        return []
    in_address = [match.span() for match in _address.finditer(text)]

    def worth(place: int) -> tuple[int, bool, int]:
        at = tokens[place].start()
        in_prose = not any(first <= at < last for first, last in in_address)
        return _together(places, place), in_prose, -place

    start = max(places, key=worth)
    first, last = max(0, start - BEFORE), min(len(tokens), start + AFTER) - 1
    pieces = [Piece("… ", is_found=False)] if first else []
    reached = tokens[first].start()
    for place in range(first, last + 1):
        if place in places:
            between = text[reached : tokens[place].start()]
            pieces.append(Piece(between, is_found=False))
            pieces.append(Piece(tokens[place].group(), is_found=True))
            reached = tokens[place].end()
    pieces.append(Piece(text[reached : tokens[last].end()], is_found=False))
    if last < len(tokens) - 1:
        pieces.append(Piece(" …", is_found=False))
    return [piece for piece in pieces if piece.text]


def _folded(found: Sequence[str]) -> list[str]:
    """As `words` has them, all in one go: a page has thousands."""
    return ["".join(_token.findall(word)) for word in fold("\n".join(found)).split("\n")]


def _places(folded: Sequence[str], asked: Asked) -> dict[int, set[int]]:
    """Place of a word in the text → which words of the question it answers."""
    places: dict[int, set[int]] = {}
    for number, meant in enumerate(asked):
        begins = tuple(word for word in meant if len(word) >= BEGINNING)
        for place, word in enumerate(folded):
            pair = word + folded[place + 1] if place + 1 < len(folded) else ""
            if word in meant or (begins and word.startswith(begins)):
                places.setdefault(place, set()).add(number)
            elif pair in meant:
                places.setdefault(place, set()).add(number)
                places.setdefault(place + 1, set()).add(number)
    return places


def _together(places: dict[int, set[int]], start: int) -> int:
    near = (answered for place, answered in places.items() if start <= place < start + AFTER)
    return len(set().union(*near))
