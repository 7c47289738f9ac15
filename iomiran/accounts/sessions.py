"""Where an account is signed in: shown to its owner, ended there or everywhere."""

import hashlib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from .clients import device_of, network_of
from .models import StaffSession

SEEN = "desk_seen"


def _this_hour():
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _mark(request, hour) -> str:
    """Says in the session itself that this hour is noted, so that no request has to ask."""
    key = request.session.session_key or ""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:16]} {hour:%Y-%m-%dT%H}"


def begin(request) -> None:
    """A session ends so long after the sign-in, however busy it is."""
    limit = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(timezone.now() + limit)


def note_seen(request, user) -> None:
    """Once an hour, and when the session has a new key: the row beside the session."""
    hour = _this_hour()
    mark = _mark(request, hour)
    if request.session.get(SEEN) == mark:
        return
    request.session[SEEN] = mark
    seen = {
        "user": user,
        "seen_at": hour,
        "device": device_of(request),
        "network": network_of(request),
    }
    with suppress(IntegrityError), transaction.atomic():
        # Refused where the session was ended a moment ago.
        StaffSession.objects.update_or_create(session_id=request.session.session_key, defaults=seen)


def sessions_of(user):
    """The sessions of an account that have not run out, the latest first."""
    return StaffSession.objects.filter(user=user, session__expire_date__gt=timezone.now())


def end_sessions(user, *, but: str | None = None, only: str | None = None) -> int:
    """End the sessions of an account, except the one with the key `but`; how many they were.

    `only` is the public name of one session, as `name_of` gives it.
    """
    keys = [
        key
        for key in StaffSession.objects.filter(user=user).values_list("pk", flat=True)
        if key != but and only in (None, name_of(key))
    ]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def name_of(key: str) -> str:
    """A session's name in a form: who reads it over a shoulder cannot use it."""
    return hashlib.sha256(f"session {key}".encode()).hexdigest()[:32]
