"""What may be done to an edition. Each action is one transaction, leaves an audit row, and
raises the content generation when the public sees a change."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import AuditEntry, ContentGeneration, Edition
from .states import OPEN, State


class EditorialError(ValidationError):
    """The action is not possible now; the message says why in the reader's language."""


def raise_generation() -> None:
    """Mark that public content changed. Call inside the transaction that changes it."""
    if not ContentGeneration.objects.filter(pk=1).update(
        number=F("number") + 1, raised_at=timezone.now()
    ):
        ContentGeneration.objects.get_or_create(pk=1)


def record(*, action: str, edition: Edition, by, reason: str = "") -> AuditEntry:
    return AuditEntry.objects.create(
        by=by,
        action=action,
        kind=edition._meta.label_lower,
        document=str(edition.document.slug),
        edition_number=edition.number,
        reason=reason[:300],
    )


def _locked(edition: Edition) -> Edition:
    """The edition as the database has it, its document locked against a second action."""
    document_model = edition._meta.get_field("document").related_model
    document_model.objects.select_for_update().get(pk=edition.document_id)
    return type(edition).objects.select_related("document").get(pk=edition.pk)


def missing_for_publication(edition: Edition) -> list[str]:
    """Sentences on what keeps the edition from going public; empty when nothing does."""
    problems = []
    if not edition.has_language("en"):
        problems.append(
            _("The English text is not complete; every other language falls back on it.")
        )
    problems.extend(getattr(edition, "problems", list)())
    return problems


@transaction.atomic
def publish_edition(*, edition: Edition, by, reason: str = "") -> Edition:
    """Make an open edition the live one; the one before it becomes superseded.

    Raises EditorialError when it is not open or not complete.
    """
    edition = _locked(edition)
    if edition.state not in OPEN:
        raise EditorialError(_("Only a draft can be published."))
    problems = missing_for_publication(edition)
    if problems:
        raise EditorialError(problems)
    type(edition).objects.filter(
        document_id=edition.document_id, state__in=(State.PUBLISHED, State.WITHDRAWN)
    ).update(state=State.SUPERSEDED)
    edition.state = State.PUBLISHED
    edition.published_at = timezone.now()
    edition.published_by = by
    edition.save()
    record(action="publish", edition=edition, by=by, reason=reason or edition.change_note)
    raise_generation()
    return edition


@transaction.atomic
def withdraw_edition(*, edition: Edition, by, reason: str) -> Edition:
    """Take the live edition back; its address then shows the public reason."""
    edition = _locked(edition)
    if edition.state != State.PUBLISHED:
        raise EditorialError(_("Only what is published can be withdrawn."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: readers will see it at the page's address."))
    edition.state = State.WITHDRAWN
    edition.withdrawn_at = timezone.now()
    edition.withdrawn_by = by
    edition.withdrawal_reason = reason.strip()[:300]
    edition.save()
    record(action="withdraw", edition=edition, by=by, reason=reason)
    raise_generation()
    return edition


@transaction.atomic
def draft_from(*, edition: Edition, by) -> Edition:
    """A new open edition with the content of `edition`, rows and all; the live page stays."""
    edition = _locked(edition)
    model = type(edition)
    existing = model.objects.open().filter(document_id=edition.document_id).first()
    if existing:
        return existing
    rows = {name: list(getattr(edition, name).all()) for name in edition.copied_rows}
    many = {
        field.name: list(getattr(edition, field.name).all()) for field in model._meta.many_to_many
    }
    draft = model.objects.get(pk=edition.pk)
    draft.pk = None
    draft._state.adding = True
    draft.number = next_number(model, edition.document_id)
    draft.state = State.DRAFT
    draft.change_note = draft.withdrawal_reason = draft.loaded_hash = ""
    draft.published_at = draft.withdrawn_at = None
    draft.published_by = draft.withdrawn_by = None
    draft.created_by = draft.edited_by = by
    draft.save()
    for name, values in many.items():
        getattr(draft, name).set(values)
    for children in rows.values():
        for child in children:
            child.pk = None
            child._state.adding = True
            child.edition = draft
            child.save()
    record(action="draft", edition=draft, by=by)
    return draft


def next_number(model: type[Edition], document_id: int) -> int:
    highest = model.objects.filter(document_id=document_id).aggregate(highest=models.Max("number"))[
        "highest"
    ]
    return (highest or 0) + 1
