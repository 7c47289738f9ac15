"""Which groups of days a release changes."""

from datetime import date, timedelta

from psycopg.sql import SQL, Literal

from returns.sums import PARTS

from .tables import ALIKE, COLUMNS, LONGEST_OF_ALL, same
from .tables import span as whole_span


def make_changed(cursor, series: int, after: int, until: int) -> None:
    """Periods that any release after `after`, up to `until`, added, changed or removed."""
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE rollup_changed ON COMMIT DROP AS
        SELECT {columns}, period_start, period_end FROM returns_observation
        WHERE series_id = {series} AND from_release > {after} AND from_release <= {until}
        UNION
        SELECT {columns}, period_start, period_end FROM returns_observation
        WHERE series_id = {series} AND to_release > {after} AND to_release <= {until}
        """).format(
            columns=COLUMNS, series=Literal(series), after=Literal(after), until=Literal(until)
        )
    )
    for dimension, totals in PARTS.items():
        for total, parts in totals.items():
            others = SQL(", ").join(
                Literal(total) if name == dimension else SQL(name) for name in ALIKE
            )
            cursor.execute(
                SQL("""
                INSERT INTO rollup_changed SELECT DISTINCT {others}, period_start, period_end
                FROM rollup_changed WHERE {dimension} = ANY({parts})
                """).format(others=others, dimension=SQL(dimension), parts=Literal(list(parts)))
            )
    # What was removed for good is alike with nothing that is left.
    cursor.execute(
        SQL("""
        INSERT INTO rollup_alike ({columns}, size) SELECT DISTINCT {columns}, 0
        FROM rollup_changed ON CONFLICT DO NOTHING
        """).format(columns=COLUMNS)
    )


def span(cursor, longest: int) -> tuple[date, date] | None:
    """The days whose groups are needed; None where nothing changed.

    A touched group reaches no further than a year, and a count into it no further than the
    `longest` days of a period.
    """
    cursor.execute("SELECT min(period_start), max(period_end) FROM rollup_changed")
    first, last = cursor.fetchone()
    if first is None:
        return None
    reach = timedelta(days=LONGEST_OF_ALL + min(longest, LONGEST_OF_ALL))
    whole = whole_span(cursor)
    return max(min(first, whole[0]), first - reach), min(max(last, whole[1]), last + reach)


def make_touched(cursor) -> None:
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE rollup_touched ON COMMIT DROP AS
        SELECT DISTINCT a.id AS alike, g.grain, g.calendar, g.number, g.first, g.last
        FROM rollup_changed c
        JOIN rollup_alike a ON {same}
        JOIN rollup_day s ON s.day = c.period_start
        JOIN rollup_day e ON e.day = c.period_end AND e.grain = s.grain AND e.calendar = s.calendar
        CROSS JOIN generate_series(s.number, e.number) AS n
        JOIN rollup_group g ON g.grain = s.grain AND g.calendar = s.calendar AND g.number = n
        WHERE c.period_end - c.period_start < {longest}
        """).format(same=same("a", "c"), longest=Literal(LONGEST_OF_ALL))
    )
    cursor.execute("ANALYZE rollup_touched")


def remove_touched(cursor, series: int) -> None:
    """Each is looked up in the index: the planner would read all sums of the series instead."""
    cursor.execute("SET LOCAL enable_nestloop = on")
    cursor.execute(
        SQL("""
        DELETE FROM returns_rollup WHERE ctid = ANY (ARRAY(
            SELECT r.ctid FROM rollup_touched t JOIN rollup_alike a ON a.id = t.alike
            CROSS JOIN LATERAL (
                SELECT r.ctid FROM returns_rollup r
                WHERE r.series_id = {series} AND r.grain = t.grain AND r.calendar = t.calendar
                    AND {same} AND r.period_start = t.first
                OFFSET 0
            ) AS r
        ))
        """).format(series=Literal(series), same=same("r", "a"))
    )
    cursor.execute("SET LOCAL enable_nestloop = off")
