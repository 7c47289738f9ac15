"""Tables and imports of the tests. Names and figures are plainly examples."""

import io
from dataclasses import dataclass, field
from datetime import date

from returns.importing.content_table import MAPPING, ContentTable
from returns.importing.examining import examine
from returns.importing.rows import SeriesData
from returns.models import Import

from .factories import make_series

TODAY = date(2026, 1, 1)
LONG = {
    "period_start": "start",
    "period_end": "end",
    "value": "count",
    "country_from": {"constant": "Iran"},
    "documentation": {"constant": "undocumented"},
    "source_name": {"constant": "Example source"},
}


@dataclass
class ExampleTable:
    """A table of text; with `raw` its bytes go to COPY as they are."""

    header: list[str]
    lines: list[list[str]]
    raw: bytes | None = None
    sheet: str = "example sheet"
    first_row: int = 2
    asked: list[str] = field(default_factory=list)

    def rows(self):
        self.asked.append("rows")
        return iter(self.lines)

    def copy_source(self):
        self.asked.append("bytes")
        return (io.BytesIO(self.raw), ",") if self.raw is not None else None


def table(header: str, *lines: str) -> ExampleTable:
    """From texts such as "2021-01-03|2021-01-09|100"."""
    return ExampleTable(header.split("|"), [line.split("|") for line in lines])


def imported(source, mapping=None, *, series=None, kind="interval", **fields) -> Import:
    """`source` read for a series, without a file of its own; the import is saved."""
    series = series or make_series(kind=kind).document
    data_import = Import.objects.create(
        series=series, mapping=LONG if mapping is None else mapping, **fields
    )
    examine(data_import, source, kind=series.editions.published().get().kind, today=TODAY)
    data_import.save()
    return data_import


def imported_rows(rows=(), statements=(), **fields) -> Import:
    """Rows and statements as the content files give them."""
    data = SeriesData(rows=list(rows), statements=list(statements))
    return imported(ContentTable(data), MAPPING, **fields)


def faults(data_import: Import) -> set[tuple]:
    """(row, column, value, rule)"""
    return set(data_import.faults.values_list("row", "column", "value", "rule"))


def rules(data_import: Import) -> list[str]:
    """The rules of the guard that were broken, in order of time."""
    return [finding["rule"] for finding in data_import.report["findings"]]
