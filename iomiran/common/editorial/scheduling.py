"""A time at which an approved edition goes public, to the minute; and what if it cannot.

Nothing compares dates with the clock to decide what is public: the worker publishes what is
due, with the same action as a person. `due` finds it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date

from .actions import EditorialError, locked, record
from .approving import (
    approval_stands,
    approve_edition,
    check_approved,
    missing_for_publication,
    publish_edition,
)
from .leaving import UNSCHEDULED
from .models import Edition
from .states import State


def in_tehran(at: datetime) -> str:
    """Day and time as staff read them, such as “3 May 2027, 09:00”, in their language."""
    local = timezone.localtime(at)
    return _("%(day)s, %(time)s (Tehran time)") % {
        "day": format_date(local, both=True),
        "time": f"{local:%H:%M}",
    }


def time_ahead(at: datetime) -> datetime:
    """`at` to the minute. Raises EditorialError where it is past."""
    now = timezone.now()
    at = at.replace(second=0, microsecond=0)
    if at <= now:
        raise EditorialError(
            _("This time is past: it is now %(now)s. Choose a later one, or publish at once.")
            % {"now": in_tehran(now)}
        )
    return at


def _save(edition: Edition, **values) -> None:
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(values))


def approve_for_schedule(edition: Edition, by) -> Edition:
    """The edition, approved and fit to go public; raises EditorialError where it is not.

    Out of review `by` approves it in this step.
    """
    if edition.state == State.IN_REVIEW:
        return approve_edition(edition=edition, by=by)
    check_approved(edition, by)
    if problems := missing_for_publication(edition):
        raise EditorialError(problems)
    return edition


def set_time(edition: Edition, *, at: datetime, by) -> None:
    _save(
        edition,
        state=State.SCHEDULED,
        scheduled_for=at,
        scheduled_at=timezone.now(),
        scheduled_by=by,
    )
    record(action="schedule", edition=edition, by=by, reason=f"{timezone.localtime(at):%F %H:%M}")


@transaction.atomic
def schedule_edition(*, edition: Edition, at: datetime, by) -> Edition:
    """Let an edition go public at a time, or at another one than it was to.

    Out of review a second person approves it in the same step.
    """
    at = time_ahead(at)
    edition = locked(edition)
    if edition.bundle_id:
        raise EditorialError(
            _("It goes public with the bundle “%(name)s”. Schedule the bundle.")
            % {"name": edition.bundle}
        )
    edition = approve_for_schedule(edition, by)
    set_time(edition, at=at, by=by)
    return edition


@transaction.atomic
def unschedule_edition(*, edition: Edition, by) -> Edition:
    """Take an edition off the schedule: it stays approved, and waits."""
    edition = locked(edition)
    if edition.state != State.SCHEDULED:
        raise EditorialError(_("It is not scheduled."))
    if edition.bundle_id:
        raise EditorialError(
            _("It goes public with the bundle “%(name)s”. Take the bundle off the schedule.")
            % {"name": edition.bundle}
        )
    _save(edition, state=State.READY, **UNSCHEDULED)
    record(action="unschedule", edition=edition, by=by)
    return edition


def check_not_taken_back(edition: Edition) -> None:
    """Raises EditorialError where the page was withdrawn or removed after it was scheduled:
    whoever chose the time did not know that it would bring the page back."""
    since = type(edition).objects.filter(
        document_id=edition.document_id,
        state__in=(State.WITHDRAWN, State.REMOVED),
        withdrawn_at__gt=edition.scheduled_at,
    )
    if since.exists():
        raise EditorialError(_("The page was taken back from the public after it was scheduled."))


def publish_scheduled(edition: Edition, *, bundled: bool = False) -> Edition:
    """Its time has come: public in the name of who chose the time."""
    check_not_taken_back(edition)
    return publish_edition(edition=edition, by=edition.scheduled_by, bundled=bundled)


@transaction.atomic
def put_back(edition: Edition, *, reasons: list[str]) -> Edition:
    """Off the schedule, because it could not go public; a draft where its text must change."""
    edition = locked(edition)
    if edition.state != State.SCHEDULED:
        return edition
    fits = approval_stands(edition) and not missing_for_publication(edition)
    _save(edition, state=State.READY if fits else State.DRAFT, **UNSCHEDULED)
    record(action="could not publish", edition=edition, by=None, reason=" ".join(reasons))
    return edition
