"""Devices that an account has signed in from before: guesses of strangers do not stop them.

The browser keeps a random secret in a cookie that only /admin/ gets; we keep its hash.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from .models import KnownDevice

COOKIE = "__Secure-device" if settings.HTTPS else "iomiran_device"
KNOWN_FOR = timedelta(days=180)
MOST_DEVICES = 10
# What a lock-out allows a name at one address, a device has too.
MOST_FAILURES = settings.AXES_FAILURE_LIMIT
FORGIVEN_AFTER = timedelta(hours=settings.AXES_COOLOFF_TIME)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _presented(request, user):
    secret = request.COOKIES.get(COOKIE, "")
    devices = KnownDevice.objects.filter(
        digest=_digest(secret), used_at__gt=timezone.now() - KNOWN_FOR
    )
    return devices.filter(user=user) if secret and user else devices.none()


def is_known(request, user) -> bool:
    """Whether `user` signed in from this browser before and it has not guessed since."""
    spent = Q(failures__gte=MOST_FAILURES, failed_at__gt=timezone.now() - FORGIVEN_AFTER)
    return _presented(request, user).exclude(spent).exists()


def count_failure(request, user) -> None:
    """A wrong password or code from a known device: after some it is a stranger for a while."""
    now = timezone.now()
    _presented(request, user).update(
        failures=Case(
            When(failed_at__gt=now - FORGIVEN_AFTER, then=F("failures") + 1), default=Value(1)
        ),
        failed_at=now,
    )


def remember(request, response, user) -> None:
    """Let the browser be known from now on; the oldest of too many devices are forgotten."""
    now = timezone.now()
    secret = request.COOKIES.get(COOKIE, "")
    if not _presented(request, user).update(used_at=now, failures=0, failed_at=None):
        if not KnownDevice.objects.filter(digest=_digest(secret)).exists():
            secret = secrets.token_urlsafe(32)  # else a colleague's, who shares the machine
        KnownDevice.objects.update_or_create(
            user=user,
            digest=_digest(secret),
            defaults={"used_at": now, "failures": 0, "failed_at": None},
        )
        kept = user.known_devices.order_by("-used_at").values_list("pk", flat=True)
        user.known_devices.exclude(pk__in=list(kept[:MOST_DEVICES])).delete()
    response.set_cookie(
        COOKIE,
        secret,
        max_age=KNOWN_FOR,
        path="/admin/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
