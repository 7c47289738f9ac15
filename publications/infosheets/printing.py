"""A sheet as a PDF of one or two pages."""

from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from iomiran.common.typeset import FONTS, Printed, TypesetError, print_pdf

from .sheet import ProgrammeSheet, ReturnsSheet, frame

TEMPLATES = Path(__file__).parent / "templates"
MOST_PAGES = 2
# Of the running text, in points. The smallest is still read with ease in a black-and-white copy.
SIZES = (9.4, 9.0, 8.7, 8.4, 8.1)


class SheetTooLongError(TypesetError):
    """The text does not fit two pages in the smallest size."""


def printed_sheet(sheet: ProgrammeSheet | ReturnsSheet) -> Printed:
    """The sheet on as few pages as it can have, in the largest size with which it has them.

    The same sheet gives the same bytes: the date in the file is that of its content.
    Raises SheetTooLongError.
    """
    largest, *middle, smallest = SIZES
    best = _print(sheet, largest)
    if best.pages > 1:
        least = _print(sheet, smallest)
        if least.pages < best.pages:
            tried = (_print(sheet, size) for size in middle)
            best = next((found for found in tried if found.pages == least.pages), least)
    if best.pages > MOST_PAGES:
        raise SheetTooLongError(
            f"{sheet.head.title}: {best.pages} pages; a sheet has {MOST_PAGES} at most"
        )
    return best


def _print(sheet, size: float) -> Printed:
    data = asdict(sheet) | {"frame": frame(sheet.head), "size": size}
    data["head"]["made"] = sheet.head.made.isoformat()
    return print_pdf(
        TEMPLATES / sheet.template,
        data,
        fonts=FONTS,
        made=datetime.combine(sheet.head.made, time(), UTC),
    )
