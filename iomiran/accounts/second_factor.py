"""Setting up a second factor: a TOTP authenticator and a sheet of recovery codes."""

from base64 import b32encode

from django.db import transaction
from django_otp import login as mark_verified
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 8


def waiting_device(user) -> TOTPDevice:
    """The authenticator that the user is about to confirm; made where there is none yet."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="authenticator", confirmed=False)


def secret_of(device: TOTPDevice) -> str:
    """The secret as a person types it into an authenticator: groups of four letters."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def new_recovery_codes(user) -> list[str]:
    """Codes that each open the desk once; those made before are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes", confirmed=True)
    codes = [StaticToken.random_token() for _code in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def confirm(request, code: str) -> list[str] | None:
    """Recovery codes where `code` fits the waiting authenticator, else None."""
    device = waiting_device(request.user)
    if not device.verify_token("".join(code.split())):
        return None
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    mark_verified(request, device)
    return new_recovery_codes(request.user)
