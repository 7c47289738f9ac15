"""Who asks: the address of the browser or program at the other end."""

import hashlib
import hmac
import ipaddress

from django.conf import settings

DAY = 24 * 60 * 60


def client_address(request) -> str:
    """The address of the client. Behind PROXIES of ours, the last that they did not add."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = [part for part in forwarded if part]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def client_mark(request, now: float) -> str:
    """The hash under which a client is counted on the day of `now`, in seconds.

    Of IPv6 it stands for the network that one site has.
    """
    text = client_address(request)
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        network = text
    else:
        width = 64 if address.version == 6 else 32
        network = str(ipaddress.ip_network((address, width), strict=False))
    key = f"{settings.SECRET_KEY} {int(now // DAY)}".encode()
    return hmac.new(key, network.encode(), hashlib.sha256).hexdigest()[:32]
