"""A table of the pages as rows of a sheet: ready words, notes in a column of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from returns.presenters import Cell, Column, TableView

from .sheet import Run, isolated


@dataclass(frozen=True)
class Value:
    runs: list[Run]
    numeric: bool
    header: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Grid:
    """`columns` head the rows."""

    columns: list[Value]
    rows: list[list[Value]]


def grid(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], language: str, *, note: str
) -> Grid:
    """What is said of figures stands with the words of the last column, such as the source.

    Where that holds figures too, it stands in a column of its own, headed by `note`.
    """
    heads = [value(Cell(column.label, numeric=column.numeric), language) for column in columns]
    shown = [[value(cell, language) for cell in row] for row in rows]
    if not any(cell.note for row in rows for cell in row):
        return Grid(heads, shown)
    if apart := columns[-1].numeric:
        heads.append(Value([Run(note)], numeric=False, header=False))
    for cells, row in zip(shown, rows, strict=True):
        runs = isolated(_note(row, columns), language)
        if apart:
            cells.append(Value(runs, numeric=False, header=False))
        elif runs:
            last = cells[-1]
            cells[-1] = replace(last, runs=[*last.runs, Run(". "), *runs])
    return Grid(heads, shown)


def grid_of(table: TableView, language: str, *, note: str) -> Grid:
    return grid(table.columns, table.rows, language, note=note)


def value(cell: Cell, language: str) -> Value:
    runs = isolated(cell.text, language, own=cell.lang, url=cell.url)
    return Value(runs, cell.numeric, cell.header)


def _note(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    """What is said of the figures of a row, once where it is said of all of them alike."""
    noted = list(zip(columns, row, strict=True))
    figures = sum(column.numeric for column in columns)
    said = [(column, cell.note) for column, cell in noted if cell.note]
    different = {note for _column, note in said}
    if len(said) == figures and len(different) == 1:
        return said[0][1]
    return "; ".join(
        f"{column.label}: {note}" if column.numeric and figures > 1 else note
        for column, note in said
    )
