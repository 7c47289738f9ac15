"""The guard's rules on what is printed beside counts: parts, changes, shares, counts to date."""

from psycopg.sql import SQL, Composable, Literal

from returns.models import Import

# The key of a statement names its period, place and dimensions.
SAID = """
said AS (
    SELECT s.row, s.observation_key AS key, s.what, s.printed, s.base, s.base_value, s.part_value,
        left(s.observation_key, 10)::date AS period_start,
        substr(s.observation_key, 13, 10)::date AS period_end,
        split_part(s.observation_key, '/', 3) AS country_from,
        split_part(s.observation_key, '/', 5) AS manner,
        substr(s.observation_key, 24) AS alike,
        o.name AS source
    FROM returns_stagedstatement s JOIN returns_source o ON o.id = s.source_id
    WHERE s.data_import_id = {data_import} AND s.what = ANY({what})
),
counted AS (
    SELECT key, substr(key, 24) AS alike, period_start, period_end, value
    FROM returns_stagedobservation WHERE data_import_id = {data_import}
)
"""
# Parts that a source prints beside a total but that cannot stand as observations.
PARTS = """
WITH {said}, printed AS (
    SELECT DISTINCT ON (total_key, manner) *
    FROM (
        SELECT *, array_to_string(ARRAY[
            split_part(key, '/', 1), split_part(key, '/', 2), split_part(key, '/', 3),
            split_part(key, '/', 4), 'all', split_part(key, '/', 6), split_part(key, '/', 7)
        ], '/') AS total_key
        FROM said WHERE manner IN ('spontaneous', 'deported')
    ) AS p ORDER BY total_key, manner, row DESC
)
SELECT 'parts', c.key, c.period_start, c.period_end, min(p.country_from), c.value::text,
    sum(p.printed)::bigint::text, '', '', max(p.source) FILTER (WHERE manner = 'spontaneous')
FROM printed p JOIN counted c ON c.key = p.total_key
GROUP BY c.key, c.period_start, c.period_end, c.value
HAVING count(*) = 2 AND sum(p.printed) <> c.value
"""
# In per cent; a printed whole number may be rounded either way.
PER_CENT = """
WITH {said}, computed AS (
    SELECT said.*, CASE WHEN what = 'change'
        THEN (coalesce(part_value, c.value) - base_value) * 100::numeric / nullif(base_value, 0)
        ELSE part_value * 100::numeric / nullif(base_value, 0) END AS gives
    FROM said LEFT JOIN counted c ON c.key = said.key AND said.part_value IS NULL
    WHERE what = 'change' OR base = 'stated'
)
SELECT CASE WHEN what = 'change' THEN 'change' ELSE 'share' END, key, period_start, period_end,
    country_from, trim_scale(printed)::text, round(gives, 1)::text,
    coalesce(base_value::text, ''), what, source
FROM computed WHERE abs(gives - printed) > 0.5
"""
# Counts since 1 January, by year, in order of time; a new year is a new count.
TO_DATE = """
to_date AS (
    SELECT said.*, lag(printed) OVER year AS printed_before, lag(period_end) OVER year AS end_before
    FROM said
    WINDOW year AS (
        PARTITION BY alike, extract(year FROM period_end) ORDER BY period_end, row
    )
)
"""
FALLS = """
WITH {said}, {to_date}
SELECT 'falls', key, period_start, period_end, country_from, trim_scale(printed)::text,
    trim_scale(printed_before)::text, '', '', source
FROM to_date WHERE printed < printed_before
"""
BELOW = """
WITH {said}
SELECT 'to_date_below', s.key, s.period_start, s.period_end, s.country_from,
    trim_scale(s.printed)::text, c.value::text, '', '', s.source
FROM said s JOIN counted c ON c.alike = s.alike AND c.period_start = s.period_start
WHERE extract(year FROM s.period_start) = extract(year FROM s.period_end) AND s.printed < c.value
"""
# The counts that fill the days between two counts to date, where they fill them without a gap.
MISSES = """
WITH {said}, {to_date}, inside AS (
    SELECT t.row, t.key, c.value, c.period_start, c.period_end,
        lag(c.period_end) OVER (PARTITION BY t.row, t.key ORDER BY c.period_start, c.period_end)
            AS before
    FROM to_date t JOIN counted c ON c.alike = t.alike
        AND c.period_start > t.end_before AND c.period_end <= t.period_end
    WHERE t.printed >= t.printed_before
), filled AS (
    SELECT row, key, sum(value) AS counted, min(period_start) AS first, max(period_end) AS last
    FROM inside GROUP BY row, key
    HAVING bool_and(before IS NULL OR period_start = before + 1)
)
SELECT 'to_date', t.key, t.period_start, t.period_end, t.country_from,
    trim_scale(t.printed)::text, trim_scale(t.printed_before + f.counted)::text,
    trim_scale(t.printed_before)::text, '', t.source
FROM to_date t JOIN filled f USING (row, key)
WHERE f.first = t.end_before + 1 AND f.last = t.period_end
    AND f.counted <> t.printed - t.printed_before
"""


def queries(cursor, data_import: Import) -> list[Composable]:
    """The rules that the staged statements give cause for."""
    cursor.execute(
        "SELECT DISTINCT what FROM returns_stagedstatement WHERE data_import_id = %s",
        [data_import.pk],
    )
    there = {what for (what,) in cursor.fetchall()}
    shares = sorted(what for what in there if what == "change" or what.startswith("share"))
    found = []
    if "count" in there:
        found.append(_query(PARTS, data_import, ["count"]))
    if shares:
        found.append(_query(PER_CENT, data_import, shares))
    if "cumulative" in there:
        found += [_query(rule, data_import, ["cumulative"]) for rule in (FALLS, BELOW, MISSES)]
    return found


def _query(rule: str, data_import: Import, what: list[str]) -> Composable:
    said = SQL(SAID).format(data_import=Literal(data_import.pk), what=Literal(what))
    return SQL(rule).format(said=said, to_date=SQL(TO_DATE))
