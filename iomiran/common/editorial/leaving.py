"""What becomes of a bundle that one of its members leaves: it does not go public without it."""

from django.utils.translation import gettext as _

from .actions import record
from .kinds import across_kinds
from .models import Bundle, Edition
from .states import State
from .titles import document_name

UNSCHEDULED = {"scheduled_for": None, "scheduled_by": None, "scheduled_at": None}


def stop_schedule(bundle: Bundle) -> None:
    """Its members wait, approved, for another time. Call with the bundle locked."""
    waiting = across_kinds("pk", bundle=bundle, state=State.SCHEDULED)
    for model, pk in waiting:
        model.objects.filter(pk=pk).update(state=State.READY, **UNSCHEDULED)
    bundle.scheduled_for = None
    bundle.save(update_fields=["scheduled_for"])


def leave_bundle(edition: Edition, by) -> None:
    """Take an open edition out of the bundle it is in, because something else becomes of it.

    Call after `locked`, which has locked the bundle too. A bundle that had a time has none
    then: it would be another one than was meant to go public.
    """
    bundle = edition.bundle
    if bundle is None:
        return
    edition.bundle = None
    edition.save(update_fields=["bundle"])
    had_time = bundle.scheduled_for is not None
    stop_schedule(bundle)
    said = _("“%(title)s” has left the bundle.") % {"title": document_name(edition)}
    if had_time:
        said += " " + _("The bundle is therefore no longer scheduled.")
    bundle.problem = "\n".join(filter(None, (bundle.problem, said)))
    bundle.save(update_fields=["problem"])
    record(action="leave bundle", edition=edition, by=by, reason=f"{bundle.name}. {said}")
