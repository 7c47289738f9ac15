"""Staged rows against the open rows of their series: what a release of them would change."""

from django.db import connection
from psycopg.sql import SQL, Literal

from returns.models import Import, Release
from returns.models.dimensions import Kind

from .rules import ADDED, LAST

# Of the totals kept for the preview: those that change most.
MOST_TOTALS = 200
FIELDS = (
    "value",
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
    "source_id",
)
COLUMNS = (
    "key",
    "period_start",
    "period_end",
    "place_id",
    "country_from",
    "documentation",
    "manner",
    "sex",
    "age_group",
    *FIELDS,
)
SAID = ("what", "printed", "base", "base_value", "part_value", "note", "source_id")
DIMENSIONS = COLUMNS[3:9]


def _same(fields: tuple[str, ...]) -> SQL:
    return SQL(" AND ").join(SQL(f"o.{name} IS NOT DISTINCT FROM s.{name}") for name in fields)


# The open rows of the series with the numbers that `typed` has for period and likeness.
LIVE = """
CREATE TEMP TABLE live ON COMMIT DROP AS
SELECT a.number AS alike, p.number AS period, o.period_end - o.period_start + 1 AS days,
    o.period_end, {fields}
FROM returns_observation o
LEFT JOIN alike a ON a.tail = substr(o.key, 23) COLLATE "C"
LEFT JOIN period p ON p.period_start = o.period_start AND p.period_end = o.period_end
WHERE o.series_id = {series} AND o.to_release IS NULL
"""
# What only the open rows have.
GONE = """
INSERT INTO alike (place_id, country_from, documentation, manner, sex, age_group, tail)
SELECT DISTINCT place_id, country_from, documentation, manner, sex, age_group,
    substr(key, 23) COLLATE "C"
FROM returns_observation WHERE series_id = {series} AND to_release IS NULL ON CONFLICT DO NOTHING
"""
# The typed rows that are not open already just as they are.
FRESH = """
CREATE TEMP TABLE fresh ON COMMIT DROP AS
SELECT s.alike, s.period, s.value, s.source_id, o.alike IS NULL AS is_new, o.value AS before,
    p.period_end - p.period_start + 1 AS days
FROM typed s
LEFT JOIN live o ON o.alike = s.alike AND o.period = s.period
JOIN period p ON p.number = s.period
WHERE o.alike IS NULL OR NOT ({same})
"""
TOTALS = """
SELECT p.slug, {dimensions}, before, after, rows_before, rows_after FROM (
    SELECT alike, sum(before) AS before, sum(after) AS after,
        sum(rows_before)::bigint AS rows_before, sum(rows_after)::bigint AS rows_after
    FROM (
        SELECT alike, {total} AS before, NULL::numeric AS after, count(*) AS rows_before,
            0 AS rows_after
        FROM live p GROUP BY alike
        UNION ALL
        SELECT alike, NULL, total, 0, rows FROM sums
    ) AS either GROUP BY alike
) AS t JOIN alike a ON a.number = t.alike JOIN returns_place p ON p.id = a.place_id
ORDER BY abs(coalesce(after, 0) - coalesce(before, 0)) DESC, p.slug, {dimensions}
LIMIT {most}
"""


def preview(data_import: Import, *, kind: str) -> dict:
    """{"preview": {"added", "changed", "removed", "unchanged"}, "totals": [{…}]}.

    Reads what `typed` and `rules` have made; makes `live` and `fresh` beside it.
    """
    with connection.cursor() as cursor:
        open_rows = _set_beside(cursor, data_import.series_id)
        added = differing = data_import.rows_total
        if open_rows:
            cursor.execute("SELECT count(*) FILTER (WHERE is_new), count(*) FROM fresh")
            added, differing = cursor.fetchone()
        unchanged = data_import.rows_total - differing
        changed = differing - added
        cursor.execute(
            SQL(TOTALS).format(
                dimensions=SQL(", ").join(map(SQL, DIMENSIONS)),
                total=SQL(ADDED if kind == Kind.INTERVAL else LAST),
                most=Literal(MOST_TOTALS),
            )
        )
        counted = ("before", "after", "rows_before", "rows_after")
        names = ("place", "place_id", *DIMENSIONS[1:], *counted)
        totals = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for total in totals:
        del total["place_id"]
        for name in ("before", "after"):
            total[name] = None if total[name] is None else int(total[name])
    return {
        "preview": {
            "added": added,
            "changed": changed,
            "removed": open_rows - changed - unchanged,
            "unchanged": unchanged,
        },
        "totals": totals,
    }


def _set_beside(cursor, series: int) -> int:
    """Make `live`, and `fresh` where any rows are open; returns how many are."""
    known = {"series": Literal(series), "fields": SQL(", ").join(SQL(f"o.{f}") for f in FIELDS)}
    for again in (False, True):
        cursor.execute("DROP TABLE IF EXISTS pg_temp.live")
        cursor.execute(SQL(LIVE).format(**known))
        open_rows = cursor.rowcount
        cursor.execute("SELECT EXISTS (SELECT 1 FROM live WHERE alike IS NULL)")
        if again or not cursor.fetchone()[0]:
            break
        cursor.execute(SQL(GONE).format(**known))
    cursor.execute("DROP TABLE IF EXISTS pg_temp.fresh")
    if open_rows:
        cursor.execute("ANALYZE live")
        cursor.execute(SQL(FRESH).format(same=_same(FIELDS)))
    return open_rows


CLOSE = """
UPDATE {table} o SET to_release = {number}
WHERE o.series_id = {series} AND o.to_release IS NULL AND NOT EXISTS (
    SELECT 1 FROM {staged} s
    WHERE s.data_import_id = {data_import} AND {name} AND {same}
)
"""
ADD = """
INSERT INTO {table} (series_id, from_release, {columns})
SELECT {series}, {number}, {columns} FROM (
    SELECT DISTINCT ON ({unique}) * FROM {staged} WHERE data_import_id = {data_import}
    ORDER BY {unique}, row DESC
) AS s WHERE NOT EXISTS (
    SELECT 1 FROM {table} o
    WHERE o.series_id = {series} AND o.to_release IS NULL AND {name}
)
"""
OBSERVATION_NAME = 'o.key = s.key COLLATE "default"'
STATEMENT_NAME = (
    'o.observation_key = s.observation_key COLLATE "default" AND o.what = s.what'
    " AND o.printed = s.printed"
    " AND o.source_id = s.source_id"
)


def apply(data_import: Import, release: Release) -> None:
    """Make the staged rows those of `release`, which is open: only what differs is written.

    Call it inside the transaction that publishes the release.
    """
    for table, staged, name, unique, columns, fields in (
        (
            "observation",
            "stagedobservation",
            OBSERVATION_NAME,
            ("key",),
            COLUMNS,
            FIELDS,
        ),
        (
            "printedstatement",
            "stagedstatement",
            STATEMENT_NAME,
            ("observation_key", "what", "printed", "source_id"),
            ("observation_key", *SAID),
            ("base", "base_value", "part_value", "note"),
        ),
    ):
        parts = {
            "table": SQL(f"returns_{table}"),
            "staged": SQL(f"returns_{staged}"),
            "name": SQL(name),
            "unique": SQL(", ").join(map(SQL, unique)),
            "columns": SQL(", ").join(map(SQL, columns)),
            "same": _same(fields),
            "series": Literal(release.document_id),
            "number": Literal(release.number),
            "data_import": Literal(data_import.pk),
        }
        with connection.cursor() as cursor:
            # Rows that the statement itself adds must not be looked through for each next one.
            cursor.execute("SET LOCAL enable_nestloop = 'off'")
            cursor.execute(SQL(CLOSE).format(**parts))
            cursor.execute(SQL(ADD).format(**parts))
            cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def go_back(release: Release, earlier: Release) -> None:
    """Make the rows of `earlier` those of `release`, which is open and newer."""
    for table, columns in (
        ("observation", COLUMNS),
        ("printedstatement", ("observation_key", *SAID)),
    ):
        parts = {
            "table": SQL(f"returns_{table}"),
            "columns": SQL(", ").join(map(SQL, columns)),
            "series": Literal(release.document_id),
            "number": Literal(release.number),
            "earlier": Literal(earlier.number),
        }
        with connection.cursor() as cursor:
            cursor.execute(SQL(CLOSE_SINCE).format(**parts))
            cursor.execute(SQL(OPEN_AGAIN).format(**parts))


CLOSE_SINCE = """
UPDATE {table} SET to_release = {number}
WHERE series_id = {series} AND to_release IS NULL AND from_release > {earlier}
"""
OPEN_AGAIN = """
INSERT INTO {table} (series_id, from_release, {columns})
SELECT series_id, {number}, {columns} FROM {table}
WHERE series_id = {series} AND from_release <= {earlier} AND to_release > {earlier}
    AND to_release <= {number}
"""
