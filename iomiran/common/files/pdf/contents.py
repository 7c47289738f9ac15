"""What a PDF says on each page and how its first page looks, read with pypdfium2.

pdfium must not be used by two threads at a time: `LOCK` is held by whoever opens a document.
"""

import ctypes
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from .lines import Glyph, cleaned, has_arabic, is_mostly_arabic, logical, turned_back, with_pairs

LOCK = threading.Lock()
MOST_PAGES = 500  # of which the text is kept
MOST_TITLE = 500  # characters
MOST_TEXT = 20_000  # characters of a page
# The cover fits into this box, in pixels; a roll of paper is shown by its beginning.
COVER_WIDTH, COVER_HEIGHT = 360, 540
LARGEST_PAGE = 14_400  # points, the largest that the format knows
COVER_QUALITY = 60


class UnreadablePdf(ValueError):
    """pdfium cannot open it, or it has no page."""


@dataclass(frozen=True)
class Cover:
    """The first page as WebP; width and height in pixels."""

    content: bytes
    width: int
    height: int


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(str(error)) from error
        try:
            if not len(document):
                raise UnreadablePdf("no page")
            yield document
        finally:
            document.close()


def title_of(document: pypdfium2.PdfDocument) -> str:
    """As the program of its maker wrote it; "" where there is none."""
    try:
        return cleaned(document.get_metadata_value("Title"))[:MOST_TITLE]
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return ""


def page_texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The text of each page in order, at most MOST_PAGES; "" where a page has or gives none."""
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield ""
            continue
        try:
            yield _page_text(page)
        except pypdfium2.PdfiumError:
            yield ""
        finally:
            page.close()


def _page_text(page) -> str:
    found = page.get_textpage()
    try:
        length = min(found.count_chars(), MOST_TEXT)
        text = found.get_text_range(0, length) if length > 0 else ""
        if has_arabic(text):
            is_rtl = is_mostly_arabic(text)
            text = "\n".join(_lines_read(found, length, is_rtl))
            text = with_pairs(text) if is_rtl else text
    finally:
        found.close()
    return cleaned(text.replace("\r\n", "\n"))[:MOST_TEXT].strip()


def _lines_read(found, length: int, is_rtl: bool) -> Iterator[str]:
    for line in _lines(found, length):
        text = "".join(glyph.text for glyph in line)
        if _is_level(line):
            goes_left = has_arabic(text) and (is_rtl or is_mostly_arabic(text))
            text = logical(line, rightward=not goes_left)
        yield text


def _lines(found, length: int) -> Iterator[list[Glyph]]:
    """The glyphs of each line as pdfium breaks them, without the spaces that it adds."""
    line: list[Glyph] = []
    origin = None
    for place in range(length):
        sign = chr(raw.FPDFText_GetUnicode(found.raw, place))
        if sign == "\n":
            yield line
            line, origin = [], None
        elif sign not in "\r\x00" and raw.FPDFText_IsGenerated(found.raw, place) != 1:
            glyph, at = _glyph(found, place, sign)
            if origin == at and line and has_arabic(line[-1].text + sign):
                line[-1].joined(glyph)
            else:
                _turn_last(line)
                line.append(glyph)
            origin = at
    _turn_last(line)
    yield line


def _turn_last(line: list[Glyph]) -> None:
    if line and len(line[-1].text) > 1:
        line[-1].text = turned_back(line[-1].text)


def _glyph(found, place: int, sign: str) -> tuple[Glyph, tuple[float, float]]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(found.raw, place, x, y)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(found.raw, place, box)
    return (
        Glyph(sign, box.left, box.right, y.value, abs(box.top - box.bottom)),
        (round(x.value, 2), round(y.value, 2)),
    )


def _is_level(line: list[Glyph]) -> bool:
    """Whether the line runs across the page and not up, down or aslant."""
    bottoms = [glyph.bottom for glyph in line]
    highest = max((glyph.height for glyph in line), default=0)
    return bool(line) and max(bottoms) - min(bottoms) <= highest


def cover(document: pypdfium2.PdfDocument) -> Cover | None:
    """The first page on white; None where it has no size that can be drawn."""
    page = document[0]
    try:
        width, height = page.get_size()
        if not 0 < width <= LARGEST_PAGE or not 0 < height <= LARGEST_PAGE:
            return None
        scale = COVER_WIDTH / width
        below = max(0.0, height - COVER_HEIGHT / scale)
        bitmap = page.render(scale=scale, crop=(0, below, 0, 0), may_draw_forms=False)
        picture = bitmap.to_pil().convert("RGB").crop((0, 0, COVER_WIDTH, bitmap.height))
    finally:
        page.close()
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=COVER_QUALITY, method=4)
    return Cover(out.getvalue(), *picture.size)
