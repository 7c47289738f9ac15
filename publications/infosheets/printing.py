"""A sheet as a PDF of one or two pages."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from iomiran.common.typeset import FONTS, Printed, TypesetError, print_pdf

from .seal import seal
from .sheet import Sheet, frame, seal_words

TEMPLATES = Path(__file__).parent / "templates"
MOST_PAGES = 2
# Of the running text, in points. The smallest is still read with ease in a black-and-white copy.
SIZES = (9.4, 9.0, 8.7, 8.4, 8.1)


class SheetTooLongError(TypesetError):
    """The text does not fit two pages in the smallest size."""


@dataclass(frozen=True)
class PrintedSheet:
    """`code` is printed on it, for `publications.actions.attach_generated` and `issue_file`."""

    content: bytes
    pages: int
    code: str


def printed_sheet(sheet: Sheet, *, stands_at: str = "", most: int = MOST_PAGES) -> PrintedSheet:
    """The sheet on as few pages as it can have, in the largest size with which it has them.

    The same sheet at the same place gives the same bytes and the same code: the date in the
    file is that of its content. `stands_at` is the address of its publication, or the key of a
    sheet made on request. Raises SheetTooLongError where it has more than `most` pages, also
    with all left out that a sheet can leave out (its `shorter()`).
    """
    printed = _fitted(sheet, stands_at)
    while printed.pages > most:
        shorter = getattr(sheet, "shorter", None)
        sheet = shorter and shorter()
        if not sheet:
            raise SheetTooLongError(f"{printed.pages} pages; it has {most} at most")
        printed = _fitted(sheet, stands_at)
    return printed


def _fitted(sheet: Sheet, stands_at: str) -> PrintedSheet:
    data = asdict(sheet) | {"frame": frame(sheet.head)}
    data["head"]["made"] = sheet.head.made.isoformat()
    sealed = seal(data, TEMPLATES / sheet.template, stands_at=stands_at)
    data["frame"] |= seal_words(sealed, sheet.head.language)
    best = _largest(lambda size: _print(sheet, data, size))
    return PrintedSheet(best.content, best.pages, sealed.code)


def _largest(made: Callable[[float], Printed]) -> Printed:
    """In the largest size that takes no more pages than the smallest, in few tries.

    From the largest to the smallest size a sheet grows shorter by a quarter. One of more than
    two pages loses one by that at most; further pages would not help it, for it stays too long.
    """
    largest, *smaller = SIZES
    best = made(largest)
    if best.pages == 1:
        return best
    if best.pages <= MOST_PAGES and made(smaller[-1]).pages == best.pages:
        return best
    tried = {}

    def fits(size: float) -> bool:
        tried[size] = made(size)
        return tried[size].pages < best.pages

    place = bisect_left(smaller, True, key=fits)
    return tried[smaller[min(place, len(smaller) - 1)]]


def _print(sheet: Sheet, data: dict, size: float) -> Printed:
    return print_pdf(
        TEMPLATES / sheet.template,
        data | {"size": size},
        fonts=FONTS,
        made=datetime.combine(sheet.head.made, time(), UTC),
    )
