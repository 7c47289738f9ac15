"""What is due goes public: each edition or bundle by itself, the oldest first.

Whatever cannot go public is put back with the reason, so that nothing is tried for ever and
nothing keeps the others waiting. After an outage everything that became due meanwhile follows.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .bundles import publish_scheduled_bundle, put_bundle_back
from .kinds import across_kinds, document_model
from .models import Bundle, Edition
from .scheduling import publish_scheduled, put_back
from .states import State

logger = logging.getLogger(__name__)
# Of a fault that may pass, such as a lock that was not given.
MOST_TRIES = 3


@dataclass(frozen=True)
class Due:
    """An edition or a bundle whose time has come; `model` is Bundle or the kind of edition."""

    at: datetime
    model: type[Edition] | type[Bundle]
    pk: int

    def __str__(self):
        return f"{self.model._meta.label} {self.pk}"


@dataclass(frozen=True)
class Outcome:
    """`problems` is empty where it is public now."""

    due: Due
    problems: tuple[str, ...] = ()


def publish_due(*, now: datetime | None = None) -> list[Outcome]:
    """Publish what is due at `now`. Two workers at once publish nothing twice.

    Raises OperationalError while the database cannot be reached: all stays scheduled then.
    """
    outcomes = (_take(due) for due in _all_due(now or timezone.now()))
    return [outcome for outcome in outcomes if outcome]


def _all_due(now: datetime) -> list[Due]:
    editions = across_kinds(
        "scheduled_for", "pk", state=State.SCHEDULED, bundle__isnull=True, scheduled_for__lte=now
    )
    bundles = Bundle.objects.filter(scheduled_for__lte=now, published_at__isnull=True)
    found = [Due(at, model, pk) for model, at, pk in editions]
    found += [Due(at, Bundle, pk) for at, pk in bundles.values_list("scheduled_for", "pk")]
    return sorted(found, key=lambda due: (due.at, due.model._meta.label, due.pk))


def _take(due: Due) -> Outcome | None:
    """Publish it or put it back; None where another worker has it, or did it."""
    thing = due.model.objects.select_related("scheduled_by").filter(pk=due.pk).first()
    if thing is None:
        return None
    with translation.override(getattr(thing.scheduled_by, "language", settings.LANGUAGE_CODE)):
        problems = None
        for _attempt in range(MOST_TRIES):
            try:
                return Outcome(due) if _publish(due) else None
            except OperationalError:
                logger.warning("%s could not be published", due, exc_info=True)
                problems = [_("The database refused several times. Try it again.")]
            except Exception as error:
                problems = _told(due, error)
                break
        back = put_bundle_back if due.model is Bundle else put_back
        back(thing, reasons=problems)
    return Outcome(due, tuple(problems))


def _told(due: Due, error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return list(error.messages)
    logger.error("%s could not be published", due, exc_info=error)
    if isinstance(error, IntegrityError):
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "?"
        return [_("It does not fit what is public now (rule %(rule)s).") % {"rule": rule}]
    return [_("Something unexpected went wrong; the log of the portal has it.")]


def _publish(due: Due) -> bool:
    """False where there is nothing to do: another worker holds it, or it is no longer due."""
    with transaction.atomic():
        publish = _bundle(due) if due.model is Bundle else _edition(due)
        if publish is None:
            return False
        publish()
    return True


def _bundle(due: Due) -> Callable | None:
    free = Bundle.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=due.pk)
    bundle = free.filter(scheduled_for=due.at, published_at__isnull=True).first()
    return bundle and (lambda: publish_scheduled_bundle(bundle))


def _edition(due: Due) -> Callable | None:
    document = due.model.objects.filter(pk=due.pk).values("document")
    documents = document_model(due.model).objects.select_for_update(skip_locked=True)
    if documents.filter(pk__in=document).first() is None:
        return None
    standing = due.model.objects.filter(state=State.SCHEDULED, bundle__isnull=True)
    edition = standing.filter(pk=due.pk, scheduled_for=due.at).first()
    return edition and (lambda: publish_scheduled(edition))
