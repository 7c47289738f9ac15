"""What may be done to an edition. Each action is one transaction, leaves an audit row, and
raises the content generation when the public sees a change."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import FALLBACK
from iomiran.common.references.checking import reference_problems
from iomiran.common.references.uses import refusal_to_delete

from .followers import follow
from .models import AuditEntry, ContentGeneration, Edition, Level
from .states import OPEN, State
from .text import TranslatedMixin


class EditorialError(ValidationError):
    """The action is not possible now; the message says why in the reader's language."""


_raise_later: ContextVar[bool] = ContextVar("raise_later", default=False)


def raise_generation(*, withdrawn: bool = False) -> None:
    """Mark that public content changed. Call inside the transaction that changes it, last:
    the row is the last lock that an action takes, so that two actions never wait in a circle.

    `withdrawn` marks that something must no longer be seen, not even from a kept copy.
    """
    if _raise_later.get():
        return
    changed = {"number": F("number") + 1, "raised_at": timezone.now()}
    if withdrawn:
        changed["withdrawals"] = F("withdrawals") + 1
    if not ContentGeneration.objects.filter(pk=1).update(**changed):
        ContentGeneration.objects.create(pk=1, withdrawals=int(withdrawn))


@contextmanager
def one_generation(changed: Callable[[], bool]):
    """Many actions inside count as one change of what the public sees, raised at the end.

    `changed()` is asked then whether the public sees any change at all.
    """
    token = _raise_later.set(True)
    try:
        yield
    finally:
        _raise_later.reset(token)
    if changed():
        raise_generation()


def record(*, action: str, edition: Edition, by, reason: str = "") -> AuditEntry:
    return AuditEntry.objects.create(
        by=by,
        action=action,
        kind=edition._meta.label_lower,
        document=str(edition.document.slug),
        edition_number=edition.number,
        reason=reason[:300],
    )


def lock_document(edition: Edition) -> None:
    """Wait until no other action works on the document; then nobody else may until we end."""
    document_model = edition._meta.get_field("document").related_model
    document_model.objects.select_for_update().get(pk=edition.document_id)


def _locked(edition: Edition) -> Edition:
    """The edition as the database has it, its document locked against a second action."""
    lock_document(edition)
    return type(edition).objects.select_related("document").get(pk=edition.pk)


def missing_for_publication(edition: Edition) -> list[str]:
    """Sentences on what keeps the edition from going public; empty when nothing does."""
    problems = []
    if not edition.has_language("en"):
        problems.append(
            _("The English text is not complete; every other language falls back on it.")
        )
    if getattr(edition, "level", "") == Level.X:
        problems.append(_("A source of level X is kept, but never published."))
    for name in edition.copied_rows:
        rows = [row for row in getattr(edition, name).all() if isinstance(row, TranslatedMixin)]
        if not all(row.has_language("en") for row in rows):
            problems.append(
                _("Not every row of “%(rows)s” has an English text.")
                % {"rows": edition._meta.get_field(name).related_model._meta.verbose_name_plural}
            )
    problems.extend(getattr(edition, "problems", list)())
    problems.extend(reference_problems(edition))
    return problems


@transaction.atomic
def submit_edition(*, edition: Edition, by) -> Edition:
    """Hand a draft over for approval: it is locked until it is approved or given back.

    Raises EditorialError when it is no draft or not complete.
    """
    edition = _locked(edition)
    if edition.state != State.DRAFT:
        raise EditorialError(_("Only a draft can be submitted for approval."))
    _check_complete(edition)
    edition.state = State.IN_REVIEW
    edition.submitted_at = timezone.now()
    edition.submitted_by = by
    edition.save(update_fields=["state", "submitted_at", "submitted_by"])
    record(action="submit", edition=edition, by=by, reason=edition.change_note)
    return edition


@transaction.atomic
def return_edition(*, edition: Edition, by, reason: str) -> Edition:
    """Give what was submitted back to its author, who may edit it again."""
    edition = _locked(edition)
    if edition.state != State.IN_REVIEW:
        raise EditorialError(_("Only what is in review can be returned."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: your colleague will read it."))
    edition.state = State.DRAFT
    edition.save(update_fields=["state"])
    record(action="return", edition=edition, by=by, reason=reason.strip())
    return edition


def _check_complete(edition: Edition) -> None:
    if problems := missing_for_publication(edition):
        raise EditorialError(problems)


def check_approved(edition: Edition, by) -> None:
    """Raises EditorialError where `by` may not publish what was, or was not, submitted."""
    if edition.state != State.IN_REVIEW:
        raise EditorialError(_("It must be submitted for approval first."))
    if by is None or edition.submitted_by_id in (None, by.pk):
        raise EditorialError(_("Somebody else than who submitted it must approve it."))


@transaction.atomic
def publish_edition(
    *, edition: Edition, by, reason: str = "", without_approval: str = ""
) -> Edition:
    """Make an open edition the live one; the one before it becomes superseded.

    An edition whose model `needs_approval` must be in review and `by` not its submitter.
    `without_approval` is the reason why this publication needs none; the audit keeps it.
    Raises EditorialError when it is not open, not complete or not approved.
    """
    edition = _locked(edition)
    if edition.state not in OPEN:
        raise EditorialError(_("Only a draft can be published."))
    if edition.needs_approval and not without_approval:
        check_approved(edition, by)
    _check_complete(edition)
    type(edition).objects.filter(
        document_id=edition.document_id, state__in=(State.PUBLISHED, State.WITHDRAWN)
    ).update(state=State.SUPERSEDED)
    edition.state = State.PUBLISHED
    edition.published_at = timezone.now()
    edition.published_by = by
    edition.save(update_fields=["state", "published_at", "published_by"])
    told = [reason or edition.change_note]
    if edition.needs_approval and without_approval:
        told.append(f"without approval: {without_approval}")
    record(action="publish", edition=edition, by=by, reason="; ".join(filter(None, told)))
    if not _raise_later.get():
        follow(edition=edition, by=by)
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
    edition.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    record(action="withdraw", edition=edition, by=by, reason=reason)
    follow(edition=edition, by=by)
    raise_generation(withdrawn=True)
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
    draft.submitted_at = draft.published_at = draft.withdrawn_at = None
    draft.submitted_by = draft.published_by = draft.withdrawn_by = None
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


def refusal_to_discard(edition: Edition) -> str:
    """Why the draft of a document that never had another edition must stay; "" where it may go."""
    if edition.document.editions.exclude(pk=edition.pk).exists():
        return ""
    return refusal_to_delete(edition.document)


@transaction.atomic
def discard_draft(*, edition: Edition, by) -> None:
    """Throw a draft away; a document that never had another goes with it."""
    edition = _locked(edition)
    if edition.state != State.DRAFT:
        raise EditorialError(_("Only a draft can be thrown away."))
    if refusal := refusal_to_discard(edition):
        raise EditorialError(refusal)
    record(action="discard", edition=edition, by=by)
    document = edition.document
    edition.delete()
    if not document.editions.exists():
        document.delete()


def forget_readers(edition: Edition, changed: set[str]) -> None:
    """Whoever read a language's text read the text before `changed` (names of columns).

    A reader who was entered in the same step has read the new text, and stays.
    """
    columns = []
    for code in FALLBACK:
        suffix = code.replace("-", "_")
        texts = {name for name in changed if name.endswith(f"_{suffix}")}
        if suffix == "fa":
            texts = {name for name in texts if not name.endswith("_fa_af")}
        readers = {f"native_reader_{suffix}", f"native_read_on_{suffix}"}
        if texts - readers and not texts & readers:
            setattr(edition, f"native_reader_{suffix}", "")
            setattr(edition, f"native_read_on_{suffix}", None)
            columns += sorted(readers)
    if columns:
        edition.save(update_fields=columns)


def next_number(model: type[Edition], document_id: int) -> int:
    highest = model.objects.filter(document_id=document_id).aggregate(highest=models.Max("number"))[
        "highest"
    ]
    return (highest or 0) + 1
