"""The arithmetic guard: what a source prints against what its own counts give.

It reads staged rows by sets, corrects nothing and hides nothing; findings are kept with the
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
ALIKE = ("period_start", "period_end", "place_id")
DIMENSIONS = ("country_from", "documentation", "manner", "sex", "age_group")


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

    def query(self, data_import: Import, groups: list[Group]) -> Composable:
        """What has one value in all rows need not be grouped by."""
        vary = [name for name in DIMENSIONS if len({getattr(g, name) for g in groups}) > 1]
        others = SQL(", ").join(SQL(name) for name in (*ALIKE, *vary) if name != self.dimension)
        return SQL(PARTS).format(
            others=others,
            dimension=SQL(self.dimension),
            data_import=Literal(data_import.pk),
            rule=Literal(self.rule),
            total=Literal(self.total),
            parts=Literal(list(self.parts)),
            least=Literal(1 if self.some else len(self.parts)),
            differs=SQL(">" if self.exceed else "<>"),
            within=SQL(self.within or "true"),
        )


PARTS = """
SELECT {rule}, s.key, s.period_start, s.period_end, s.country_from, found.total::text,
    found.made::text, '', '', o.name
FROM (
    SELECT max(row) FILTER (WHERE {dimension} = {total}) AS row,
        max(key) FILTER (WHERE {dimension} = {total}) AS key,
        max(value) FILTER (WHERE {dimension} = {total}) AS total,
        sum(value) FILTER (WHERE {dimension} = ANY({parts})) AS made,
        count(*) FILTER (WHERE {dimension} = ANY({parts})) AS there
    FROM returns_stagedobservation
    WHERE data_import_id = {data_import} AND precision = 'exact' AND {within}
        AND ({dimension} = {total} OR {dimension} = ANY({parts}))
    GROUP BY {others}
) AS found
JOIN returns_stagedobservation s ON s.data_import_id = {data_import} AND s.key = found.key
JOIN returns_source o ON o.id = s.source_id
WHERE found.there >= {least} AND found.made {differs} found.total
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
FALLING_ROWS = """
SELECT 'falls', key, period_start, period_end, country_from, value::text, before::text, '', '',
    o.name
FROM (
    SELECT *, lag(value) OVER (
        PARTITION BY substr(key, 24), period_start ORDER BY period_end, row
    ) AS before
    FROM returns_stagedobservation
    WHERE data_import_id = {data_import} AND precision = 'exact'
        AND extract(doy FROM period_start) = 1
    OFFSET 0
) AS r JOIN returns_source o ON o.id = r.source_id WHERE value < before
"""
# A count a day, by its logarithm, against the open rows of the series that are alike: further
# from their median than six times their spread (the median distance, scaled as a standard
# deviation), and more than threefold. Twelve counts make a history.
OUTLIERS = """
WITH history AS (
    SELECT substr(key, 24) AS alike, ln(value::float / (period_end - period_start + 1)) AS size
    FROM returns_observation
    WHERE series_id = {series} AND to_release IS NULL AND value > 0
), middle AS (
    SELECT alike, percentile_cont(0.5) WITHIN GROUP (ORDER BY size) AS median
    FROM history GROUP BY alike HAVING count(*) >= 12
), spread AS (
    SELECT alike, median,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(size - median)) AS distance
    FROM history JOIN middle USING (alike) GROUP BY alike, median
), fresh AS (
    SELECT s.* FROM returns_stagedobservation s
    LEFT JOIN returns_observation o
        ON o.series_id = {series} AND o.to_release IS NULL AND o.key = s.key COLLATE "default"
    WHERE s.data_import_id = {data_import} AND s.value > 0
        -- Rows with faults are still among them: a reversed period has no days.
        AND s.period_end >= s.period_start
        AND o.value IS DISTINCT FROM s.value
)
SELECT 'outlier', f.key, f.period_start, f.period_end, f.country_from, f.value::text,
    round(exp(median) * (f.period_end - f.period_start + 1))::bigint::text, '', '', o.name
FROM fresh f JOIN spread h ON h.alike = substr(f.key, 24) COLLATE "default"
JOIN returns_source o ON o.id = f.source_id
WHERE abs(ln(f.value::float / (f.period_end - f.period_start + 1)) - median)
    > greatest(6 * 1.4826 * distance, ln(3))
"""


def findings(data_import: Import, groups: list[Group]) -> tuple[list[Finding], int]:
    """What does not add up in the staged rows, in order of time, and how many were left out.

    `groups` are what `rules.check` found.
    """
    known = {"data_import": Literal(data_import.pk), "series": Literal(data_import.series_id)}
    queries = [rule.query(data_import, groups) for rule in RULES if rule.applies(groups)]
    if any(group.since_january for group in groups):
        queries.append(SQL(FALLING_ROWS).format(**known))
    if data_import.series.observations.newest().exists():
        queries.append(SQL(OUTLIERS).format(**known))
    once: dict[tuple, Finding] = {}
    left_out = 0
    with connection.cursor() as cursor:
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
