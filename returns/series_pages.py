"""What every page below a series shares: the way to it, and who may read it."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from iomiran.common.nav import trail

from . import queries
from .models import Release, SeriesEdition


def here(*steps: tuple[str, str]) -> list[dict]:
    """The way from the home page over the statistics; the last step is the page itself."""
    return trail((_("Returns"), reverse("returns:overview") if steps else ""), *steps)


def under(edition: SeriesEdition, *steps: tuple[str, str]) -> list[dict]:
    """The way to a page below a series."""
    text = edition.text()
    return here(
        (_("All series"), reverse("returns:series_list")),
        (text.title if text else "", edition.get_absolute_url()),
        *steps,
    )


def series_at(slug: str) -> tuple[SeriesEdition, Release | None]:
    """(description, live release); 404 where the reader may see neither."""
    edition = queries.series_page(slug)
    if edition is None or edition.text() is None:
        raise Http404
    release = queries.live_release(edition)
    if release is None and not edition.is_taken_back:
        raise Http404
    return edition, release
