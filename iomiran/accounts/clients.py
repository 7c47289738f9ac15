"""What is kept of the machine at the other end: enough to know one's own, and no more."""

import ipaddress
import re

from iomiran.common.http.clients import client_address

# The first that is found wins: Edge and Opera say that they are Chrome, Chrome that it is Safari.
BROWSERS = (
    ("Edge", r"\bEdg(?:e|A|iOS)?/"),
    ("Opera", r"\b(?:OPR|Opera)/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"\b(?:Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bSafari/"),
)
SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)
# Bits of an address that are kept: those of a provider's network, not of a house.
WIDTHS = {4: 16, 6: 32}


def _first(choices, text: str) -> str:
    return next((name for name, pattern in choices if re.search(pattern, text)), "")


def device_of(request) -> str:
    """Such as "Firefox, Android": families without versions. Empty where nothing is said."""
    text = request.META.get("HTTP_USER_AGENT", "")[:500]
    return ", ".join(filter(None, (_first(BROWSERS, text), _first(SYSTEMS, text))))


def network_of(request) -> str:
    """Such as 192.0.0.0/16: the network that the client's address is part of; else empty."""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, WIDTHS[address.version]), strict=False))
