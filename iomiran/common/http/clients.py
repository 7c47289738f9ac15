"""Who asks: the address of the browser or program at the other end."""

from django.conf import settings


def client_address(request) -> str:
    """The address of the client. Behind PROXIES of ours, the last that they did not add."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = [part for part in forwarded if part]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")
