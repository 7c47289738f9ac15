"""Asks addresses elsewhere whether they are still there: politely, and with an end."""

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from .models import CheckedLink

PATIENCE = 10  # seconds for one answer
PAUSE = 1.0  # seconds between two questions to one host
# What servers answer that do not know HEAD, or refuse it.
ASK_AGAIN = {400, 403, 404, 405, 406, 501, 503}


class NotPublic(Exception):
    """The address is one of a machine in here: it is never asked on behalf of a text."""


class _Guard(urllib.request.HTTPRedirectHandler):
    """A redirect must not lead inside either."""

    def __init__(self, *, inside: bool):
        self.inside = inside

    def redirect_request(self, request, fp, code, msg, headers, newurl):
        _check_host(newurl, inside=self.inside)
        return super().redirect_request(request, fp, code, msg, headers, newurl)


def _check_host(url: str, *, inside: bool) -> None:
    host = urlsplit(url).hostname or ""
    if inside:
        return
    for *_other, address in socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP):
        _check_address(address[0])


def _check_address(address: str) -> None:
    if not ipaddress.ip_address(address.split("%")[0]).is_global:
        raise NotPublic


class _Reached:
    """Looks at the machine that was reached: a name may mean another one than a moment ago."""

    def connect(self):
        super().connect()
        _check_address(self.sock.getpeername()[0])


class _Plain(_Reached, http.client.HTTPConnection):
    pass


class _Secure(_Reached, http.client.HTTPSConnection):
    pass


class _PlainHandler(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(_Plain, request)


class _SecureHandler(urllib.request.HTTPSHandler):
    def https_open(self, request):
        return self.do_open(_Secure, request)


def _handlers(*, inside: bool) -> list:
    # Behind a proxy the machine that is reached is the proxy, which does the looking.
    looks = not (inside or urllib.request.getproxies())
    return [_Guard(inside=inside), *([_PlainHandler(), _SecureHandler()] if looks else [])]


def ask(url: str, *, patience: float = PATIENCE, inside: bool = False) -> tuple[int | None, str]:
    """(status, "") or (None, what went wrong). `inside` lets it ask machines of the own network."""
    opener = urllib.request.build_opener(*_handlers(inside=inside))
    status = None
    try:
        for method in ("HEAD", "GET"):
            status = _status(opener, url, method, patience, inside=inside)
            if status not in ASK_AGAIN:
                break
    except NotPublic:
        return None, "leads to a machine that is not public"
    except TimeoutError:
        return None, "no answer in time"
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return None, "no answer in time"
        return None, (str(reason) or type(reason).__name__)[:200]
    return status, ""


def _status(opener, url: str, method: str, patience: float, *, inside: bool) -> int:
    _check_host(url, inside=inside)
    agent = f"Mozilla/5.0 (compatible; link check of {settings.SITE_URL})"
    request = urllib.request.Request(url, method=method, headers={"User-Agent": agent})  # noqa: S310 - http and https alone are found
    try:
        with opener.open(request, timeout=patience) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def check_links(
    urls: Iterable[str], *, pause: float = PAUSE, patience: float = PATIENCE, inside: bool = False
) -> Iterable[CheckedLink]:
    """Ask each address and keep what it answered; one row after the other, as it comes."""
    asked_at: dict[str, float] = {}
    for url in urls:
        host = urlsplit(url).netloc
        wait = asked_at.get(host, 0) + pause - time.monotonic()
        if host in asked_at and wait > 0:
            time.sleep(wait)
        status, problem = ask(url, patience=patience, inside=inside)
        asked_at[host] = time.monotonic()
        yield keep(url, status, problem)


def keep(url: str, status: int | None, problem: str) -> CheckedLink:
    now = timezone.now()
    link = CheckedLink.objects.filter(url=url).first() or CheckedLink(url=url)
    link.checked_at, link.status, link.problem = now, status, problem
    link.failing_since = (link.failing_since or now) if link.is_broken else None
    link.save()
    return link
