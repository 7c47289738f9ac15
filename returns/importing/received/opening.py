"""One door for every kind of file: by the ending of its name, checked against its content."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings

from .delimited import Delimited
from .faults import refused
from .tables import Table
from .workbook import Workbook

TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = {".xlsx": "xlsx", ".ods": "ods"}
OLD = (".xls", ".xlsb", ".xlt")
WITH_MACROS = (".xlsm", ".xltm", ".xlam")
ENDINGS = (*TEXTS, *WORKBOOKS)


@dataclass(frozen=True)
class Received:
    """A file that can be read: its tables, and how it is read where that was a guess."""

    name: str
    tables: list[Table]
    encoding: str = ""
    delimiter: str = ""

    def table(self, sheet: str = "") -> Table:
        """The table of that sheet, else the first."""
        return next((one for one in self.tables if one.sheet == sheet), self.tables[0])


def open_received(path: Path, name: str, *, encoding: str = "", delimiter: str = "") -> Received:
    """The tables of the file at `path`, which its sender calls `name`.

    `encoding` and `delimiter` of a text file are told from it where they are not given.
    Raises NotReadable with the faults that keep it from being read.
    """
    ending = PurePath(name).suffix.lower()
    size = path.stat().st_size
    check_size(name, size)
    if size == 0:
        raise refused(name, "empty")
    if ending in WORKBOOKS:
        file = Workbook(path, name, WORKBOOKS[ending])
    elif ending in TEXTS:
        file = Delimited(path, name, encoding=encoding, delimiter=delimiter)
    else:
        rule = "old_workbook" if ending in OLD else "ending"
        raise refused(name, "macros" if ending in WITH_MACROS else rule)
    return Received(name, file.tables, file.encoding, file.delimiter)


def check_size(name: str, size: int) -> None:
    """Raises NotReadable where a file of `size` bytes is more than is read at all."""
    limit = settings.RETURNS_IMPORT_LIMIT_MB
    if size > limit * 1024 * 1024:
        raise refused(name, "too_large", value=limit)
