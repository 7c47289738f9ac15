"""CSV in every usual form: its encoding, its delimiter, its rows."""

import csv
import io
import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from .encodings import CHUNK, UTF_8, encoding_of, mark_of
from .faults import NotReadable, refused
from .tables import LOOKED_AT, Head, Table, head_of

DELIMITERS = (",", ";", "\t")
# Beginnings of what is often named .csv and is none.
FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x1f\x8b", b"Rar!", b"{\\rtf")
SPOOLED = 8 * 1024 * 1024  # bytes kept in memory before a decoded copy goes to disk
MOST_CELL = 100_000  # characters: no cell of a table has more, an open quotation mark does


class Delimited:
    """A CSV file with what was told of it; `encoding` and `delimiter` may be given instead."""

    def __init__(self, path: Path, name: str, *, encoding: str = "", delimiter: str = ""):
        self.path, self.name = path, name
        with path.open("rb") as file:
            self._refuse_foreign(file.read(512))
            self.encoding = encoding or encoding_of(file)
        self.delimiter = delimiter or self._delimiter()

    @property
    def tables(self) -> list[Table]:
        """The one table of the file. Raises NotReadable where it has none."""
        head = head_of(self._looked_at())
        if head is None:
            raise refused(self.name, "no_header")
        table = Table(
            sheet="",
            header=head.names,
            first_row=head.skipped + 1,
            rows=lambda: self._rows(head),
            hxl=head.tags,
            copy_source=lambda: self._copy_source(head),
        )
        if not table.sample(1):
            raise refused(self.name, "header_only", row=head.skipped)
        return [table]

    def _refuse_foreign(self, start: bytes) -> None:
        lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        markup = lowered.startswith((b"<html", b"<!doctype", b"<?xml", b"<table"))
        if start.startswith(FOREIGN) or markup:
            raise refused(self.name, "not_what_it_says")

    def _text(self) -> io.TextIOWrapper:
        file = self.path.open("rb")
        file.seek(mark_of(file.read(4))[1])
        return io.TextIOWrapper(file, encoding=self.encoding, newline="")

    def _all_rows(self, delimiter: str) -> Iterator[list[str]]:
        """Every row from the first on. Raises NotReadable at the row that cannot be read."""
        csv.field_size_limit(MOST_CELL)
        number = 0
        try:
            with self._text() as text:
                first = text.readline()
                if first.lower().startswith("sep="):  # Excel's own first line is no row
                    first = "\n"
                for row in csv.reader(chain([first], text), delimiter=delimiter, strict=True):
                    number += 1
                    yield row
        except csv.Error as error:
            rule = "binary" if "NUL" in str(error) else "open_quote"
            raise refused(self.name, rule, row=number + 1) from error
        except UnicodeDecodeError as error:
            row = self._undecodable_row()
            raise refused(self.name, "encoding", row=row, value=self.encoding) from error

    def _undecodable_row(self) -> int | None:
        """The first line that is no text in this encoding; None where lines cannot be told."""
        if self.encoding.startswith("utf-16"):
            return None
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode(self.encoding)
                except UnicodeDecodeError:
                    return number
        return None

    def _delimiter(self) -> str:
        """The sign that parts the first rows into the most columns, alike in most of them."""
        with self.path.open("rb") as file:
            said = file.read(32).decode(self.encoding, "ignore").lstrip("\ufeff")[:5]
        if said.lower().startswith("sep=") and said[4:] in DELIMITERS:
            return said[4:]

        def worth(delimiter: str) -> float:
            widths = []
            try:
                for row in islice(self._all_rows(delimiter), LOOKED_AT):
                    widths.append(len(row))
            except NotReadable:
                pass  # said with its row when the table itself is read
            usual = max(set(widths), key=widths.count, default=1)
            return 0 if usual == 1 else usual * widths.count(usual) / len(widths)

        return max(DELIMITERS, key=worth)

    def _looked_at(self) -> Iterator[list[str]]:
        rows = islice(self._all_rows(self.delimiter), LOOKED_AT + 5)
        for number, row in enumerate(rows, 1):
            if any("\x00" in cell for cell in row):
                raise refused(self.name, "binary", row=number)
            yield row

    def _rows(self, head: Head) -> Iterator[list[str]]:
        """A row with too few cells stays as it is: nobody can say which of its cells is missing."""
        width = len(head.names)
        for row in islice(self._all_rows(self.delimiter), head.skipped, None):
            if len(row) == width:
                yield row
            elif any(row):
                yield fitted(row, width) if len(row) > width else row
            else:
                yield []

    def _copy_source(self, head: Head) -> tuple[BinaryIO, str] | None:
        """The bytes from the first data row on, decoded to UTF-8 where they are not.

        None where a row of the head runs over several lines, or ends in a bare CR, which bytes
        are not parted by: COPY could not find its place.
        """
        with self._text() as text:
            lines = [text.readline() for _number in range(head.skipped)]
        if any(line.count('"') % 2 or not line.endswith("\n") for line in lines):
            return None
        file = self.path.open("rb")
        file.seek(mark_of(file.read(4))[1])
        if self.encoding == UTF_8:
            for _number in range(head.skipped):
                file.readline()
            return file, self.delimiter
        spooled = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 - handed on open
        with file, io.TextIOWrapper(file, encoding=self.encoding, newline="") as text:
            for _number in range(head.skipped):
                text.readline()
            try:
                while piece := text.read(CHUNK):
                    spooled.write(piece.encode())
            except UnicodeDecodeError as error:
                spooled.close()
                raise refused(self.name, "encoding", value=self.encoding) from error
        spooled.seek(0)
        return spooled, self.delimiter


def fitted(row: list[str], width: int) -> list[str]:
    """`row` with as many cells as the header has; cells too many stay if anything is in them."""
    if len(row) < width:
        return row + [""] * (width - len(row))
    return row[:width] if not any(row[width:]) else row
