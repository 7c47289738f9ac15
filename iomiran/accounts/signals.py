"""What is written down and tidied up whenever somebody comes, fails to come, or goes."""

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from . import devices, sessions
from .clients import network_of
from .events import masked, record_event
from .lockout import MOST_CODES, WINDOW, account_of, wrong_codes
from .models import Kind, SecurityEvent, User
from .tasks import tell


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def signed_in(sender, request, user, **kwargs):
    sessions.begin(request)
    sessions.note_seen(request, user)
    record_event(Kind.SIGNED_IN, about=user, by=user, request=request)


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def signed_out(sender, request, user, **kwargs):
    if isinstance(user, User):
        record_event(Kind.SIGNED_OUT, about=user, by=user, request=request)


@receiver(user_login_failed, dispatch_uid="accounts.failed")
def failed(sender, credentials, request=None, **kwargs):
    """One row for each guess that was looked at; what a lock-out refused is not written down."""
    if request is None or _is_refused(request):
        return
    name = str(credentials.get("username", ""))
    user = account_of(name)
    kind = Kind(credentials.get("kind", Kind.SIGN_IN_FAILED))
    record_event(kind, about=user, request=request, detail="" if user else masked(name))
    devices.count_failure(request, user)
    if kind == Kind.CODE_FAILED and wrong_codes(user) == MOST_CODES:
        record_event(Kind.SLOWED, about=user, request=request)
        tell(user, Kind.SLOWED)


def _is_refused(request) -> bool:
    """django-axes refused before it looked: not the guess that made it lock."""
    return getattr(request, "axes_locked_out", False) and not getattr(
        request, "axes_failures_since_start", 0
    )


@receiver(user_locked_out, dispatch_uid="accounts.locked_out")
def locked_out(sender, request, username, **kwargs):
    """Once for each lock-out, not for each refusal after it."""
    user, network = account_of(str(username or "")), network_of(request)
    since = timezone.now() - WINDOW
    detail = "" if user else masked(str(username or ""))
    told = SecurityEvent.objects.filter(
        kind=Kind.LOCKED_OUT, about=user, network=network, detail=detail, at__gt=since
    )
    if not told.exists():
        record_event(Kind.LOCKED_OUT, about=user, request=request, detail=detail)
