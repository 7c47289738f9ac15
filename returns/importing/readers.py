"""CSV files into lines, and cells into values. Faults are collected, never raised one by one."""

import csv
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from iomiran.common.content.files import ContentError, Fault, shown

from .rows import At


@dataclass
class Line:
    """One data line of a CSV file, with typed access that names line and column on a fault."""

    file: str
    number: int
    cells: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    @property
    def at(self) -> At:
        return At(self.file, self.number)

    def text(self, column: str) -> str:
        return self.cells[column].strip()

    def fault(self, column: str, reason: str) -> None:
        self.faults.append(Fault(self.file, reason, column, self.number))

    def day(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self.text(column))
        except ValueError:
            self.fault(column, f"{self.text(column)!r} is not a date such as 2021-06-24")
            return None

    def whole(self, column: str) -> int | None:
        """A count, or None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        if not text.isascii() or not text.isdigit():
            self.fault(column, f"{text!r} is not a whole number")
            return None
        return int(text)

    def decimal(self, column: str) -> Decimal | None:
        text = self.text(column)
        if not text:
            return None
        try:
            number = Decimal(text)
            if not number.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            self.fault(column, f"{text!r} is not a number")
            return None
        return number

    def choice(self, column: str, known: dict[str, str]) -> str:
        """The portal's word for the file's word."""
        text = self.text(column)
        if text not in known:
            self.fault(column, f"{text!r} is not one of {', '.join(map(repr, known))}")
            return next(iter(known.values()))
        return known[text]


def read_csv(path: Path, columns: tuple[str, ...]) -> list[Line]:
    """The lines of a UTF-8 CSV file. Raises ContentError when it cannot be read as one."""
    name = shown(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header = tuple(reader.fieldnames or ())
            missing = [column for column in columns if column not in header]
            if missing:
                raise ContentError([Fault(name, "column is missing", column) for column in missing])
            lines = [Line(name, reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError([Fault(name, f"cannot be read: {error}")]) from error
    if not lines:
        raise ContentError([Fault(name, "has no rows")])
    ragged = [line for line in lines if None in line.cells or None in line.cells.values()]
    if ragged:
        raise ContentError(
            [
                Fault(name, f"has not the {len(header)} cells of the header", "", line.number)
                for line in ragged
            ]
        )
    return lines


def faults_of(lines: list[Line]) -> list[Fault]:
    return [fault for line in lines for fault in line.faults]
