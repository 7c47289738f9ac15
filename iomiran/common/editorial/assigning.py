"""Who takes an edition further, and what colleagues say about it."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .actions import EditorialError, locked, record
from .models import AuditEntry, Edition
from .moved import former_slugs

SHOWN = 30  # remarks on one screen; the history has all
TALK = ("comment", "return", "assign", "publish in emergency", "could not publish", "withdraw")


def colleagues(*permissions: str) -> QuerySet:
    """Active staff who hold one of the permissions ("app.codename"), by name."""
    held = Q(is_superuser=True)
    for permission in permissions:
        label, codename = permission.split(".")
        for path in ("groups__permissions", "user_permissions"):
            held |= Q(**{f"{path}__codename": codename, f"{path}__content_type__app_label": label})
    staff = get_user_model().objects.filter(held, is_active=True, is_staff=True)
    return staff.distinct().order_by("name", "email")


@transaction.atomic
def assign_edition(*, edition: Edition, to, by) -> Edition:
    """Ask a colleague to take an open edition further; `to` None: whoever has time."""
    edition = locked(edition)
    if not edition.is_open:
        raise EditorialError(_("Only what is not public yet is assigned to somebody."))
    if edition.assigned_to_id == (to and to.pk):
        return edition
    edition.assigned_to = to
    edition.save(update_fields=["assigned_to"])
    record(action="assign", edition=edition, by=by, reason=str(to or ""))
    return edition


def comment_on(*, edition: Edition, by, text: str) -> AuditEntry:
    """Keep a remark for colleagues. Raises EditorialError where there is none."""
    text = text.strip()
    if not text:
        raise EditorialError(_("Write your remark first."))
    if len(text) > AuditEntry._meta.get_field("reason").max_length:
        raise EditorialError(_("A remark has at most 1,000 characters."))
    return record(action="comment", edition=edition, by=by, reason=text)


def remarks_on(edition: Edition) -> list[AuditEntry]:
    """What colleagues said about this edition and why they gave it back, newest first."""
    former = former_slugs(edition.document)
    entries = AuditEntry.objects.filter(
        Q(document=edition.document.slug) | Q(document__in=former),
        kind=edition._meta.label_lower,
        edition_number=edition.number,
        action__in=TALK,
    ).exclude(reason="")
    return list(entries.select_related("by")[:SHOWN])
