"""How to cite a series, a view of it or a figure; see `iomiran.common.citations`."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from iomiran.common.citations import Citation, portal_name
from iomiran.common.languages.calendars import format_period
from iomiran.common.nav import site_url
from returns.models import Release, SeriesEdition

from .words import release_text


def release_address(edition: SeriesEdition, release: Release) -> str:
    """Where this release stays readable when there are later ones."""
    return reverse("returns:release_detail", args=[edition.document.slug, release.number])


def citation(
    edition: SeriesEdition,
    release: Release,
    path: str = "",
    period: tuple[date, date] | None = None,
    title: str = "",
) -> Citation:
    """`path` is the address of a view, without the site; `period` what the view is bound to."""
    address = release_address(edition, release)
    is_view = path not in ("", edition.get_absolute_url(), address)
    return Citation(
        name=f"{edition.document.slug}-{release.number}",
        publisher=edition.publisher,
        title=title or edition.text().title,
        period=format_period(*period, get_language(), both=False) if period else "",
        scope=edition.scope_sentence(),
        release=release_text(release),
        issued=localdate(release.published_at).isoformat(),
        portal=portal_name(),
        address=site_url(address),
        view=site_url(path) if is_view else "",
    )
