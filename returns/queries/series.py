"""Series and their releases."""

from datetime import date

from iomiran.common.editorial.states import State
from returns.models import Correction, Release, SeriesEdition

from .answers import NewestData, SeriesAnswer


def series_list() -> list[SeriesAnswer]:
    """Live series in order, those without a live release or data left out. Two queries."""
    releases = {
        release.document_id: release for release in Release.objects.published().with_document()
    }
    editions = SeriesEdition.objects.published().with_document()
    return [
        SeriesAnswer(
            edition=edition,
            release=release,
            first=date.fromisoformat(release.profile["first"]),
            last=date.fromisoformat(release.profile["last"]),
            size=release.profile["size"],
        )
        for edition in editions.order_by("position")
        if (release := releases.get(edition.document_id)) and release.profile
    ]


def newest_data() -> NewestData | None:
    """Over all live series; None where there is no data. One query."""
    live = (
        Release.objects.published()
        .filter(document__editions__state=State.PUBLISHED)
        .exclude(profile={})
        .values_list("profile__last", "published_at")
    )
    found = list(live)
    if not found:
        return None
    return NewestData(
        period_end=date.fromisoformat(max(last for last, _at in found)),
        released_at=max(at for _last, at in found),
    )


def series_page(slug: str) -> SeriesEdition | None:
    """The live or withdrawn description at an address; None where there is none. One query."""
    editions = SeriesEdition.objects.addressable().with_document().filter(document__slug=slug)
    return editions.order_by("state").first()


def live_release(edition: SeriesEdition) -> Release | None:
    return Release.objects.published().filter(document=edition.document_id).first()


def earlier_release(edition: SeriesEdition, number: int) -> Release | None:
    """A release that was live once and was not withdrawn: it stays readable for ever."""
    kept = Release.objects.filter(state=State.SUPERSEDED, withdrawn_at__isnull=True)
    return kept.filter(document=edition.document_id, number=number).first()


def releases_of(edition: SeriesEdition):
    """Releases that are or were public, newest first."""
    return (
        Release.objects.filter(document=edition.document_id, published_at__isnull=False)
        .prefetch_related("received_files")
        .order_by("-number")
    )


def corrections_of(edition: SeriesEdition):
    """Of releases that are or were public: a correction may be recorded before its release."""
    of_series = Correction.objects.filter(
        series=edition.document_id, release__published_at__isnull=False
    )
    return of_series.select_related("release")
