"""XLSX and ODS into tables: looked through first, then read by calamine."""

import datetime
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .archive import Archive
from .delimited import fitted
from .faults import NotReadable, ReceivedFault, refused
from .sheets import MOST_CELLS, Look, look_at_ods, look_at_xlsx
from .tables import Head, Table, head_of

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Workbook:
    """A workbook of which nothing is read that was not looked at. `kind` is "xlsx" or "ods"."""

    encoding = delimiter = ""

    def __init__(self, path: Path, name: str, kind: str):
        self.path, self.name = path, name
        with Archive(path, name) as archive:
            looks = self._look(archive, kind)
        self._refuse_cells(looks)
        for look in looks:
            if look.room > MOST_CELLS:
                raise refused(name, "sheet_too_large", sheet=look.sheet, value=look.room)
        self._looks = {look.sheet: look for look in looks}
        self._read: tuple[str, CalamineSheet] | None = None

    @property
    def tables(self) -> list[Table]:
        """A table for each sheet that is seen and has one. Raises NotReadable where none has."""
        faults: list[ReceivedFault] = []
        found = []
        for sheet in self._sheets():
            try:
                found.append(self._table(sheet))
            except NotReadable as refusal:
                faults.extend(refusal.faults)
        if not found:
            raise NotReadable(faults) if faults else refused(self.name, "no_sheet")
        return found

    def _look(self, archive: Archive, kind: str) -> list[Look]:
        parts = archive.entries
        if kind == "ods":
            if archive.read("mimetype").strip() != ODS_TYPE or "content.xml" not in parts:
                raise refused(self.name, "not_what_it_says")
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise refused(self.name, "password")
            return look_at_ods(archive)
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(parts):
            raise refused(self.name, "not_what_it_says")
        return look_at_xlsx(archive)

    def _refuse_cells(self, looks: list[Look]) -> None:
        """Formulas, and errors such as #N/A: calamine gives neither as what it is."""
        faults = [
            ReceivedFault(self.name, rule, look.sheet, row, column, text[:60])
            for look in looks
            for rule, cells in (("formula", look.formulas), ("error_cell", look.errors))
            for column, row, text in cells
        ]
        if faults:
            raise NotReadable(faults)

    def _open(self) -> CalamineWorkbook:
        try:
            return CalamineWorkbook.from_path(self.path)
        except PasswordError as error:
            raise refused(self.name, "password") from error
        except (CalamineError, OSError, ValueError) as error:
            raise refused(self.name, "damaged") from error

    def _sheets(self) -> list[str]:
        with self._open() as workbook:
            return [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and sheet.visible == SheetVisibleEnum.Visible
                and self._looks.get(sheet.name, Look("")).room
            ]

    def _table(self, sheet: str) -> Table:
        head = head_of(islice(self._all_rows(sheet), 40))
        if head is None:
            raise refused(self.name, "no_header", sheet=sheet)
        table = Table(
            sheet=sheet,
            header=head.names,
            first_row=head.skipped + 1,
            rows=lambda: self._rows(sheet, head),
            hxl=head.tags,
        )
        if not table.sample(1):
            raise refused(self.name, "header_only", sheet=sheet, row=head.skipped)
        return table

    def _sheet(self, name: str) -> CalamineSheet:
        """calamine reads a sheet as a whole: the last one stays, and is read once."""
        if self._read is None or self._read[0] != name:
            self._read = None
            with self._open() as workbook:
                try:
                    self._read = (name, workbook.get_sheet_by_name(name))
                except (CalamineError, ValueError) as error:
                    raise refused(self.name, "damaged", sheet=name) from error
        return self._read[1]

    def _all_rows(self, name: str) -> Iterator[list[str]]:
        sheet = self._sheet(name)
        # calamine begins at the first cell that is filled; rows keep their numbers here.
        above, before = sheet.start or (0, 0)
        yield from ([] for _row in range(above))
        margin = [""] * before
        for row in sheet.iter_rows():
            cells = [cell if cell.__class__ is str else text_of(cell) for cell in row]
            yield margin + cells if any(cells) else []

    def _rows(self, sheet: str, head: Head) -> Iterator[list[str]]:
        width = len(head.names)
        for row in islice(self._all_rows(sheet), head.skipped, None):
            yield row if len(row) == width or not row else fitted(row, width)


def text_of(cell) -> str:
    """A cell as it would stand in a CSV file: 4593.0 → "4593", a day in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    return str(cell)
