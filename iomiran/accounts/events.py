"""Writing down what happened around signing in and accounts."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from .clients import device_of, network_of
from .models import Kind, SecurityEvent
from .models.events import PASSING

KEPT_FOR = timedelta(days=365)


def record_event(kind: Kind, *, about=None, by=None, request=None, detail="") -> SecurityEvent:
    """`by` is left out where nobody is signed in yet. `detail` names no person."""
    return SecurityEvent.objects.create(
        kind=kind,
        about=about,
        by=by,
        network=network_of(request) if request else "",
        device=device_of(request) if request else "",
        detail=str(detail)[:300],
    )


def masked(name: str) -> str:
    """What is kept of a name that no account has: ex…@example.org, and nothing of other text.

    People mistype their address, and some type their password in its place.
    """
    try:
        validate_email(name)
    except ValidationError:
        return ""
    local, _at, domain = name.rpartition("@")
    return f"{local[:2]}…@{domain}"


def forget_passing_events() -> int:
    """Delete traces of coming and going that are older than a year; how many there were."""
    old = SecurityEvent.objects.filter(kind__in=PASSING, at__lt=timezone.now() - KEPT_FOR)
    return old._raw_delete(old.db)
