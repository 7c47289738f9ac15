"""What a series holds, for the page that says how it is made and how new it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count, Max, Min

from returns.models import Observation, Release
from returns.models.dimensions import DIMENSIONS

# Days of a country that no drawn count of the series covers, between its first and its last.
GAPS = """
    SELECT country_from, gap_start, gap_end FROM (
        SELECT country_from, period_start - 1 AS gap_end, 1 + max(period_end) OVER (
            PARTITION BY country_from ORDER BY period_start, period_end
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS gap_start
        FROM (
            SELECT DISTINCT country_from, period_start, period_end FROM returns_observation
            WHERE series_id = %s AND from_release <= %s AND (to_release IS NULL OR to_release > %s)
              AND plot
        ) AS periods
    ) AS met WHERE gap_end >= gap_start ORDER BY country_from, gap_start
"""


@dataclass(frozen=True)
class Held:
    """What a release holds: its span, its size, and the values that occur in each dimension."""

    first: date
    last: date
    size: int
    values: dict[str, list[str]]
    precisions: list[str]


@dataclass(frozen=True)
class Gap:
    country_from: str
    start: date
    end: date


def held_by(release: Release) -> Held | None:
    """None for a release without counts. One query."""
    names = (*DIMENSIONS, "precision")
    found = Observation.objects.in_release(release).aggregate(
        first=Min("period_start"),
        last=Max("period_end"),
        size=Count("pk"),
        **{f"in_{name}": ArrayAgg(name, distinct=True, default=[]) for name in names},
    )
    if not found["size"]:
        return None
    values = {name: found[f"in_{name}"] for name in DIMENSIONS}
    return Held(found["first"], found["last"], found["size"], values, found["in_precision"])


def gaps_in(release: Release) -> list[Gap]:
    """By country, oldest first. For series of periods that do not overlap. One query."""
    with connection.cursor() as cursor:
        cursor.execute(GAPS, [release.document_id, release.number, release.number])
        return [Gap(*row) for row in cursor.fetchall()]


def newest_days(series: Iterable[int]) -> dict[int, date]:
    """The last day that the live counts of each series cover, by its id. One query."""
    rows = (
        Observation.objects.published()
        .filter(series__in=list(series))
        .order_by()
        .values("series")
        .annotate(last=Max("period_end"))
    )
    return {row["series"]: row["last"] for row in rows}
