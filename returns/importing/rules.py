"""Whether staged rows may stand in their series at all, by sets. What fails is never loaded.

Periods are few and looked at by themselves; every row of `typed` is looked at once: what may be
wrong, which values there are, and their sums. Only where something is wrong is it looked for row
by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg.sql import SQL, Composable, Literal

from returns.models import Import
from returns.models.dimensions import Kind

from .mapping import column_of

EARLIEST = date(1979, 1, 1)
# A series may count days that are over only.
ALWAYS = ("period_order", "period_bounds", "unplotted_reason", "aggregator_drawn", "doubtful_drawn")
OF_KIND = {Kind.CUMULATIVE: "not_1_january", Kind.STOCK: "not_one_day"}
# rule → (target whose column is named, what of the row is shown, the condition)
CONDITIONS = {
    "period_order": ("period_end", "s.period_end", "s.period_end < s.period_start"),
    "period_bounds": (
        "period_start",
        "s.period_start || ' – ' || s.period_end",
        "(s.period_start < {earliest} OR s.period_end > {today})",
    ),
    "unplotted_reason": ("plot", "''", "NOT s.plot AND s.not_plotted_reason = ''"),
    "aggregator_drawn": ("plot", "''", "s.plot AND s.source_id = ANY({aggregators})"),
    "doubtful_drawn": ("plot", "''", "s.plot AND s.confidence = 'low'"),
    "not_1_january": (
        "period_start",
        "s.period_start",
        "extract(doy FROM s.period_start) <> 1",
    ),
    "not_one_day": ("period_end", "s.period_end", "s.period_start <> s.period_end"),
}
# What the days of a period alone decide.
OF_PERIOD = {"period_order", "period_bounds", "not_1_january", "not_one_day"}
PERIODS = "SELECT {wrong} FROM period s"
# Counts of intervals are added; of others the last one says how things stand.
ADDED = "sum(value)::numeric"
LAST = "(max(ARRAY[p.period_end - DATE '1900-01-01', value]))[2]::numeric"
SUMS = """
CREATE TEMP TABLE sums ON COMMIT DROP AS
SELECT alike, count(*) AS rows, {total} AS total, {wrong}
FROM typed s {periods} GROUP BY alike
"""
GROUPS = """
SELECT a.place_id, a.country_from, a.documentation, a.manner, a.sex, a.age_group
FROM sums JOIN alike a ON a.number = sums.alike
"""
# Two counts of what is alike and of one period, and periods that overlap at all: where there are
# none, nothing needs to be put in order.
TWICE = "SELECT count(*) <> count(DISTINCT period::bigint << 32 | alike) FROM typed"
OVERLAPPING = """
SELECT bool_or(period_start <= before) FROM (
    SELECT period_start, max(period_end) OVER (
        ORDER BY period_start, period_end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before
    FROM period
) AS s
"""
# Periods of what is alike, in order of time.
IN_ORDER = """
SELECT t.row, p.period_start, p.period_end,
    lag(p.period_start) OVER alike AS start_before, lag(p.period_end) OVER alike AS end_before,
    lag(t.row) OVER alike AS row_before
FROM typed t JOIN period p ON p.number = t.period
WINDOW alike AS (PARTITION BY t.alike ORDER BY p.period_start, p.period_end, t.row)
"""
DUPLICATE = "period_start = start_before AND period_end = end_before"
OVERLAP = "period_start <= end_before AND NOT (" + DUPLICATE + ")"
FAULTS = """
INSERT INTO returns_importfault (data_import_id, sheet, row, "column", value, rule, detail)
SELECT {data_import}, {sheet}, row, {column}, {value}, {rule}, {detail}
FROM ({rows}) AS s WHERE {condition} ORDER BY row
"""


@dataclass(frozen=True)
class Group:
    """Of which place and which value of each dimension there are rows."""

    place: int
    country_from: str
    documentation: str
    manner: str
    sex: str
    age_group: str

    @property
    def dimensions(self) -> tuple:
        return (
            self.place,
            self.country_from,
            self.documentation,
            self.manner,
            self.sex,
            self.age_group,
        )


def check(data_import: Import, *, sheet: str, kind: str, today: date) -> list[Group]:
    """Keep a fault for each rule that a typed row breaks; returns what rows there are.

    Makes `sums` (alike, rows, total) beside `typed`.
    """
    rules = [*ALWAYS, *([OF_KIND[kind]] if kind in OF_KIND else [])]
    with connection.cursor() as cursor:
        known = {
            "earliest": Literal(EARLIEST),
            "today": Literal(today),
            "aggregators": SQL("{}::bigint[]").format(Literal(_aggregators(cursor))),
        }
        conditions = {rule: SQL(CONDITIONS[rule][2]).format(**known) for rule in rules}
        groups = _groups(cursor, kind, conditions)
        common = {"data_import": Literal(data_import.pk), "sheet": Literal(sheet)}
        staged = SQL("SELECT * FROM returns_stagedobservation WHERE data_import_id = {}").format(
            Literal(data_import.pk)
        )
        for rule in _broken(cursor, conditions):
            target, value, _condition = CONDITIONS[rule]
            _keep(cursor, common, data_import, staged, rule, target, value, conditions[rule])
        in_order = SQL(IN_ORDER)
        for rule, condition, before in _out_of_order(cursor, kind):
            _keep(
                cursor,
                common,
                data_import,
                in_order,
                rule,
                "period_start",
                "period_start",
                SQL(condition),
                before,
            )
    return groups


def _groups(cursor, kind: str, conditions: dict[str, Composable]) -> list[Group]:
    wrong = [
        SQL("bool_or({}) AS {}").format(condition, SQL(rule))
        for rule, condition in conditions.items()
        if rule not in OF_PERIOD
    ]
    last = kind != Kind.INTERVAL
    cursor.execute("DROP TABLE IF EXISTS pg_temp.sums")
    cursor.execute(
        SQL(SUMS).format(
            total=SQL(LAST if last else ADDED),
            wrong=SQL(", ").join(wrong),
            periods=SQL("JOIN period p ON p.number = s.period" if last else ""),
        )
    )
    cursor.execute(GROUPS)
    return [Group(*row) for row in cursor.fetchall()]


def _broken(cursor, conditions: dict[str, Composable]) -> list[str]:
    """The rules that some row, or the period of some row, breaks."""
    of_period = [rule for rule in conditions if rule in OF_PERIOD]
    wrong = [SQL("bool_or({})").format(conditions[rule]) for rule in of_period]
    cursor.execute(SQL(PERIODS).format(wrong=SQL(", ").join(wrong)))
    found = dict(zip(of_period, cursor.fetchone(), strict=True))
    of_row = [rule for rule in conditions if rule not in OF_PERIOD]
    cursor.execute(
        "SELECT {} FROM sums".format(", ".join(f"bool_or({rule})" for rule in of_row))  # noqa: S608
    )
    found |= zip(of_row, cursor.fetchone(), strict=True)
    return [rule for rule in conditions if found[rule]]


def _out_of_order(cursor, kind: str) -> Iterator[tuple[str, str, str]]:
    """(rule, condition on rows in order, what the reader is told of the row before)."""
    cursor.execute(TWICE)
    duplicates = cursor.fetchone()[0]
    overlaps = False
    if kind == Kind.INTERVAL:
        cursor.execute(OVERLAPPING)
        overlaps = cursor.fetchone()[0]
    if overlaps:
        cursor.execute(SQL("SELECT bool_or({}) FROM ({}) AS s").format(SQL(OVERLAP), SQL(IN_ORDER)))
        overlaps = cursor.fetchone()[0]
    if duplicates:
        yield "duplicate", DUPLICATE, "row_before::text"
    if overlaps:
        yield "overlap", OVERLAP, "start_before || ' – ' || end_before"


def _keep(cursor, common, data_import, rows, rule, target, value, condition, detail="''") -> None:
    cursor.execute(
        SQL(FAULTS).format(
            rows=rows,
            rule=Literal(rule),
            column=Literal(column_of(data_import.mapping, target)[:200]),
            value=SQL("({})::text").format(SQL(value)),
            condition=condition,
            detail=SQL(detail),
            **common,
        )
    )


def _aggregators(cursor) -> list[int]:
    cursor.execute("SELECT id FROM returns_source WHERE level = 'X'")
    return [number for (number,) in cursor.fetchall()]
