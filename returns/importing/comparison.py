"""Staged rows against the open rows of their series: what a release of them would change."""

from django.db import connection
from psycopg.sql import SQL, Literal

from returns.models import Import, Release
from returns.models.dimensions import Kind

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


PREVIEW = """
SELECT count(*) FILTER (WHERE o.id IS NULL),
    count(*) FILTER (WHERE o.id IS NOT NULL AND NOT ({same})), count(o.id)
FROM returns_stagedobservation s
LEFT JOIN returns_observation o
    ON o.series_id = {series} AND o.to_release IS NULL AND o.key = s.key COLLATE "default"
WHERE s.data_import_id = {data_import}
"""
# Counts of intervals are added; of others the last one says how things stand.
TOTALS = """
SELECT p.slug, t.* FROM (
    SELECT {dimensions}, sum(before) AS before, sum(after) AS after,
        sum(rows_before)::bigint AS rows_before, sum(rows_after)::bigint AS rows_after
    FROM (
        SELECT {dimensions}, {total} AS before, NULL::numeric AS after, count(*) AS rows_before,
            0 AS rows_after
        FROM returns_observation WHERE series_id = {series} AND to_release IS NULL
        GROUP BY {dimensions}
        UNION ALL
        SELECT {dimensions}, NULL, {total}, 0, count(*)
        FROM returns_stagedobservation WHERE data_import_id = {data_import} GROUP BY {dimensions}
    ) AS either GROUP BY {dimensions}
) AS t JOIN returns_place p ON p.id = t.place_id
ORDER BY abs(coalesce(after, 0) - coalesce(before, 0)) DESC, p.slug, {dimensions}
LIMIT {most}
"""
ADDED = "sum(value)::numeric"
LAST = "(max(ARRAY[period_end - DATE '1900-01-01', value]))[2]::numeric"


def preview(data_import: Import, *, kind: str) -> dict:
    """{"preview": {"added", "changed", "removed", "unchanged"}, "totals": [{…}]}."""
    known = {"series": Literal(data_import.series_id), "data_import": Literal(data_import.pk)}
    with connection.cursor() as cursor:
        cursor.execute(SQL(PREVIEW).format(same=_same(FIELDS), **known))
        added, changed, matched = cursor.fetchone()
        cursor.execute(
            SQL(
                "SELECT count(*) FROM returns_observation"
                " WHERE series_id = {series} AND to_release IS NULL"
            ).format(**known)
        )
        removed = cursor.fetchone()[0] - matched
        cursor.execute(
            SQL(TOTALS).format(
                dimensions=SQL(", ").join(map(SQL, DIMENSIONS)),
                total=SQL(ADDED if kind == Kind.INTERVAL else LAST),
                most=Literal(MOST_TOTALS),
                **known,
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
            "removed": removed,
            "unchanged": matched - changed,
        },
        "totals": totals,
    }


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
