"""Cells of the incoming rows, each typed once for all rows that hold the same text.

cells   (slot, raw, …): what the text `raw` means where `slot` says how to read it, or the rule
        that it breaks
A slot is one target read from one column, or one constant.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from psycopg.sql import SQL, Composable, Literal

from .incoming import column
from .mapping import MAY_BE_BLANK, Cell

KINDS = {
    "period": "period",
    "period_start": "day",
    "period_end": "day",
    "period_days": "days",
    "place": "place",
    "value": "count",
    "base_value": "count",
    "part_value": "count",
    "printed": "decimal",
    "note": "text",
    "not_plotted_reason": "text",
    "source_name": "text",
    "source_publisher": "text",
    "source_url": "address",
    "source_published": "partial",
    "source_quoted": "text",
}
LENGTHS = {
    "note": 500,
    "not_plotted_reason": 500,
    "source_name": 300,
    "source_publisher": 160,
    "source_url": 500,
    "source_published": 10,
    "source_quoted": 80,
}
# A blank cell in one of these says that there is no such number.
OPTIONAL = {"value", "base_value", "part_value", "printed", "base", "what"}
PLAIN_COUNT = "^[0-9]{1,15}$"


class Dates(NamedTuple):
    """How the dates of a file are read; "" where the dates themselves show it."""

    order: str = ""
    calendar: str = ""


@dataclass
class Slot:
    """`bad` once texts of it break a rule; `odd` where only some of its texts are in `cells`.

    `texts` is the table that has its column with every text of it.
    """

    number: int
    target: str
    cell: Cell
    required: bool
    column_name: str
    bad: bool = False
    odd: bool = False
    inline: bool = False
    constant: dict = field(default_factory=dict)
    texts: str = "incoming"

    @property
    def kind(self) -> str:
        return KINDS.get(self.target, "word")

    @property
    def is_constant(self) -> bool:
        return self.cell.column is None

    @property
    def raw(self) -> Composable:
        return SQL("i.{}").format(column(self.cell.column))

    @property
    def alias(self) -> Composable:
        return SQL(f"k{self.number}")

    def given(self) -> Composable:
        """The texts to be understood, each once, as (raw, said)."""
        if self.is_constant:
            return SQL("(SELECT {0}::text AS raw, {0}::text AS said)").format(
                Literal(self.cell.constant)
            )
        said = SQL("raw")
        if self.cell.empty is not None:
            said = SQL("CASE WHEN btrim(raw) = '' THEN {} ELSE raw END").format(
                Literal(self.cell.empty)
            )
        where = SQL("")
        if self.kind == "count":
            where = SQL("WHERE raw !~ {plain}").format(plain=Literal(PLAIN_COUNT))
        return SQL(
            "(SELECT raw, {said} AS said FROM"
            " (SELECT DISTINCT {raw} AS raw FROM {texts} i OFFSET 0) AS d {where})"
        ).format(said=said, raw=self.raw, texts=SQL(self.texts), where=where)

    def join(self) -> Composable:
        """What brings the meaning of the cell to the row `i`."""
        if self.is_constant or self.inline or (self.kind == "count" and not self.odd):
            return SQL("")
        how = SQL("LEFT JOIN" if self.odd else "JOIN")
        return SQL(" {how} cells {k} ON {k}.slot = {number} AND {k}.raw = {raw}").format(
            how=how, k=self.alias, number=Literal(self.number), raw=self.raw
        )

    def get(self, name: str) -> Composable:
        """One of word, id, day, day_end, iso, iso_end, number as an expression for the row."""
        if self.is_constant:
            return Literal(self.constant.get(name))
        if self.inline:
            return SQL("btrim({})").format(self.raw)
        if self.kind == "count":
            plain = SQL("{}::bigint").format(self.raw)
            if not self.odd:
                return plain
            # What is a plain number has no cell of its own.
            return SQL("CASE WHEN {k}.raw IS NULL THEN {value} ELSE {k}.number::bigint END").format(
                value=plain, k=self.alias
            )
        return SQL("{k}.{name}").format(k=self.alias, name=SQL(name))

    def good(self) -> Composable | None:
        """The condition that the cell breaks no rule; None where none of them does."""
        if not self.bad:
            return None
        if self.is_constant:
            return SQL("false")
        return SQL("{k}.rule IS NULL").format(k=self.alias)


class Slots:
    """The slots of one import, each pair of target and cell once."""

    def __init__(self, header: list[str]):
        self.header = header
        self.all: dict[tuple, Slot] = {}

    def of(self, target: str, cell: Cell, *, required: bool = False) -> Slot:
        # Two ends of a period that stand in one column are one date.
        name = (KINDS.get(target) if KINDS.get(target) == "day" else target, cell, required)
        if name not in self.all:
            shown = target if cell.column is None else self.header[cell.column]
            blank = target in MAY_BE_BLANK or target in OPTIONAL
            self.all[name] = Slot(len(self.all), target, cell, required or not blank, shown)
        return self.all[name]
