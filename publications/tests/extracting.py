"""The words of a PDF as two readers give them, each as its users would paste them.

pdfium is the reader inside Chrome, poppler that of Evince and Okular. Header and footer, which
stand between the halves of a sentence that goes on overleaf, are left out.
"""

import re
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2

from .proving import needed

# Of the page, in points; its margins are those of templates/base.typ.
WIDTH, HEIGHT, TOP, BOTTOM = 595, 842, 64, 58
# A word, or a number with what parts its digits. Signs beside words are another matter: readers
# differ in where brackets and full stops go in a line of two directions.
_WORD = re.compile(r"\d+(?:[٬٫,.]\d+)+|[^\W_]+(?:\u200c[^\W_]+)*")
# Poppler puts numbers and Latin words of a Persian line between such marks, without a space.
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]")


def words(text: str) -> list[str]:
    """Without marks of direction, and letters as they are typed, not as they are shaped.

    Without hyphens too: readers take one at the end of a line for a division.
    """
    text = unicodedata.normalize("NFKC", _MARKS.sub(" ", text))
    return _WORD.findall(re.sub("-[\r\n]*", "", text))


def strung(text: str) -> str:
    """The words without what parts them."""
    return "".join(words(text))


def by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(_body_of(page).get_text_range() for page in pdf)


def _body_of(page: pypdfium2.PdfPage) -> pypdfium2.PdfTextPage:
    """Text asked for by its place would lack all letters that have no extent."""
    for thing in list(page.get_objects(max_depth=1)):
        _left, bottom, _right, top = thing.get_bounds()
        if top < BOTTOM or bottom > HEIGHT - TOP:
            page.remove_obj(thing)
    return page.get_textpage()


def by_poppler(path: Path) -> str:
    area = ["-x", "0", "-y", str(TOP), "-W", str(WIDTH), "-H", str(HEIGHT - TOP - BOTTOM)]
    command = [needed("pdftotext", "poppler-utils"), *area, str(path), "-"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def missing_in_order(lines: list[str], text: str) -> list[str]:
    """Those of `lines` that `text` does not have after the ones before them."""
    read, at, missing = strung(text), 0, []
    for line in lines:
        found = read.find(strung(line), at)
        if found < 0:
            missing.append(line)
        else:
            at = found + len(strung(line))
    return missing
