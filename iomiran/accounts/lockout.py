"""Whom a failed sign-in is counted for: the name that was typed, at the address it came from."""

from django.conf import settings


def typed_name(request, credentials=None) -> str:
    """The e-mail address as typed, in the one form under which it is counted."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().casefold()


def client_address(request) -> str:
    """The address of the browser. Behind PROXIES of ours, the last that they did not add."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = [part for part in forwarded if part]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")
