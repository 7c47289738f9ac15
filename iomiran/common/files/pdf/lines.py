"""Lines of Arabic script in the order in which they are read. Pure.

pdfium turns what stands from left to right on the page into the order of reading, but turns the
letters of one glyph with it ("لا" becomes "ال", a half-space moves by a letter), and gives up
where a glyph says itself what it stands for. The places of the glyphs are right: from them each
line is read anew.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle

_arabic = re.compile(
    "[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
)
_latin = re.compile("[A-Za-z\u00c0-\u024f]")
_unseen = re.compile(
    "[\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f\xad]"
)
_forms = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_spaces = re.compile("[ \t\xa0]+\u200c*[ \t\xa0]*")
_lam_alef = re.compile("ل[اأإآٱ]")
HALF_SPACE = "\u200c"
# Between two digits they belong to the number.
IN_NUMBERS = set(".,:/٫٬-")
PER_CENT = set("%٪")
ARABIC_SIGNS = set("،؛؟")
# Part of the height of a glyph: a wider gap between two of them is a space.
SPACE = 0.18


@dataclass
class Glyph:
    """What one sign on the page stands for, and the box that it fills, in points."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    # Signs without a place of their own, such as half-spaces: read before it, read after it.
    before: str = ""
    after: str = ""

    @property
    def is_empty(self) -> bool:
        return self.right <= self.left or not self.height

    @property
    def box(self) -> tuple[float, float]:
        return round(self.left, 2), round(self.right, 2)

    @property
    def as_read(self) -> str:
        return f"{self.before}{self.text}{self.after}"


def has_arabic(text: str) -> bool:
    return bool(_arabic.search(text))


def is_mostly_arabic(text: str) -> bool:
    return len(_arabic.findall(text)) > len(_latin.findall(text))


def cleaned(text: str) -> str:
    """Without what is not seen; letters in the form in which people type them."""
    seen = _unseen.sub("", _forms.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text))
    return unicodedata.normalize("NFC", _spaces.sub(" ", seen))


def with_pairs(text: str) -> str:
    """Round brackets opened and closed in turn, for text in which some come mirrored."""
    if (text.count("(") + text.count(")")) % 2:
        return text
    sides = cycle("()")
    return "".join(next(sides) if sign in "()" else sign for sign in text)


def turned_back(letters: str) -> str:
    """The letters of one glyph in order; pdfium gives them from the last to the first.

    It does not where the glyph says itself what it stands for, but a space stands before the
    letter that it parts from the one before, and no glyph is alef before lam.
    """
    for space in (HALF_SPACE, " "):
        if space in letters:
            return space + turned_back(letters.replace(space, ""))
    return letters if _lam_alef.match(letters) else letters[::-1]


def logical(glyphs: list[Glyph], *, rightward: bool) -> str:
    """The line as it is read; `rightward` where its paragraph runs from left to right."""
    pieces = _with_spaces(sorted(glyphs, key=lambda glyph: glyph.left + glyph.right))
    if rightward:
        return "".join(_turned(pieces, has_arabic, _parts_arabic))
    return "".join(_turned(pieces[::-1], _runs_rightward, _parts_latin))


def _with_spaces(glyphs: list[Glyph]) -> list[str]:
    pieces: list[str] = []
    for place, glyph in enumerate(glyphs):
        before = glyphs[place - 1] if place else glyph
        if glyph.left - before.right > SPACE * min(glyph.height, before.height):
            pieces.append(" ")
        pieces.append(glyph.as_read)
    return pieces


def _turned(
    pieces: list[str], belongs: Callable[[str], bool], parts: Callable[[list, list], bool]
) -> list[str]:
    """Runs of the other direction turned round; `parts(run, between)` says what ends a run."""
    done: list[str] = []
    run: list[str] = []
    between: list[str] = []
    for piece in pieces:
        if belongs(piece):
            if run and parts([*run, piece], between):
                done += [*run[::-1], *between]
                run = [piece]
            else:
                run += [*between, piece]
            between = []
        elif run:
            between.append(piece)
        else:
            done.append(piece)
    return [*done, *run[::-1], *between]


def _runs_rightward(piece: str) -> bool:
    return piece[:1].isdigit() or piece in PER_CENT or bool(_latin.search(piece))


def _parts_latin(run: list[str], between: list[str]) -> bool:
    """Only what is Arabic parts Latin words; between digits anything does but signs of numbers."""
    if any(has_arabic(piece) or piece in ARABIC_SIGNS for piece in between):
        return True
    if any(_latin.search(piece) for piece in run):
        return False
    return not all(piece in IN_NUMBERS for piece in between)


def _parts_arabic(run: list[str], between: list[str]) -> bool:
    return any(_runs_rightward(piece) for piece in between)
