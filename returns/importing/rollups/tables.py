"""The working tables from which sums by groups of days are made. They last one refresh.

rollup_alike   what is alike: a number for each set of place and dimensions, with its span, and
               its size where every row was read
rollup_group   every week, month and year of two calendars, numbered in order
rollup_day     the group of each day
rollup_changed periods that the release changed, the totals that follow from them included
rollup_touched groups that are to be written again
rollup_count   counts of the release, and totals computed where no source states them
"""

from datetime import date

from psycopg.sql import SQL, Composable, Literal

from returns.groups import LONGEST, groups
from returns.models.rollups import Calendar

TABLES = ("alike", "group", "day", "changed", "touched", "count", "piece")
ALIKE = ("place_id", "country_from", "documentation", "manner", "sex", "age_group")
COLUMNS = SQL(", ").join(map(SQL, ALIKE))
LONGEST_OF_ALL = max(LONGEST.values())


def in_release(series: int, number: int) -> Composable:
    """The condition that a row of returns_observation is part of a release."""
    return SQL(
        "o.series_id = {series} AND o.from_release <= {number}"
        " AND (o.to_release IS NULL OR o.to_release > {number})"
    ).format(series=Literal(series), number=Literal(number))


def same(left: str, right: str, *without: str) -> Composable:
    """The condition that two tables are alike, but for the columns `without`."""
    return SQL(" AND ").join(
        SQL(f"{left}.{name} = {right}.{name}") for name in ALIKE if name not in without
    )


def drop(cursor) -> None:
    for name in TABLES:
        cursor.execute(SQL(f"DROP TABLE IF EXISTS pg_temp.rollup_{name}"))


def _create_alike(cursor) -> None:
    cursor.execute("DROP TABLE IF EXISTS pg_temp.rollup_alike")
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE rollup_alike (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            place_id bigint, country_from text, documentation text, manner text, sex text,
            age_group text, first date, last date, size bigint, shortest integer,
            longest integer, UNIQUE ({columns})
        ) ON COMMIT DROP
        """).format(columns=COLUMNS)
    )


def make_alike(cursor, series: int, number: int) -> None:
    """One pass over the rows of the release; also what its profile is made of."""
    _create_alike(cursor)
    cursor.execute(
        SQL("""
        INSERT INTO rollup_alike ({columns}, first, last, size, shortest, longest)
        SELECT {columns}, min(period_start), max(period_end), count(*),
            min(period_end - period_start + 1), max(period_end - period_start + 1)
        FROM returns_observation o WHERE {in_release} GROUP BY {columns}
        """).format(columns=COLUMNS, in_release=in_release(series, number))
    )
    cursor.execute("ANALYZE rollup_alike")


def walk_alike(cursor, series: int, number: int, *, longest: int) -> None:
    """The same with the spans alone, along the index from one set to the next: rows are not read.

    `longest` is the most days of a period in the release.
    """
    _create_alike(cursor)
    cursor.execute("SET LOCAL enable_nestloop = on")
    cursor.execute(
        SQL("""
        WITH RECURSIVE walk AS (
            (SELECT {columns} FROM returns_observation WHERE series_id = {series}
             ORDER BY {columns} LIMIT 1)
            UNION ALL
            SELECT next.* FROM walk w CROSS JOIN LATERAL (
                SELECT {columns} FROM returns_observation o
                WHERE o.series_id = {series} AND ({of_row}) > ({of_walk})
                ORDER BY {columns} LIMIT 1
            ) AS next
        )
        INSERT INTO rollup_alike ({columns}, first, last)
        SELECT {columns}, early.first, late.last
        FROM walk w
        CROSS JOIN LATERAL (
            SELECT min(o.period_start) AS first, max(o.period_start) AS newest
            FROM returns_observation o WHERE {in_release} AND {same}
        ) AS early
        CROSS JOIN LATERAL (
            SELECT max(o.period_end) AS last FROM returns_observation o
            WHERE {in_release} AND {same} AND o.period_start > early.newest - {longest}
        ) AS late
        WHERE early.first IS NOT NULL
        """).format(
            columns=COLUMNS,
            of_row=SQL(", ").join(SQL(f"o.{name}") for name in ALIKE),
            of_walk=SQL(", ").join(SQL(f"w.{name}") for name in ALIKE),
            series=Literal(series),
            in_release=in_release(series, number),
            same=same("w", "o"),
            longest=Literal(longest),
        )
    )
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute("ANALYZE rollup_alike")


def prepare(cursor) -> None:
    """Joins of whole sets: what a planner that knows no sizes takes for small is not."""
    cursor.execute("SET LOCAL work_mem = '192MB'")
    cursor.execute("SET LOCAL enable_nestloop = off")


def restore(cursor) -> None:
    cursor.execute("SET LOCAL work_mem TO DEFAULT")
    cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def span(cursor) -> tuple[date, date]:
    """The first and the last day of the release."""
    cursor.execute("SELECT min(first), max(last) FROM rollup_alike")
    return cursor.fetchone()


def make_groups(cursor, first, last, grains: list[str]) -> None:
    cursor.execute("""
        CREATE TEMP TABLE rollup_group (
            grain text, calendar text, number integer, first date, last date,
            PRIMARY KEY (grain, calendar, number)
        ) ON COMMIT DROP
    """)
    with cursor.copy("COPY rollup_group FROM STDIN") as copy:
        for grain in grains:
            for calendar in Calendar.values:
                for number, group in enumerate(groups(first, last, grain, calendar)):
                    copy.write_row((str(grain), calendar, number, group.first, group.last))
    cursor.execute("""
        CREATE TEMP TABLE rollup_day ON COMMIT DROP AS
        SELECT grain, calendar, number, first, last, day::date
        FROM rollup_group, generate_series(first, last, interval '1 day') AS day
    """)
    cursor.execute("ANALYZE rollup_group")
    cursor.execute("ANALYZE rollup_day")
