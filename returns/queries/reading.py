"""Counts in portions: a reader who takes a series page by page reads one release of it."""

from dataclasses import dataclass, replace

from django.db.models import Q

from returns.filters import ReturnsFilter
from returns.models import Observation, Release, SeriesEdition

from .answers import Observed
from .counts import observed


@dataclass(frozen=True)
class Holding:
    """A live series and the release of it that is read."""

    edition: SeriesEdition
    release: Release

    @property
    def slug(self) -> str:
        return self.edition.document.slug


def holdings() -> dict[str, Holding]:
    """Live series with their live release, by code, in the order in which they are read.

    Two queries. That order is the one in which the series were first made: it never changes.
    """
    releases = {release.document_id: release for release in Release.objects.published()}
    editions = SeriesEdition.objects.published().with_document().order_by("document_id")
    return {
        edition.document.slug: Holding(edition, releases[edition.document_id])
        for edition in editions
        if edition.document_id in releases
    }


def release_numbered(edition: SeriesEdition, number: int) -> Release | None:
    """A release of a series that is or was public, withdrawn ones too. One query."""
    return Release.objects.filter(
        document=edition.document_id, number=number, published_at__isnull=False
    ).first()


def observation_page(
    asked: ReturnsFilter, read: list[Holding], *, after: str = "", size: int
) -> list[Observed]:
    """At most `size` counts of the releases `read`, series after series, each in order of time.

    `after` is the key of the last count that the reader has of the first of them. One query,
    along the index of keys: a key begins with its period.
    """
    if not read:
        return []
    wanted = Q()
    for position, holding in enumerate(read):
        rows = Q(
            Q(to_release__isnull=True) | Q(to_release__gt=holding.release.number),
            series=holding.edition.document_id,
            from_release__lte=holding.release.number,
        )
        if after and position == 0:
            rows &= Q(key__gt=after)
        wanted |= rows
    narrowed = replace(asked, series="").apply(Observation.objects.filter(wanted))
    return observed(narrowed.order_by("series_id", "key")[:size])
