"""Whether a document was handed out by the portal, and what has become of it since."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from urllib.parse import parse_qsl

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from returns import queries as returns
from returns.exploring import Exploration
from returns.models import Release, SeriesEdition

from .models import IssuedFile, Publication, PublicationEdition

# The same bytes may have been handed out at several places; more are not looked at.
MOST = 10


class Standing(IntEnum):
    """The smallest is the best that can be said."""

    CURRENT = 1
    REPLACED = 2
    WITHDRAWN = 3
    UNKNOWN = 4


@dataclass(frozen=True)
class Verified:
    """What is known of a document. Of an unknown one there is nothing but that.

    `edition` tells what it is: of a publication or, for the sheet of a view, of a series, with
    the `release` that the sheet shows, whose figures were `outdated_at`. `current` stands in its
    place now, `successor` is the last publication that came in the place of the whole. `reason`
    is the public one.
    """

    standing: Standing
    issued: IssuedFile | None = None
    edition: PublicationEdition | SeriesEdition | None = None
    current: IssuedFile | None = None
    successor: PublicationEdition | None = None
    release: Release | None = None
    outdated_at: datetime | None = None
    view: Exploration | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""


UNKNOWN = Verified(Standing.UNKNOWN)


def document_with(*, code: str = "", sha256: str = "") -> Verified:
    """The best that can be said of the document with this code, or with these bytes."""
    issued = IssuedFile.objects.select_related("publication", "upload")
    found = issued.filter(code=code) if code else issued.filter(sha256=sha256)
    found = found.order_by("-replaced_at", "pk")[:MOST]  # what is current comes first
    said = (_of_view(one) if one.publication is None else _of_publication(one) for one in found)
    return min(said, key=lambda one: one.standing, default=UNKNOWN)


def _of_publication(issued: IssuedFile) -> Verified:
    editions = PublicationEdition.objects.with_document()
    edition = editions.addressable().filter(document=issued.publication).live_first().first()
    if edition is None or edition.is_taken_back:
        return _taken_back(edition, issued=issued, edition=edition)
    successor = _successor(issued.publication)
    current = issued
    if issued.replaced_at:
        place = issued.publication.issued_files.filter(key=issued.key, replaced_at=None)
        current = place.select_related("upload").first()
    return Verified(
        Standing.REPLACED if issued.replaced_at or successor else Standing.CURRENT,
        issued=issued,
        edition=edition,
        current=current,
        successor=successor,
    )


def _successor(publication: Publication) -> PublicationEdition | None:
    """The last live publication of those that came one in the place of the other."""
    editions = PublicationEdition.objects.with_document().addressable()
    last, seen, place = None, set(), publication.pk
    while place is not None and place not in seen:
        seen.add(place)
        after = editions.filter(replaces=place).exclude(document__in=seen)
        after = list(after.newest_first())
        live = [edition for edition in after if not edition.is_taken_back]
        last = live[0] if live else last
        place = next((edition.document_id for edition in live or after), None)
    return last


def _of_view(issued: IssuedFile) -> Verified:
    """A sheet of a view is as good as the release that it shows."""
    view, _refused = Exploration.from_querystring(issued.key)
    number = dict(parse_qsl(issued.key)).get("release", "")
    series = returns.series_page(view.asked.series) if view.asked.series else None
    numbered = series is not None and number.isdecimal() and len(number) < 10
    release = returns.release_numbered(series, int(number)) if numbered else None
    what = {"issued": issued, "edition": series, "release": release}
    if series is not None and series.is_taken_back:
        return _taken_back(series, **what)
    if release is not None and returns.was_withdrawn(release):
        return _taken_back(release, **what, view=view)
    # A sheet may be handed out at the very moment in which its release is replaced.
    outdated_at = returns.replaced_at(release) if release else None
    outdated = release is not None and release.state == State.SUPERSEDED
    standing = Standing.REPLACED if issued.replaced_at or outdated else Standing.CURRENT
    return Verified(standing, **what, outdated_at=outdated_at, view=view if series else None)


def _taken_back(what_was: Edition | None, **what) -> Verified:
    """The reason of a removal is for colleagues; only that of a withdrawal is public."""
    public = what_was is not None and not what_was.is_removed
    return Verified(
        Standing.WITHDRAWN,
        **what,
        withdrawn_at=what_was.withdrawn_at if public else None,
        reason=what_was.withdrawal_reason if public else "",
    )
