"""Whether staged rows may stand in their series at all, by sets. What fails is never loaded.

`profile` looks at every row once: what may be wrong, which values there are, and their sums.
Only where something is wrong is it looked for row by row.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg.sql import SQL, Literal

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
PROFILE = """
SELECT place_id, country_from, documentation, manner, sex, age_group, count(*), sum(value),
    count(*) FILTER (WHERE precision <> 'exact'),
    count(*) FILTER (WHERE precision = 'exact' AND extract(doy FROM period_start) = 1),
    {wrong}
FROM returns_stagedobservation s WHERE data_import_id = {data_import}
GROUP BY place_id, country_from, documentation, manner, sex, age_group
"""
# Periods of what is alike, in order of time. The dimensions are the key after its two dates.
IN_ORDER = """
SELECT row, key, period_start, period_end,
    lag(period_start) OVER alike AS start_before, lag(period_end) OVER alike AS end_before,
    lag(row) OVER alike AS row_before
FROM returns_stagedobservation WHERE data_import_id = {data_import}
WINDOW alike AS (
    PARTITION BY hashtextextended(substr(key, 24), 0) ORDER BY period_start, period_end, row
)
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
    """Rows of one place and one value of each dimension."""

    place: int
    country_from: str
    documentation: str
    manner: str
    sex: str
    age_group: str
    rows: int
    total: int
    inexact: int
    since_january: int

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
    """Keep a fault for each rule that a staged row breaks; returns what rows there are."""
    rules = [*ALWAYS, *([OF_KIND[kind]] if kind in OF_KIND else [])]
    with connection.cursor() as cursor:
        known = {
            "data_import": Literal(data_import.pk),
            "earliest": Literal(EARLIEST),
            "today": Literal(today),
            "aggregators": SQL("{}::bigint[]").format(Literal(_aggregators(cursor))),
        }
        conditions = {rule: SQL(CONDITIONS[rule][2]).format(**known) for rule in rules}
        wrong = SQL(", ").join(
            SQL("count(*) FILTER (WHERE {})").format(condition) for condition in conditions.values()
        )
        cursor.execute(SQL(PROFILE).format(wrong=wrong, **known))
        rows = cursor.fetchall()
        groups = [Group(*row[:10]) for row in rows]
        counts = [sum(row[10 + number] for row in rows) for number in range(len(rules))]
        common = {
            "data_import": Literal(data_import.pk),
            "sheet": Literal(sheet),
        }
        staged = SQL("SELECT * FROM returns_stagedobservation WHERE data_import_id = {}").format(
            Literal(data_import.pk)
        )
        for rule, count in zip(rules, counts, strict=True):
            if count:
                target, value, _condition = CONDITIONS[rule]
                _keep(cursor, common, data_import, staged, rule, target, value, conditions[rule])
        in_order = SQL(IN_ORDER).format(**known)
        cursor.execute(
            SQL("SELECT bool_or({}), bool_or({}) FROM ({}) AS s").format(
                SQL(DUPLICATE), SQL(OVERLAP), in_order
            )
        )
        duplicates, overlaps = cursor.fetchone()
        if duplicates:
            _keep(
                cursor,
                common,
                data_import,
                in_order,
                "duplicate",
                "period_start",
                "period_start",
                SQL(DUPLICATE),
                "row_before::text",
            )
        if overlaps and kind == Kind.INTERVAL:
            _keep(
                cursor,
                common,
                data_import,
                in_order,
                "overlap",
                "period_start",
                "period_start",
                SQL(OVERLAP),
                "start_before || ' – ' || end_before",
            )
    return groups


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
