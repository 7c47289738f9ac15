"""Public pages: one ETag for all readers, kept while the content generation stays.

A page asked for without a staff session is the same bytes for everybody. It carries an ETag
made of the content generation, the day, the address and the build, is answered with 304 where the
reader has it, and is kept in memory. While the database is away, the last kept copy serves,
unless anything was withdrawn since it was made.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_etags
from django.utils.timezone import localdate

from .files import FILES
from .generation import Generation, build_mark, current_generation

logger = logging.getLogger(__name__)

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
# Addresses that are never a public page. The API has ETags of its own and is not kept here:
# its questions have no end.
PRIVATE_PREFIXES = ("/admin/", "/static/", *FILES, "/api/")
KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Disposition",
    "Link",
    "X-Robots-Tag",
    "Location",
)
MOST_BYTES = 64 * 1024 * 1024
LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True)
class KeptPage:
    etag: str
    withdrawals: int
    status: int
    content: bytes
    headers: dict


class KeptPages:
    """The pages that were asked for last, together at most MOST_BYTES."""

    def __init__(self):
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, address: str) -> KeptPage | None:
        with self._lock:
            if address in self._pages:
                self._pages.move_to_end(address)
            return self._pages.get(address)

    def keep(self, address: str, page: KeptPage) -> None:
        if len(page.content) > LARGEST:
            return
        with self._lock:
            self._remove(address)
            self._pages[address] = page
            self._bytes += len(page.content)
            while self._bytes > MOST_BYTES:
                self._remove(next(iter(self._pages)))

    def drop(self, address: str) -> None:
        with self._lock:
            self._remove(address)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _remove(self, address: str) -> None:
        if page := self._pages.pop(address, None):
            self._bytes -= len(page.content)


kept_pages = KeptPages()


class PublicPageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.last_seen = Generation()

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(PRIVATE_PREFIXES):
            return self.get_response(request)
        if hasattr(request, "preview"):  # iomiran.common.preview: never kept, never from here
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = self.get_response(request)
            response["Cache-Control"] = "private, no-store"
            return response
        return self._public(request)

    def _public(self, request):
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        try:
            generation = self.last_seen = current_generation()
        except (DatabaseError, InterfaceError) as error:
            return self._while_database_is_away(request, address, error)
        etag = self._etag(address, generation)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return self._finished(HttpResponseNotModified(), etag)
        kept = kept_pages.get(address)
        if kept and kept.etag == etag:
            return self._finished(self._from_kept(kept), etag)
        return self._rendered(request, address, etag, generation)

    def _rendered(self, request, address, etag, generation):
        response = self.get_response(request)
        if response.status_code in (404, 410):
            kept_pages.drop(address)
            response.setdefault("Cache-Control", "no-cache")
            return response
        if response.cookies or response.status_code not in (200, 301):
            return response
        if response.get("Cache-Control"):
            return response
        if response.streaming:
            # Too large to keep, and never whole in memory; a reader may still hold a copy.
            if generation.raised_at:
                response["Last-Modified"] = http_date(generation.raised_at.timestamp())
            return self._finished(response, etag)
        # A question in the address can be anything: such pages are not kept, or they would
        # crowd out all the others.
        if request.method == "GET" and not request.META["QUERY_STRING"]:
            headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            kept_pages.keep(
                address,
                KeptPage(
                    etag,
                    generation.withdrawals,
                    response.status_code,
                    response.content,
                    headers,
                ),
            )
        return self._finished(response, etag)

    def _etag(self, address, generation: Generation):
        # A page may say how new a figure is on the day: nothing finer than a day is in any page.
        mark = f"{generation.number} {localdate()} {build_mark()} {address}"
        return f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:24]}"'

    def _from_kept(self, kept: KeptPage):
        return HttpResponse(kept.content, status=kept.status, headers=kept.headers)

    def _finished(self, response, etag):
        response["ETag"] = etag
        response["Cache-Control"] = CACHE_CONTROL
        return response

    def _while_database_is_away(self, request, address, error):
        kept = kept_pages.get(address)
        if kept is None or kept.withdrawals != self.last_seen.withdrawals:
            raise error
        logger.warning("The database is away; %s is served as last kept.", request.path)
        response = self._from_kept(kept)
        response["Cache-Control"] = "public, max-age=30"
        return response
