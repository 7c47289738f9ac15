"""A table of the pages as rows of a sheet: ready words, notes in a column of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from returns.presenters import Cell, Column, TableView

from .sheet import Run, isolated


@dataclass(frozen=True)
class Value:
    runs: list[Run]
    numeric: bool
    header: bool


@dataclass(frozen=True)
class Grid:
    """`columns` head the rows."""

    columns: list[Value]
    rows: list[list[Value]]


def grid(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], language: str, *, note: str
) -> Grid:
    """`note` heads a last column, where anything is said of a figure."""
    heads = [value(Cell(column.label, numeric=column.numeric), language) for column in columns]
    shown = [[value(cell, language) for cell in row] for row in rows]
    if any(cell.note for row in rows for cell in row):
        heads.append(Value([Run(note)], numeric=False, header=False))
        for cells, row in zip(shown, rows, strict=True):
            cells.append(
                Value(isolated(_note(row, columns), language), numeric=False, header=False)
            )
    return Grid(heads, shown)


def grid_of(table: TableView, language: str, *, note: str) -> Grid:
    return grid(table.columns, table.rows, language, note=note)


def value(cell: Cell, language: str) -> Value:
    runs = isolated(cell.text, language, own=cell.lang, url=cell.url)
    return Value(runs, cell.numeric, cell.header)


def _note(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    """What is said of the figures of a row, once where it is said of all of them alike."""
    noted = [(column.label, cell.note) for column, cell in zip(columns, row, strict=True)]
    figures = sum(cell.numeric for cell in row)
    said = [(label, note) for label, note in noted if note]
    different = {note for _label, note in said}
    if len(said) == figures and len(different) == 1:
        return said[0][1]
    return "; ".join(f"{label}: {note}" for label, note in said)
