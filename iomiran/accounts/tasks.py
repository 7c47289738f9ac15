"""What the worker does for accounts: e-mails, so that no answer waits for a mail server and
none tells by its time whether an account exists; and forgetting."""

import hashlib
from datetime import timedelta

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import invitations, letters
from .devices import KNOWN_FOR
from .events import forget_passing_events, record_event
from .lockout import account_of
from .models import Invitation, Kind, KnownDevice, SecurityEvent, User

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=6)
# Links for a new password within an hour: nobody fills a colleague's mailbox.
MOST_LINKS = 3


@app.task(name="accounts.send_invitation", retry=AGAIN)
def send_invitation(invitation_id: int) -> None:
    """Nothing where it was accepted or taken back meanwhile."""
    invitation = Invitation.objects.open().filter(pk=invitation_id).first()
    secret = invitations.new_secret(invitation) if invitation else None
    if secret:
        letters.send(
            lambda: letters.invitation_letter(invitation, secret),
            to=invitation.email,
            language=invitation.language,
        )


@app.task(name="accounts.send_reset_link", retry=AGAIN)
def send_reset_link(name: str) -> None:
    """Nothing where no account that may sign in has this name, or it got enough links already."""
    user = account_of(name)
    if user is None or not (user.is_active and user.is_staff and user.has_usable_password()):
        return
    since = timezone.now() - timedelta(hours=1)
    sent = SecurityEvent.objects.filter(about=user, kind=Kind.RESET_SENT, at__gt=since)
    if sent.count() >= MOST_LINKS:
        return
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    letters.send(
        lambda: letters.reset_letter(user, uid, token), to=user.email, language=user.language
    )
    record_event(Kind.RESET_SENT, about=user)


@app.task(name="accounts.send_notice", retry=AGAIN)
def send_notice(user_id: int, kind: str, to: str = "") -> None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user:
        letters.send(
            lambda: letters.notice_letter(Kind(kind)), to=to or user.email, language=user.language
        )


@app.periodic(cron="41 3 * * *")
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:
    """Traces of coming and going after a year, ended invitations and devices likewise."""
    forget_passing_events()
    now = timezone.now()
    KnownDevice.objects.filter(used_at__lt=now - KNOWN_FOR).delete()
    Invitation.objects.filter(account=None, expires_at__lt=now - timedelta(days=365)).delete()


def _defer(task, lock: str, **arguments) -> None:
    try:
        with transaction.atomic():
            task.configure(queueing_lock=lock).defer(**arguments)
    except AlreadyEnqueued:
        pass


def invite_by_mail(invitation: Invitation) -> None:
    _defer(send_invitation, f"invitation {invitation.pk}", invitation_id=invitation.pk)


def reset_by_mail(name: str) -> None:
    """Whoever the name belongs to, and whether to anybody: the asker waits no longer for one."""
    lock = hashlib.sha256(name.strip().casefold().encode()).hexdigest()
    _defer(send_reset_link, f"reset {lock}", name=name.strip()[:254])


def tell(user: User, kind: Kind, to: str = "") -> None:
    """Write to an account's owner what was changed; `to` is where they were found before."""
    _defer(send_notice, f"notice {user.pk} {kind}", user_id=user.pk, kind=str(kind), to=to)
