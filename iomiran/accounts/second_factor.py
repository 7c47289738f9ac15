"""The second factor: an authenticator (TOTP) and a sheet of recovery codes."""

import io
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime

import segno
from django.db import transaction
from django_otp import login as mark_verified
from django_otp.plugins.otp_totp.models import TOTPDevice

from .events import record_event
from .models import Kind, RecoveryCode, RecoverySheet, User
from .models.recovery import digest, random_code
from .sessions import end_sessions

RECOVERY_CODES = 8


@dataclass(frozen=True)
class Factor:
    """What an account has: since when, and how many recovery codes are left."""

    since: datetime | None
    codes_left: int

    def __bool__(self) -> bool:
        return self.since is not None


def factor_of(user) -> Factor:
    device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    left = RecoveryCode.objects.filter(sheet__user=user).count()
    return Factor(device.created_at if device else None, left)


def is_in_use() -> bool:
    """Whether anybody has a second factor: then the sign-in asks for its code."""
    return TOTPDevice.objects.filter(confirmed=True).exists()


def waiting_device(user) -> TOTPDevice:
    """The authenticator that the user is about to confirm; made where there is none yet."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="authenticator", confirmed=False)


def secret_of(device: TOTPDevice) -> str:
    """The secret as a person types it into an authenticator: groups of four letters."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture_of(device: TOTPDevice) -> bytes:
    """The secret as a QR code, an SVG of its own; dark on light, as cameras want it."""
    drawn = io.BytesIO()
    segno.make(device.config_url, micro=False).save(
        drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff", svgclass=None,
        lineclass=None, xmldecl=False,
    )  # fmt: skip
    return drawn.getvalue()


def _make_codes(user) -> list[str]:
    RecoverySheet.objects.filter(user=user).delete()
    sheet = RecoverySheet.objects.create(user=user, name="recovery codes", confirmed=True)
    codes = [random_code() for _code in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(sheet=sheet, digest=digest(c)) for c in codes)
    return codes


@transaction.atomic
def new_recovery_codes(user, *, by=None, request=None) -> list[str]:
    """Codes that each open the desk once; those made before are void."""
    User.objects.select_for_update().get(pk=user.pk)
    codes = _make_codes(user)
    record_event(Kind.CODES_MADE, about=user, by=by or user, request=request)
    return codes


@transaction.atomic
def confirm(request, code: str) -> list[str] | None:
    """Recovery codes where `code` fits the waiting authenticator, else None.

    The one before and its codes are void, and the account is signed out everywhere else.
    """
    user = request.user
    User.objects.select_for_update().get(pk=user.pk)
    device = waiting_device(user)
    if not device.verify_token("".join(code.split())):
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    mark_verified(request, device)
    end_sessions(user, but=request.session.session_key)
    record_event(Kind.FACTOR_SET_UP, about=user, by=user, request=request)
    return _make_codes(user)


@transaction.atomic
def remove_factor(user, *, by, kind: Kind, request=None, but: str | None = None) -> None:
    """No authenticator and no codes; signed out everywhere except in the session `but`."""
    TOTPDevice.objects.filter(user=user).delete()
    RecoverySheet.objects.filter(user=user).delete()
    end_sessions(user, but=but)
    record_event(kind, about=user, by=by, request=request)
