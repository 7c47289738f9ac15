"""What may be done to an edition. Each action is one transaction, leaves an audit row, and
raises the content generation when the public sees a change."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import FALLBACK
from iomiran.common.references.uses import refusal_to_delete

from .followers import follow
from .models import AuditEntry, Bundle, ContentGeneration, Edition
from .states import OPEN, State
from .workflow import Workflow


class EditorialError(ValidationError):
    """The action is not possible now; the message says why in the reader's language."""


_raise_later: ContextVar[bool] = ContextVar("raise_later", default=False)
_follow_later: ContextVar[bool] = ContextVar("follow_later", default=False)


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
def one_generation(changed: Callable[[], bool], *, following: bool = False):
    """Many actions inside count as one change of what the public sees, raised at the end.

    `changed()` is asked then whether the public sees any change at all. Unless `following`,
    who is inside follows all publications at once by itself.
    """
    tokens = _raise_later.set(True), _follow_later.set(not following)
    try:
        yield
    finally:
        _raise_later.reset(tokens[0])
        _follow_later.reset(tokens[1])
    if changed():
        raise_generation()


def record(*, action: str, edition: Edition, by, reason: str = "") -> AuditEntry:
    return AuditEntry.objects.create(
        by=by,
        action=action,
        kind=edition._meta.label_lower,
        document=str(edition.document.slug),
        edition_number=edition.number,
        reason=reason[:1000],
    )


def follow_unless_loading(*, edition: Edition, by) -> None:
    """A load of many editions is followed once, by the command that loads."""
    if not _follow_later.get():
        follow(edition=edition, by=by)


def lock_document(edition: Edition) -> None:
    """Wait until no other action works on the document; then nobody else may until we end."""
    document_model = edition._meta.get_field("document").related_model
    document_model.objects.select_for_update().get(pk=edition.document_id)


def locked(edition: Edition) -> Edition:
    """The edition as the database has it, its document locked against a second action.

    A bundle is locked before the documents of its members, here as where it is published.
    """
    waiting = type(edition).objects.filter(pk=edition.pk, state__in=OPEN)
    bundle = waiting.values_list("bundle", flat=True).first()
    if bundle is not None:
        Bundle.objects.select_for_update(no_key=True).get(pk=bundle)
    try:
        lock_document(edition)
        edition = type(edition).objects.select_related("document", "bundle").get(pk=edition.pk)
    except ObjectDoesNotExist as error:
        raise EditorialError(_("A colleague has just thrown this draft away.")) from error
    if edition.is_open and edition.bundle_id not in (None, bundle):
        raise EditorialError(_("A colleague has just put this into a bundle. Try again."))
    return edition


@transaction.atomic
def withdraw_edition(*, edition: Edition, by, reason: str) -> Edition:
    """Take the live edition back; its address then shows the public reason."""
    edition = locked(edition)
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
    edition = locked(edition)
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
    for name in (field.name for field in Workflow._meta.get_fields()):
        field = model._meta.get_field(name)
        setattr(draft, field.attname, field.get_default())
    draft.change_note = draft.loaded_hash = ""
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


def content_changed(*, edition: Edition, by) -> None:
    """Call after a save that changed the content: it is `by`'s now, and no longer approved."""
    edition.edited_by, edition.edited_at = by, timezone.now()
    edition.loaded_hash = edition.approved_content = ""
    edition.approved_by = edition.approved_at = None
    columns = ["edited_by", "edited_at", "loaded_hash"]
    edition.save(update_fields=[*columns, "approved_by", "approved_at", "approved_content"])


def refusal_to_discard(edition: Edition) -> str:
    """Why the draft of a document that never had another edition must stay; "" where it may go."""
    others = edition.document.editions.all()
    if isinstance(edition, others.model):
        # A release belongs to the document of its series, whose editions are of another kind.
        others = others.exclude(pk=edition.pk)
    if others.exists():
        return ""
    return refusal_to_delete(edition.document)


@transaction.atomic
def discard_draft(*, edition: Edition, by) -> None:
    """Throw a draft away; a document that never had another goes with it."""
    edition = locked(edition)
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
