"""Series and their releases."""

from django.db.models import Count, Max, Min

from iomiran.common.editorial.states import State
from returns.models import Correction, Observation, Release, SeriesEdition

from .answers import NewestData, SeriesAnswer


def series_list() -> list[SeriesAnswer]:
    """Live series in order, those without a live release left out. Three queries."""
    releases = {
        release.document_id: release for release in Release.objects.published().with_document()
    }
    spans = {
        row["series"]: row
        for row in Observation.objects.published()
        .values("series")
        .annotate(first=Min("period_start"), last=Max("period_end"), size=Count("pk"))
        .order_by()
    }
    editions = SeriesEdition.objects.published().with_document()
    return [
        SeriesAnswer(
            edition=edition,
            release=releases[edition.document_id],
            **{name: spans[edition.document_id][name] for name in ("first", "last", "size")},
        )
        for edition in editions.order_by("position")
        if edition.document_id in releases and edition.document_id in spans
    ]


def newest_data() -> NewestData | None:
    """Over all live series; None where there is no data. One query."""
    newest = (
        Observation.objects.published()
        .filter(series__editions__state=State.PUBLISHED)
        .aggregate(period_end=Max("period_end"), released_at=Max("series__releases__published_at"))
    )
    return NewestData(**newest) if newest["period_end"] else None


def series_page(slug: str) -> SeriesEdition | None:
    """The live or withdrawn description at an address; None where there is none. One query."""
    editions = SeriesEdition.objects.addressable().with_document().filter(document__slug=slug)
    return editions.order_by("state").first()


def live_release(edition: SeriesEdition) -> Release | None:
    return Release.objects.published().filter(document=edition.document_id).first()


def earlier_release(edition: SeriesEdition, number: int) -> Release | None:
    """A release that was live once and was not withdrawn: it stays readable for ever."""
    kept = Release.objects.filter(state=State.SUPERSEDED, published_at__isnull=False)
    return kept.filter(document=edition.document_id, number=number).first()


def releases_of(edition: SeriesEdition):
    """Releases that are or were public, newest first."""
    return (
        Release.objects.filter(document=edition.document_id, published_at__isnull=False)
        .prefetch_related("received_files")
        .order_by("-number")
    )


def corrections_of(edition: SeriesEdition):
    return Correction.objects.filter(series=edition.document_id).select_related("release")
