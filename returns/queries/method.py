"""What a series holds, for the page that says how it is made and how new it is."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

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
    """From the profile of a live release; None for one without counts. One query."""
    profile = release.profile
    if not profile:
        return None
    precisions = (
        Observation.objects.in_release(release).order_by().values_list("precision", flat=True)
    )
    return Held(
        first=date.fromisoformat(profile["first"]),
        last=date.fromisoformat(profile["last"]),
        size=profile["size"],
        values={name: profile["values"][name] for name in DIMENSIONS},
        precisions=sorted(precisions.distinct()),
    )


def gaps_in(release: Release) -> list[Gap]:
    """By country, oldest first. For series of periods that do not overlap. One query."""
    with connection.cursor() as cursor:
        cursor.execute(GAPS, [release.document_id, release.number, release.number])
        return [Gap(*row) for row in cursor.fetchall()]
