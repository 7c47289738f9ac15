"""The arithmetic guard: what a source prints against what its own counts give.

It reads typed rows by sets, corrects nothing and hides nothing; findings are kept with the
release and shown beside its data. `guard_printed` holds the rules on printed statements.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.db import connection
from psycopg.sql import SQL, Composable, Literal

from returns.models import Import

from . import guard_printed
from .rules import Group

# Of one rule; a file with more is a wrong file, and the count of all is told.
MOST = 1000
AGES = ("0-4", "5-11", "12-17", "18-59", "60+", "not_stated")
DIMENSIONS = ("place_id", "country_from", "documentation", "manner", "sex", "age_group")


@dataclass(frozen=True)
class Finding:
    """One thing that does not add up. Numbers are text, so that JSON keeps them as they are.

    rule: parts | parts_exceed | countries | change | share | falls | to_date | to_date_below
    | outlier
    """

    rule: str
    key: str
    period_start: str
    period_end: str
    country_from: str
    printed: str
    computed: str
    base: str = ""
    what: str = ""
    source: str = ""

    def as_json(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Parts:
    """A rule on counts that differ in one dimension only; exact counts alone.

    `total` is compared with the sum of `parts`: where all of them are there, or any of them
    with `some`. `exceed`: parts may be fewer, the rest being not stated.
    """

    rule: str
    dimension: str
    total: str
    parts: tuple[str, ...]
    exceed: bool = False
    some: bool = False
    within: str = ""

    def applies(self, groups: Iterable[Group]) -> bool:
        there = {getattr(group, self.dimension) for group in groups}
        parts = there & set(self.parts)
        return self.total in there and (bool(parts) if self.some else parts == set(self.parts))

    def query(self) -> Composable:
        others = SQL(", ").join(SQL(name) for name in DIMENSIONS if name != self.dimension)
        return SQL(PARTS).format(
            others=others,
            dimension=SQL(self.dimension),
            rule=Literal(self.rule),
            total=Literal(self.total),
            parts=Literal(list(self.parts)),
            least=Literal(1 if self.some else len(self.parts)),
            differs=SQL(">" if self.exceed else "<>"),
            within=SQL(self.within or "true"),
        )


# What differs in nothing but the dimension is one family, with one total.
PARTS = """
WITH member AS (
    SELECT number, dense_rank() OVER (ORDER BY {others})::integer AS family,
        {dimension} = {total} AS is_total
    FROM alike WHERE ({dimension} = {total} OR {dimension} = ANY({parts})) AND {within}
), found AS (
    SELECT f.family, t.period,
        max(t.value) FILTER (WHERE f.is_total) AS total,
        sum(t.value) FILTER (WHERE NOT f.is_total) AS made,
        count(*) FILTER (WHERE NOT f.is_total) AS there
    FROM typed t JOIN member f ON f.number = t.alike
    WHERE t.precision = 'exact'
    GROUP BY f.family, t.period
), wrong AS (
    SELECT f.number AS alike, w.* FROM found w JOIN member f ON f.family = w.family AND f.is_total
    WHERE w.there >= {least} AND w.made {differs} w.total
)
SELECT {rule}, p.head || a.tail, p.period_start, p.period_end, a.country_from, found.total::text,
    found.made::text, '', '', o.name
FROM wrong found
JOIN typed t ON t.alike = found.alike AND t.period = found.period
JOIN period p ON p.number = found.period
JOIN alike a ON a.number = found.alike
JOIN returns_source o ON o.id = t.source_id
"""
RULES = (
    Parts("parts", "manner", "all", ("spontaneous", "deported")),
    Parts("countries", "country_from", "IRN_PAK", ("IRN", "PAK")),
    Parts("parts_exceed", "sex", "all", ("female", "male"), exceed=True),
    Parts(
        "parts_exceed",
        "age_group",
        "all",
        AGES,
        exceed=True,
        some=True,
        within="sex IN ('female', 'male')",
    ),
)
# A count can fall only where two of one year are there.
FROM_JANUARY = """
SELECT count(*) > count(DISTINCT period_start) FROM period WHERE extract(doy FROM period_start) = 1
"""
FALLING_ROWS = """
SELECT 'falls', p.head || a.tail, p.period_start, p.period_end, a.country_from, r.value::text,
    r.before::text, '', '', o.name
FROM (
    SELECT t.*, lag(t.value) OVER (
        PARTITION BY t.alike, p.period_start ORDER BY p.period_end, t.row
    ) AS before
    FROM typed t JOIN period p ON p.number = t.period
    WHERE t.precision = 'exact' AND extract(doy FROM p.period_start) = 1
    OFFSET 0
) AS r
JOIN period p ON p.number = r.period
JOIN alike a ON a.number = r.alike
JOIN returns_source o ON o.id = r.source_id
WHERE r.value < r.before
"""
# A count a day, by its logarithm, against the open rows of the series that are alike: further
# from their median than six times their spread (the median distance, scaled as a standard
# deviation), and more than threefold. Twelve counts make a history. Counts of one size stand
# together, with how many they are: the medians are found in what is left, and only for what is
# alike with something new or changed.
OUTLIERS = """
WITH history AS (
    SELECT alike, ln(value::float / days) AS size, count(*) AS counts
    FROM live WHERE value > 0 AND alike IN (SELECT alike FROM fresh)
    GROUP BY alike, value, days
), middle AS ({median}), away AS (
    SELECT h.alike, abs(h.size - m.median) AS size, h.counts, m.median
    FROM history h JOIN middle m USING (alike) WHERE m.counts >= 12
), spread AS ({distance})
SELECT 'outlier', p.head || a.tail, p.period_start, p.period_end, a.country_from, f.value::text,
    round(exp(m.median) * f.days)::bigint::text, '', '', o.name
FROM fresh f
JOIN middle m ON m.alike = f.alike
JOIN spread s ON s.alike = f.alike
JOIN period p ON p.number = f.period
JOIN alike a ON a.number = f.alike
JOIN returns_source o ON o.id = f.source_id
-- Rows with faults are still among them: a reversed period has no days.
WHERE f.value > 0 AND f.days > 0 AND f.before IS DISTINCT FROM f.value
    AND abs(ln(f.value::float / f.days) - m.median) > greatest(6 * 1.4826 * s.median, ln(3))
"""
# As percentile_cont(0.5) of each size so often as it is counted.
MEDIAN = """
    SELECT alike, max(up_to) AS counts, (
        min(size) FILTER (WHERE up_to > (total - 1) / 2)
        + min(size) FILTER (WHERE up_to > total / 2)
    ) / 2 AS median
    FROM (
        SELECT alike, size, sum(counts) OVER (PARTITION BY alike ORDER BY size)::bigint AS up_to,
            sum(counts) OVER (PARTITION BY alike)::bigint AS total
        FROM {table}
    ) AS ranked GROUP BY alike
"""


def findings(data_import: Import, groups: list[Group]) -> tuple[list[Finding], int]:
    """What does not add up in the typed rows, in order of time, and how many were left out.

    `groups` are what `rules.check` found; what `comparison.preview` has set side by side with
    the open rows of the series is read again.
    """
    queries = [rule.query() for rule in RULES if rule.applies(groups)]
    if data_import.series.observations.newest().exists():
        median, distance = (SQL(MEDIAN).format(table=SQL(name)) for name in ("history", "away"))
        queries.append(SQL(OUTLIERS).format(median=median, distance=distance))
    once: dict[tuple, Finding] = {}
    left_out = 0
    with connection.cursor() as cursor:
        cursor.execute(FROM_JANUARY)
        if cursor.fetchone()[0]:
            queries.append(SQL(FALLING_ROWS))
        queries += guard_printed.queries(cursor, data_import)
        for query in queries:
            found, more = _rows(cursor, query)
            left_out += more
            for finding in found:
                once.setdefault((finding.rule, finding.key, finding.what), finding)
    ordered = sorted(
        once.values(), key=lambda f: (f.period_end, f.period_start, f.country_from, f.rule)
    )
    return ordered, left_out


def _rows(cursor, query: Composable) -> tuple[Iterator[Finding], int]:
    cursor.execute(
        SQL(
            "SELECT q.*, count(*) OVER () FROM ({}) AS q (rule, key, period_start, period_end,"
            " country_from, printed, computed, base, what, source) LIMIT {}"
        ).format(query, Literal(MOST))
    )
    rows = cursor.fetchall()
    more = rows[0][-1] - len(rows) if rows else 0
    return (
        Finding(rule, key, start.isoformat(), end.isoformat(), *rest)
        for rule, key, start, end, *rest, _count in rows
    ), more
