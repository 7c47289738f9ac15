"""Each different row of some columns of `incoming`, once.

What belongs together is understood from these few rows, and not from a million: the columns of a
period, those of place and dimensions, those of a source.
"""

from collections.abc import Iterable

from psycopg.sql import SQL

from .incoming import column
from .slots import Slot


class Texts:
    """Makes a working table for each set of columns, which has them under their own names."""

    def __init__(self, cursor):
        self.cursor = cursor
        self._made: dict[tuple[int, ...], str] = {}

    def of(self, slots: Iterable[Slot]) -> str:
        """The table of the columns that `slots` are read from; one row where they are constants."""
        columns = columns_of(slots)
        if not columns:
            return "(SELECT)"
        if columns not in self._made:
            name = f"texts_{len(self._made)}"
            self.cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            self.cursor.execute(
                SQL(
                    "CREATE TEMP TABLE {name} ON COMMIT DROP AS SELECT DISTINCT {columns}"
                    " FROM incoming"
                ).format(name=SQL(name), columns=SQL(", ").join(map(column, columns)))
            )
            self._made[columns] = name
        return self._made[columns]

    def gather(self, slots: Iterable[Slot]) -> None:
        """Have the cells of these slots understood from their common table."""
        table = self.of(slots)
        for slot in slots:
            if not slot.is_constant:
                slot.texts = table


def columns_of(slots: Iterable[Slot]) -> tuple[int, ...]:
    return tuple(sorted({slot.cell.column for slot in slots if not slot.is_constant}))
