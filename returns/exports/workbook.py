"""XLSX: written row by row into a temporary file, so that memory does not grow with the data."""

from datetime import UTC
from typing import BinaryIO

import xlsxwriter

from iomiran.common.http.streaming import written

from .about import about
from .columns import dictionary
from .extract import Extract
from .making import TooManyRowsError, turn_for

MOST_ROWS = 1_048_576  # of a sheet, its header included: the format has no room for more


def workbook_file(extract: Extract, *, hxl: bool = False) -> BinaryIO:
    """A file with the sheets data, about and columns, at its start; the caller closes it.

    The same bytes for the same release. Raises TooManyRowsError and BusyError.
    """
    head = [extract.header, [column.hxl for column in extract.columns]][: 2 if hxl else 1]
    size = rows_of_sheet(extract, hxl=hxl)
    with turn_for(size):
        return written(lambda file: _write(file, extract, head, size))


def rows_of_sheet(extract: Extract, *, hxl: bool = False) -> int:
    """How many rows go under the header. Raises TooManyRowsError."""
    size = extract.size(MOST_ROWS + 1)
    if size + (2 if hxl else 1) > MOST_ROWS:
        raise TooManyRowsError(extract.name)
    return size


def _write(file: BinaryIO, extract: Extract, head: list[list[str]], size: int) -> None:
    tagged = len(head) > 1
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        made = extract.made.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"created": made, "title": extract.name})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        data = book.add_worksheet("data")
        data.freeze_panes(len(head), 0)
        data.set_column(0, len(extract.columns) - 1, 16)
        for number, line in enumerate(head):
            data.write_row(number, 0, line, bold)
        for number, row in enumerate(extract.rows(), len(head)):
            data.write_row(number, 0, row)
        if not tagged:
            data.autofilter(0, 0, size, len(extract.columns) - 1)
        _sheet(book, "about", about(extract), bold, wrap)
        meanings = [(name, said) for name, _kind, said, *_rest in dictionary(extract.columns)]
        _sheet(book, "columns", meanings, bold, wrap)


def _sheet(book, name, lines, bold, wrap) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (label, text) in enumerate(lines):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, text, wrap)
