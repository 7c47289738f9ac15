"""What the repository's own files say, as a table like any other that is imported."""

from collections.abc import Iterator
from dataclasses import asdict

from .mapping import DIMENSIONS
from .rows import At, Row, SeriesData, SourceRow, Statement

FIELDS = (
    "period_start",
    "period_end",
    "place",
    *DIMENSIONS,
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
)
SOURCE = ("name", "publisher", "url", "published", "level", "quoted")
STATEMENT = ("what", "printed", "base", "base_value", "part_value")
HEADER = [*FIELDS, "value", *(f"source_{name}" for name in SOURCE), *STATEMENT]
MAPPING = {name: name for name in HEADER}


class ContentTable:
    """Rows and then statements; `at(row)` says where a row of it stands in the files."""

    sheet = ""
    header = HEADER
    first_row = 1

    def __init__(self, data: SeriesData):
        self.items = [*data.rows, *data.statements]

    def at(self, row: int | None) -> At:
        return self.items[row - self.first_row].at if row else At()

    def rows(self) -> Iterator[list[str]]:
        for item in self.items:
            if isinstance(item, Statement):
                said = [_text(getattr(item, name)) for name in STATEMENT]
                yield [*_fields(item.about, item.note), "", *_source(item.source), *said]
            else:
                blank = [""] * len(STATEMENT)
                yield [*_fields(item, item.note), str(item.value), *_source(item.source), *blank]


def _fields(row: Row, note: str) -> list[str]:
    return [note if name == "note" else _text(getattr(row, name)) for name in FIELDS]


def _source(source: SourceRow) -> list[str]:
    values = asdict(source)
    return [values[name] for name in SOURCE]


def _text(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
