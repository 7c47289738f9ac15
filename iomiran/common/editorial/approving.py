"""From a draft to the public by two people: submit, return, approve, publish.

An approval belongs to the very content that was approved: it ends with the first change, and a
save that changes nothing leaves it. It ends too where a colleague returns it. Whoever edited or
submitted that content cannot give it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.references.checking import reference_problems

from .actions import EditorialError, follow_unless_loading, locked, raise_generation, record
from .content import fingerprint
from .followers import prepare
from .leaving import UNSCHEDULED, leave_bundle
from .models import Edition, Level
from .states import ADDRESSABLE, APPROVED, OPEN, State
from .text import TranslatedMixin


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


def lost_languages(edition: Edition) -> list[str]:
    """Codes of languages in which the live page can be read, and this edition cannot."""
    if not edition.is_open:
        return []
    live = type(edition).objects.published().filter(document_id=edition.document_id).first()
    return [code for code in (live.languages() if live else ()) if not edition.has_language(code)]


def _check_complete(edition: Edition) -> None:
    if problems := missing_for_publication(edition):
        raise EditorialError(problems)


def _check_references(edition: Edition) -> None:
    """When it goes public, not before: a text and the figure in it may wait together."""
    if problems := reference_problems(edition, live=True):
        raise EditorialError(problems)


def check_second_person(edition: Edition, by) -> None:
    """Raises EditorialError where `by` wrote or submitted what is to be approved."""
    nobody_submitted = edition.is_in_review and edition.submitted_by_id is None
    if by is None or nobody_submitted or by.pk in (edition.edited_by_id, edition.submitted_by_id):
        raise EditorialError(_("Somebody else than who wrote or submitted it must approve it."))


def approval_stands(edition: Edition) -> bool:
    """Whether a second person approved exactly what the edition says now."""
    return edition.approved_by_id is not None and edition.approved_content == fingerprint(edition)


UNAPPROVED = {"approved_by": None, "approved_at": None, "approved_content": ""}


def _set(edition: Edition, **values) -> None:
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(values))


def _approve(edition: Edition, by) -> None:
    check_second_person(edition, by)
    _set(
        edition,
        approved_by=by,
        approved_at=timezone.now(),
        approved_content=fingerprint(edition),
    )


@transaction.atomic
def submit_edition(*, edition: Edition, by) -> Edition:
    """Hand a draft over for approval: it is locked until it is approved or given back.

    Where its approval still stands it is ready at once. Raises EditorialError when it is no
    draft or not complete.
    """
    edition = locked(edition)
    if edition.state != State.DRAFT:
        raise EditorialError(_("Only a draft can be submitted for approval."))
    _check_complete(edition)
    stands = approval_stands(edition) and by is not None and by.pk != edition.approved_by_id
    _set(
        edition,
        state=State.READY if stands else State.IN_REVIEW,
        submitted_at=timezone.now(),
        submitted_by=by,
        **({} if stands else UNAPPROVED),
    )
    record(action="submit", edition=edition, by=by, reason=edition.change_note)
    return edition


@transaction.atomic
def return_edition(*, edition: Edition, by, reason: str) -> Edition:
    """Give what was submitted or approved back to its author, who may edit it again.

    An approval ends with it: whoever returns it says that it may not go public as it is.
    """
    edition = locked(edition)
    if edition.state not in (State.IN_REVIEW, *APPROVED):
        raise EditorialError(_("Only what is in review or approved can be returned."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: your colleague will read it."))
    leave_bundle(edition, by)
    _set(edition, state=State.DRAFT, **UNSCHEDULED, **UNAPPROVED)
    record(action="return", edition=edition, by=by, reason=reason.strip())
    return edition


@transaction.atomic
def take_back(*, edition: Edition, by) -> Edition:
    """Open what `by` submitted for editing again. An approval stands until a word changes."""
    edition = locked(edition)
    if edition.state not in (State.IN_REVIEW, *APPROVED):
        raise EditorialError(_("Only what is in review or approved can be taken back."))
    if by is None or by.pk not in (edition.submitted_by_id, edition.edited_by_id):
        raise EditorialError(_("Only who submitted it takes it back; others return it."))
    leave_bundle(edition, by)
    _set(edition, state=State.DRAFT, **UNSCHEDULED)
    record(action="take back", edition=edition, by=by)
    return edition


@transaction.atomic
def approve_edition(*, edition: Edition, by) -> Edition:
    """A second person says that this content may go public; it waits for its time, locked."""
    edition = locked(edition)
    if edition.is_approved:
        raise EditorialError(_("It is approved already."))
    if edition.state != State.IN_REVIEW:
        raise EditorialError(_("It must be submitted for approval first."))
    _check_complete(edition)
    _approve(edition, by)
    _set(edition, state=State.READY)
    record(action="approve", edition=edition, by=by)
    return edition


def check_approved(edition: Edition, by) -> None:
    """Raises EditorialError where `by` may not publish what was, or was not, submitted."""
    if edition.is_approved:
        if not approval_stands(edition):
            raise EditorialError(_("It is no longer what was approved. Return it to its author."))
        return
    if edition.state != State.IN_REVIEW:
        raise EditorialError(_("It must be submitted for approval first."))
    check_second_person(edition, by)


@transaction.atomic
def publish_edition(
    *,
    edition: Edition,
    by,
    reason: str = "",
    without_approval: str = "",
    emergency: bool = False,
    bundled: bool = False,
) -> Edition:
    """Make an open edition the live one; the one before it becomes superseded.

    Out of review this approves it too. `without_approval` is the reason why this publication
    has no second person; an `emergency` is shown to staff until one has confirmed it. What is
    in a bundle goes public with it (`bundled`); only an emergency takes it out.
    Raises EditorialError when it is not open, not complete or not approved.
    """
    edition = locked(edition)
    if edition.state == State.PUBLISHED:
        raise EditorialError(_("It is public already."))
    if edition.state not in OPEN:
        raise EditorialError(_("It was public before. Make a draft of it and publish that."))
    if edition.bundle_id and not (bundled or emergency):
        raise EditorialError(
            _("It goes public with the bundle “%(name)s”. Take it out of it first.")
            % {"name": edition.bundle}
        )
    if not without_approval:
        check_approved(edition, by)
    _check_complete(edition)
    _check_references(edition)
    if emergency:
        leave_bundle(edition, by)
    prepare(edition=edition, by=by)
    approval = {}
    if without_approval:
        # In one step with the state: what is ready has an approval.
        approval = UNAPPROVED
    elif not edition.is_approved:
        _approve(edition, by)
    live = type(edition).objects.filter(document_id=edition.document_id, state__in=ADDRESSABLE)
    live.update(state=State.SUPERSEDED)
    _set(
        edition,
        state=State.PUBLISHED,
        published_at=timezone.now(),
        published_by=by,
        is_emergency=emergency,
        unapproved_reason=without_approval.strip()[:300],
        **approval,
    )
    told = [reason or edition.change_note]
    if without_approval and not emergency:
        told.append(f"without approval: {without_approval}")
    action = "publish in emergency" if emergency else "publish"
    record(action=action, edition=edition, by=by, reason="; ".join(filter(None, told)))
    follow_unless_loading(edition=edition, by=by)
    raise_generation()
    return edition


def publish_in_emergency(*, edition: Edition, by, reason: str) -> Edition:
    """One person makes an open edition public at once; a second one must confirm it after."""
    if by is None or not reason.strip():
        raise EditorialError(_("Give a reason: your colleagues will read it."))
    return publish_edition(
        edition=edition, by=by, reason=reason, without_approval=reason, emergency=True
    )


@transaction.atomic
def confirm_emergency(*, edition: Edition, by) -> Edition:
    """A second person approves what went public in an emergency."""
    edition = locked(edition)
    if edition.state != State.PUBLISHED or not edition.awaits_second_person:
        raise EditorialError(_("This does not wait for a second person."))
    if by is not None and by.pk == edition.published_by_id:
        raise EditorialError(_("Somebody else than who published it must confirm it."))
    _approve(edition, by)
    record(action="confirm", edition=edition, by=by)
    return edition
