"""What an administrator may do for, or about, a colleague's account."""

from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import lockout, second_factor, sessions, tasks
from .events import record_event
from .models import Invitation, Kind, RecoverySheet, User


@transaction.atomic
def reset_factor(*, user: User, by: User, request=None) -> None:
    """For who has lost telephone and codes: they set up a new one at the next sign-in.

    Raises ValidationError where there is none.
    """
    if not second_factor.factor_of(user):
        raise ValidationError(_("This account has no second factor."))
    second_factor.remove_factor(user, by=by, kind=Kind.FACTOR_RESET, request=request)
    tasks.tell(user, Kind.FACTOR_RESET)


@transaction.atomic
def sign_out_everywhere(*, user: User, by: User, request=None) -> None:
    sessions.end_sessions(user)
    user.known_devices.all().delete()
    record_event(Kind.SESSIONS_ENDED, about=user, by=by, request=request)


@transaction.atomic
def unlock(*, user: User, by: User, request=None) -> None:
    """Wrong attempts so far no longer count, at any address."""
    lockout.forget_failures(user)
    record_event(Kind.UNLOCKED, about=user, by=by, request=request)


def send_reset_link(*, user: User, by: User, request=None) -> None:
    """The colleague gets a link and chooses the password; nobody else learns it.

    Raises ValidationError for an account that cannot sign in.
    """
    if not (user.is_active and user.is_staff):
        raise ValidationError(_("This account may not sign in."))
    tasks.reset_by_mail(user.email)


def activity_changed(*, user: User, by: User, request=None) -> None:
    """After `is_active` was changed and saved: a deactivated account is out at once."""
    if not user.is_active:
        sessions.end_sessions(user)
        user.known_devices.all().delete()
    kind = Kind.REACTIVATED if user.is_active else Kind.DEACTIVATED
    record_event(kind, about=user, by=by, request=request)


@transaction.atomic
def remove_personal_data(*, user: User, by: User, request=None) -> User:
    """A neutral mark in place of name and address; what the account did stays as it is.

    Raises ValidationError for an account that is still active, or one's own.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise ValidationError(_("You cannot do this to your own account."))
    if user.is_active:
        raise ValidationError(_("Deactivate the account first."))
    if user.personal_data_removed_at:
        raise ValidationError(_("The personal data of this account were removed already."))
    old = user.email
    user.email = f"former-colleague-{user.pk}@removed.invalid"
    user.name = f"Former colleague {user.pk}"
    user.is_staff = user.is_superuser = False
    user.personal_data_removed_at = timezone.now()
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    _forget_traces(user, old)
    record_event(Kind.DATA_REMOVED, about=user, by=by, request=request)
    return user


def _forget_traces(user: User, old: str) -> None:
    """Wherever else the name or the address stands."""
    sessions.end_sessions(user)
    user.known_devices.all().delete()
    TOTPDevice.objects.filter(user=user).delete()
    RecoverySheet.objects.filter(user=user).delete()
    AccessAttempt.objects.filter(username=old.casefold()).delete()
    Invitation.objects.filter(Q(account=user) | Q(email__iexact=old)).update(
        email=user.email, name=user.name
    )
    # Django's own log of the admin keeps the name that an account had.
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    ).update(object_repr=user.name)
