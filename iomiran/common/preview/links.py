"""Links to what is not public yet: made, opened while they hold, and revoked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import EditorialError, record
from iomiran.common.editorial.lens import Shown
from iomiran.common.editorial.models import Bundle, Edition

from .models import PreviewLink, new_key

# For how many days a link for a colleague may work.
DAYS = (1, 7, 30)
FOR_SELF = timedelta(hours=1)
_signer = Signer(salt="iomiran.preview", sep=".")


@dataclass(frozen=True)
class Preview:
    """What a link shows now: open editions, at least one."""

    link: PreviewLink
    editions: tuple[Edition, ...]

    @property
    def shown(self) -> Shown:
        shown: dict[str, dict[int, int]] = {}
        for edition in self.editions:
            shown.setdefault(edition._meta.label_lower, {})[edition.document_id] = edition.pk
        return shown


def token_of(link: PreviewLink) -> str:
    """What the address of a preview carries: the key and its signature."""
    return _signer.sign(link.key)


def _target(target: Edition | Bundle) -> dict:
    if isinstance(target, Bundle):
        return {"bundle": target}
    return {"kind": target._meta.label_lower, "edition_pk": target.pk}


def editions_of(target: Edition | Bundle) -> list[Edition]:
    """The open editions that a preview of `target` shows."""
    if isinstance(target, Bundle):
        return [edition for kind in _kinds() for edition in _open(kind).filter(bundle=target)]
    return list(_open(type(target)).filter(pk=target.pk)) if target.has_preview else []


def _kinds() -> Iterator[type[Edition]]:
    return (kind for kind in apps.get_models() if issubclass(kind, Edition) and kind.has_preview)


def _open(kind: type[Edition]):
    return kind.objects.open().with_document()


def look(*, target: Edition | Bundle, by) -> PreviewLink:
    """A fresh look of an hour for oneself; the one before it ends."""
    _check(target)
    fresh = {"kind": "", "edition_pk": None, "bundle": None, "made_at": timezone.now()}
    fresh |= _target(target) | {"key": new_key(), "expires_at": timezone.now() + FOR_SELF}
    fresh |= {"revoked_at": None, "revoked_by": None}
    return PreviewLink.objects.update_or_create(made_by=by, for_self=True, defaults=fresh)[0]


@transaction.atomic
def make_link(*, target: Edition | Bundle, by, days: int) -> PreviewLink:
    """A link for a colleague without an account. Raises EditorialError where it may not be."""
    editions = _check(target)
    if days not in DAYS:
        raise EditorialError(_("Choose one of the lifetimes."))
    link = PreviewLink.objects.create(
        **_target(target), made_by=by, expires_at=timezone.now() + timedelta(days=days)
    )
    for edition in editions:
        record(action="share preview", edition=edition, by=by, reason=f"for {days} days")
    return link


def _check(target) -> list[Edition]:
    if not (editions := editions_of(target)):
        raise EditorialError(_("Only what is not public yet has a preview."))
    return editions


@transaction.atomic
def revoke_link(*, link: PreviewLink, by) -> PreviewLink:
    """The link works for nobody any more. Revoking it twice changes nothing."""
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        for edition in _editions(link):
            record(action="revoke preview", edition=edition, by=by)
    return link


def links_for(target: Edition | Bundle):
    """Links for colleagues that were made for `target`, newest first."""
    links = PreviewLink.objects.filter(**_target(target), for_self=False)
    return links.select_related("made_by", "revoked_by")


def open_preview(token: str) -> Preview | None:
    """What the link shows; None when it is forged, over, revoked, or its maker may see no more.

    A forged token costs no query.
    """
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    links = PreviewLink.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    link = links.select_related("made_by", "bundle").filter(key=key).first()
    if link is None or not (link.made_by.is_active and link.made_by.is_staff):
        return None
    editions = tuple(edition for edition in _editions(link) if _may_view(link.made_by, edition))
    return Preview(link, editions) if editions else None


def _editions(link: PreviewLink) -> list[Edition]:
    if link.bundle is not None:
        return editions_of(link.bundle)
    try:
        kind = apps.get_model(link.kind)
    except LookupError:
        return []
    return list(_open(kind).filter(pk=link.edition_pk))


def _may_view(user, edition: Edition) -> bool:
    options = edition._meta
    label = options.app_label
    return user.has_perm(f"{label}.view_{options.model_name}") or user.has_perm(
        f"{label}.change_{options.model_name}"
    )
