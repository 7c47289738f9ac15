"""What readers should hear of: releases and corrections, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.timezone import make_aware

from returns.models import Correction, Release, SeriesEdition

from .releases import was_withdrawn

NOON = time(12)


@dataclass(frozen=True)
class Happening:
    """A release, or a correction with the release that puts it right."""

    at: datetime
    series: SeriesEdition
    release: Release
    correction: Correction | None = None


def lately(most: int) -> list[Happening]:
    """Of series that are public; at most `most` of each kind are asked for. Three queries."""
    releases = (
        Release.objects.filter(published_at__isnull=False, document__editions__state="published")
        .with_document()
        .order_by("-published_at", "document__slug")
        .distinct()
    )
    corrections = (
        Correction.objects.filter(release__published_at__isnull=False)
        .select_related("release__document")
        .order_by("-on", "-pk")
    )
    found = [(one.published_at, one, None) for one in releases[:most]]
    found += [
        (make_aware(datetime.combine(one.on, NOON), UTC), one.release, one)
        for one in corrections[:most]
    ]
    series = {
        edition.document_id: edition
        for edition in SeriesEdition.objects.published()
        .with_document()
        .filter(document__in={release.document_id for _at, release, _correction in found})
    }
    happened = [
        Happening(at, series[release.document_id], release, correction)
        for at, release, correction in found
        if release.document_id in series and not (was_withdrawn(release) and not correction)
    ]
    happened.sort(key=lambda one: one.at, reverse=True)
    return happened[:most]
