"""Guessing of passwords and codes is stopped, and nobody can stop a colleague by guessing.

1. django-axes: 8 wrong passwords or codes for one name from one address lock that name there,
   for half an hour.
2. One name, whatever the addresses: after 24 in half an hour only devices that the account has
   signed in from before are asked further. The rest wait until it is quiet again.
3. One account, wrong codes after the right password: after 10 in a day likewise. Its owner is told.
4. A known device that guesses 8 times itself counts as a stranger for half an hour.

Who sits at a new machine meanwhile asks for a link by e-mail: it makes the machine known, and
the password new. What is refused is not counted, so that an attack cannot prolong the refusal.
"""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.utils import timezone

from . import devices
from .events import masked, record_event
from .models import Kind, SecurityEvent, User

MOST_FOR_A_NAME = 24
MOST_CODES = 10
CODES_COUNT_FOR = timedelta(days=1)
WINDOW = timedelta(hours=settings.AXES_COOLOFF_TIME)
# Since these the guesser no longer has the right password, or never had the right account.
FRESH_START = (Kind.PASSWORD_RESET, Kind.PASSWORD_CHANGED, Kind.FACTOR_RESET, Kind.UNLOCKED)


def typed_name(request, credentials=None) -> str:
    """The e-mail address as typed, in the one form under which it is counted."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.replace("\0", "").strip().casefold()[:254]


def account_of(name: str) -> User | None:
    return User.objects.filter(email__iexact=name.strip()[:254]).first() if name.strip() else None


def is_slowed(request, name: str) -> bool:
    """Whether the name is guessed at from everywhere and this is no device that it knows.

    The answer is the same whether an account has the name.
    """
    name = typed_name(request, {"username": name})
    since = timezone.now() - WINDOW
    attempts = AccessAttempt.objects.filter(username=name, attempt_time__gt=since)
    guesses = attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    user = account_of(name)
    if guesses < MOST_FOR_A_NAME and wrong_codes(user) < MOST_CODES:
        return False
    return not devices.is_known(request, user)


def wrong_codes(user: User | None) -> int:
    """How many codes were wrong of late after the right password of the account."""
    if user is None:
        return 0
    events = SecurityEvent.objects.filter(about=user, at__gt=timezone.now() - CODES_COUNT_FOR)
    fresh = events.filter(kind__in=FRESH_START).values_list("at", flat=True).first()
    wrong = events.filter(kind=Kind.CODE_FAILED)
    return (wrong.filter(at__gt=fresh) if fresh else wrong).count()


def note_slowed(request, name: str) -> None:
    """For the audit page: once in a while, however often it is refused."""
    user = account_of(name)
    detail = "" if user else masked(name.strip())
    slowed = SecurityEvent.objects.filter(kind=Kind.SLOWED, about=user, detail=detail)
    if not slowed.filter(at__gt=timezone.now() - WINDOW).exists():
        record_event(Kind.SLOWED, about=user, request=request, detail=detail)


def is_locked(request, user: User) -> bool:
    """Whether django-axes has locked the account at the address that asks."""
    return not AxesProxyHandler.is_allowed(request, {"username": user.email})


def count_wrong(request, user: User, kind: Kind) -> None:
    """A wrong code, or a wrong password on a screen that asks again, is a guess like any other."""
    user_login_failed.send(
        sender=__name__, credentials={"username": user.email, "kind": kind}, request=request
    )


def forget_failures(user: User) -> None:
    """An administrator lets a colleague try again at once, wherever they are."""
    AccessAttempt.objects.filter(username=user.email.casefold()).delete()
    user.known_devices.update(failures=0, failed_at=None)
