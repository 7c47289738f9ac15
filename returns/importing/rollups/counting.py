"""From observations to the sums of each group of days."""

from psycopg.sql import SQL, Literal

from returns.groups import LONGEST
from returns.models.rollups import Calendar, Grain
from returns.sums import PARTS

from .tables import ALIKE, COLUMNS, LONGEST_OF_ALL, in_release, same

# The rule of returns.sums.precision_of_sum.
PRECISION = SQL("""CASE
    WHEN max(nullif(precision, 'exact')) IS NULL THEN 'exact'
    WHEN max(nullif(precision, 'exact')) = min(nullif(precision, 'exact'))
    THEN max(nullif(precision, 'exact'))
    ELSE 'about' END""")


def make_counts(
    cursor, series: int, number: int, *, grains: list[Grain], longest: int, touched: bool
) -> None:
    """Counts short enough for any group; with `touched` only those that reach into one of `grains`.

    The counts from which a touched total is computed come with it. `longest` is the most days
    of a period in the release.
    """
    if touched:
        # A few rows of many, which the index finds.
        cursor.execute("SET LOCAL enable_nestloop = on")
    source = SQL("returns_observation o JOIN rollup_alike a ON {same}").format(same=same("a", "o"))
    once = SQL("")
    if touched:
        once = SQL("DISTINCT ON (o.id)")
        source = SQL("""(
            SELECT id, lower(span) AS first, upper(span) AS after FROM (
                SELECT part.id, unnest(range_agg(daterange(t.first, t.last, '[]'))) AS span
                FROM (
                    SELECT DISTINCT alike, first, last FROM rollup_touched
                    WHERE grain = ANY({grains})
                ) AS t
                JOIN rollup_alike total ON total.id = t.alike
                JOIN rollup_alike part ON {family}
                GROUP BY part.id
            ) AS spans
        ) AS span
        JOIN rollup_alike a ON a.id = span.id
        -- Looked up for each span: else the planner would have all rows of what is alike.
        CROSS JOIN LATERAL (
            SELECT o.* FROM returns_observation o
            WHERE {in_release} AND {same} AND o.period_end >= span.first
                AND o.period_start < span.after AND o.period_start > span.first - {longest}
            OFFSET 0
        ) AS o
        """).format(
            in_release=in_release(series, number),
            grains=Literal([str(grain) for grain in grains]),
            family=same("total", "part", *PARTS),
            same=same("a", "o"),
            longest=Literal(min(longest, LONGEST_OF_ALL)),
        )
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE rollup_count ON COMMIT DROP AS
        SELECT {once} a.id AS alike, o.id AS observation_id, o.period_start, o.period_end,
            o.value, o.precision::text AS precision, o.plot, 1::bigint AS observations
        FROM {source}
        WHERE {in_release} AND o.period_end - o.period_start < {longest}
        """).format(
            once=once,
            source=source,
            in_release=in_release(series, number),
            longest=Literal(LONGEST_OF_ALL),
        )
    )
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute("ANALYZE rollup_count")


def add_totals(cursor, dimension: str, total: str, parts: tuple[str, ...]) -> None:
    """A total that no source states, of the periods for which every part may be drawn."""
    others = SQL(", ").join(Literal(total) if name == dimension else SQL(name) for name in ALIKE)
    cursor.execute(
        SQL("""
        INSERT INTO rollup_alike ({columns}, size) SELECT DISTINCT {others}, 0
        FROM rollup_alike WHERE {dimension} = ANY({parts}) ON CONFLICT DO NOTHING
        """).format(
            columns=COLUMNS,
            others=others,
            dimension=SQL(dimension),
            parts=Literal(list(parts)),
        )
    )
    cursor.execute(
        SQL("""
        INSERT INTO rollup_count
        SELECT of.total, NULL, period_start, period_end, sum(value), {precision}, TRUE, count(*)
        FROM rollup_count c
        JOIN (
            SELECT one.id, total.id AS total, one.{dimension} = {total} AS stated
            FROM rollup_alike one JOIN rollup_alike total
                ON total.{dimension} = {total} AND {same}
            WHERE one.{dimension} = {total} OR one.{dimension} = ANY({parts})
                -- Where every day of a part has its total, none is missing.
                AND (total.longest = 1 AND total.size = total.last - total.first + 1
                    AND one.longest = 1 AND one.first >= total.first AND one.last <= total.last
                ) IS NOT TRUE
        ) AS of ON of.id = c.alike
        WHERE of.stated OR (c.plot AND c.observation_id IS NOT NULL)
        GROUP BY of.total, period_start, period_end
        HAVING count(*) = {number} AND NOT bool_or(of.stated)
        """).format(
            precision=PRECISION,
            dimension=SQL(dimension),
            parts=Literal(list(parts)),
            total=Literal(total),
            same=same("total", "one", dimension),
            number=Literal(len(parts)),
        )
    )


def make_pieces(cursor, grains: list[str], *, single_days: bool) -> None:
    """Each count with the first of its days that no earlier one of its like has covered.

    A count that is too long for a grain covers nothing there. With `single_days` every count
    is of one day, which none of its like can share: then nothing needs to be put in order.
    """
    first = SQL("period_start AS fresh_{grain}")
    if not single_days:
        first = SQL("""GREATEST(period_start, 1 + max(period_end)
            FILTER (WHERE period_end - period_start < {days}) OVER earlier) AS fresh_{grain}
        """)
    fresh = [first.format(days=Literal(LONGEST[grain]), grain=SQL(str(grain))) for grain in grains]
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE rollup_piece ON COMMIT DROP AS SELECT *, {fresh} FROM rollup_count
        WINDOW earlier AS (
            PARTITION BY alike ORDER BY period_start, period_end
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
        """).format(fresh=SQL(", ").join(fresh))
    )
    cursor.execute("ANALYZE rollup_piece")


def add_rollups(cursor, series: int, grain: Grain, calendar: Calendar, *, touched: bool) -> None:
    """The sums of one grain and calendar, of all its groups or of those that are touched."""
    only = SQL("")
    if touched:
        only = SQL("""JOIN rollup_touched t ON t.alike = sums.alike AND t.number = sums.number
            AND t.grain = g.grain AND t.calendar = g.calendar""")
    cursor.execute(
        SQL("""
        INSERT INTO returns_rollup (series_id, grain, calendar, period_start, period_end,
            {columns}, value, precision, observations, days_counted, plot, observation_id)
        SELECT {series}, g.grain, g.calendar, g.first, g.last, {columns}, sums.value,
            sums.precision, sums.observations, sums.days, sums.plot,
            CASE WHEN sums.observations = 1 THEN sums.observation_id END
        FROM (
            SELECT alike, number, sum(value) AS value, {precision} AS precision,
                sum(observations) AS observations, sum(days) AS days, bool_and(plot) AS plot,
                min(observation_id) AS observation_id
            FROM (
                -- A count is of the group in which its period ends.
                SELECT alike, e.number, value, precision, observations, plot, observation_id,
                    GREATEST(0, period_end - GREATEST({fresh}, e.first) + 1) AS days
                FROM rollup_piece p JOIN rollup_day e ON e.day = p.period_end
                    AND e.grain = {grain} AND e.calendar = {calendar}
                WHERE p.period_end - p.period_start < {longest}
                UNION ALL
                -- Its days before that group are days of theirs.
                SELECT alike, g.number, 0, NULL, 0, NULL, NULL,
                    LEAST(period_end, g.last) - GREATEST({fresh}, g.first) + 1
                FROM rollup_piece p
                JOIN rollup_day s ON s.day = p.period_start
                    AND s.grain = {grain} AND s.calendar = {calendar}
                JOIN rollup_day e ON e.day = p.period_end
                    AND e.grain = {grain} AND e.calendar = {calendar}
                CROSS JOIN generate_series(s.number, e.number - 1) AS n
                JOIN rollup_group g ON g.grain = {grain} AND g.calendar = {calendar}
                    AND g.number = n AND g.last >= {fresh}
                WHERE p.period_end > p.period_start AND p.period_end - p.period_start < {longest}
                    AND s.number < e.number
            ) AS days GROUP BY alike, number HAVING sum(observations) > 0
        ) AS sums
        JOIN rollup_group g ON g.grain = {grain} AND g.calendar = {calendar}
            AND g.number = sums.number
        JOIN rollup_alike a ON a.id = sums.alike
        {only}
        """).format(
            columns=COLUMNS,
            series=Literal(series),
            precision=PRECISION,
            fresh=SQL(f"fresh_{grain}"),
            grain=Literal(str(grain)),
            calendar=Literal(str(calendar)),
            longest=Literal(LONGEST[grain]),
            only=only,
        )
    )


def add_from_months(
    cursor, series: int, grain: Grain, calendar: Calendar, *, touched: bool
) -> None:
    """The same of groups that are made of whole months, where every count is of one day."""
    if touched:
        cursor.execute("SET LOCAL enable_nestloop = on")
        groups = SQL("""
            (SELECT DISTINCT alike, grain, calendar, first, last FROM rollup_touched) AS g
            JOIN rollup_alike a ON a.id = g.alike
            JOIN returns_rollup m ON {same} AND m.period_start BETWEEN g.first AND g.last
        """).format(same=same("a", "m"))
    else:
        groups = SQL("""returns_rollup m JOIN rollup_day g ON g.day = m.period_start""")
    columns = SQL(", ").join(SQL(f"m.{name}") for name in ALIKE)
    cursor.execute(
        SQL("""
        INSERT INTO returns_rollup (series_id, grain, calendar, period_start, period_end,
            {names}, value, precision, observations, days_counted, plot, observation_id)
        SELECT {series}, {grain}, {calendar}, g.first, g.last, {columns}, sum(value), {precision},
            sum(observations), sum(days_counted), bool_and(plot),
            CASE WHEN sum(observations) = 1 THEN min(observation_id) END
        FROM {groups}
        WHERE m.series_id = {series} AND m.grain = {month} AND m.calendar = {calendar}
            AND g.grain = {grain} AND g.calendar = {calendar}
        GROUP BY g.first, g.last, {columns}
        """).format(
            names=COLUMNS,
            columns=columns,
            series=Literal(series),
            grain=Literal(str(grain)),
            calendar=Literal(str(calendar)),
            month=Literal(str(Grain.MONTH)),
            precision=PRECISION,
            groups=groups,
        )
    )
    cursor.execute("SET LOCAL enable_nestloop = off")
