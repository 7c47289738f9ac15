"""Releases as a record: what each held, and what it changed against the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from iomiran.common.editorial.states import State
from returns.models import Observation, Release, SeriesEdition
from returns.models.dimensions import DIMENSIONS

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
# What a count says beside its key; a release that alters any of it has changed the count.
SAID = ("value", "precision", "plot", "note", "confidence", "not_plotted_reason", "how_given")

# Two releases of one series, and the counts that they do not have alike, met by their key: no
# row is read that both share, so the cost is that of the difference and not of the series.
PAIRS = "unnest(%(before)s::int[], %(number)s::int[]) AS pair(before, number)"
MET = f"""
    WITH gone AS (
        SELECT * FROM returns_observation
        WHERE series_id = %(series)s AND from_release <= pair.before
          AND to_release > pair.before AND to_release <= pair.number
    ), come AS (
        SELECT * FROM returns_observation
        WHERE series_id = %(series)s
          AND from_release > pair.before AND from_release <= pair.number
          AND (to_release IS NULL OR to_release > pair.number)
    ), met AS (
        SELECT COALESCE(come.key, gone.key) AS key,
               COALESCE(come.period_start, gone.period_start) AS period_start,
               COALESCE(come.period_end, gone.period_end) AS period_end,
               COALESCE(come.place_id, gone.place_id) AS place_id,
               {", ".join(f"COALESCE(come.{name}, gone.{name}) AS {name}" for name in DIMENSIONS)},
               gone.value AS old_value, gone.precision AS old_precision,
               come.value AS new_value, come.precision AS new_precision,
               come.source_id IS DISTINCT FROM gone.source_id AS other_source,
               CASE WHEN gone.id IS NULL THEN '{ADDED}' WHEN come.id IS NULL THEN '{REMOVED}'
                    ELSE '{CHANGED}' END AS what
        FROM gone FULL JOIN come ON come.key = gone.key
        WHERE gone.id IS NULL OR come.id IS NULL
           OR (come.source_id, {", ".join(f"come.{name}" for name in SAID)})
              IS DISTINCT FROM (gone.source_id, {", ".join(f"gone.{name}" for name in SAID)})
    )
"""  # noqa: S608 - only names of columns of this module stand in it
COLUMNS = (
    "what",
    "key",
    "period_start",
    "period_end",
    "place",
    *DIMENSIONS,
    "old_value",
    "old_precision",
    "new_value",
    "new_precision",
    "other_source",
)


@dataclass(frozen=True)
class Changes:
    """How many counts a release added, changed and removed against the one before it."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.removed


@dataclass(frozen=True)
class Difference:
    """One count that two releases do not have alike; a value is None where it is not there."""

    what: str
    key: str
    period_start: date
    period_end: date
    place: str
    country_from: str
    documentation: str
    manner: str
    sex: str
    age_group: str
    old_value: int | None
    old_precision: str | None
    new_value: int | None
    new_precision: str | None
    other_source: bool


def was_withdrawn(release: Release) -> bool:
    """A withdrawn release stays withdrawn when another takes its place."""
    return release.withdrawn_at is not None and release.state != State.PUBLISHED


def replaced_at(release: Release) -> datetime | None:
    """When another one came in the place of a superseded one; else None, and no query."""
    if release.state != State.SUPERSEDED:
        return None
    later = Release.objects.filter(
        document=release.document_id, published_at__gt=release.published_at
    )
    return later.order_by("published_at").values_list("published_at", flat=True).first()


def citable_releases() -> list[tuple[Release, list[str]]]:
    """Every release that can be read, with the languages of its series. Two queries."""
    languages = {
        edition.document_id: edition.languages() for edition in SeriesEdition.objects.published()
    }
    releases = (
        Release.objects.with_document()
        .filter(published_at__isnull=False, document__releases__state=State.PUBLISHED)
        .order_by("document__slug", "-number")
    )
    return [
        (release, languages[release.document_id])
        for release in releases
        if release.document_id in languages and not was_withdrawn(release)
    ]


def before(release: Release, releases) -> Release | None:
    """The release that readers could still use when this one came; `releases` newest first."""
    return next(
        (other for other in releases if other.number < release.number and not was_withdrawn(other)),
        None,
    )


def size_of(release: Release) -> int:
    """How many counts a release holds. One query, where no profile of it was kept."""
    if release.profile:
        return release.profile["size"]
    return Observation.objects.in_release(release).count()


def changes_of(pairs: list[tuple[Release, Release]]) -> dict[int, Changes]:
    """By the number of the later release of each pair (release, the one before). One query."""
    if not pairs:
        return {}
    sql = (
        f"SELECT pair.number, said.what, said.size FROM {PAIRS} CROSS JOIN LATERAL "  # noqa: S608
        f"({MET} SELECT what, count(*) AS size FROM met GROUP BY what) AS said"
    )
    found = {release.number: {} for release, _earlier in pairs}
    with connection.cursor() as cursor:
        cursor.execute(sql, _parameters(pairs))
        for number, what, size in cursor.fetchall():
            found[number][what] = size
    return {number: Changes(**sizes) for number, sizes in found.items()}


def differences(
    release: Release, earlier: Release, *, most: int | None = None
) -> Iterator[Difference]:
    """What changed, newest period first; at most `most` of it. One query, read in pieces."""
    names = ", ".join("place.slug" if name == "place" else f"said.{name}" for name in COLUMNS)
    sql = (
        f"SELECT {names} FROM {PAIRS} CROSS JOIN LATERAL "  # noqa: S608
        f"({MET} SELECT * FROM met) AS said JOIN returns_place place ON place.id = said.place_id "
        "ORDER BY said.period_end DESC, said.period_start DESC, said.key LIMIT %(most)s"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, _parameters([(release, earlier)]) | {"most": most})
        while rows := cursor.fetchmany(2000):
            yield from (Difference(*row) for row in rows)


def _parameters(pairs: list[tuple[Release, Release]]) -> dict:
    return {
        "series": pairs[0][0].document_id,
        "before": [earlier.number for _release, earlier in pairs],
        "number": [release.number for release, _earlier in pairs],
    }
