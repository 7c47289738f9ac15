"""Public pages: one ETag for all readers, kept while the content generation stays.

A page asked for without a staff session is the same bytes for everybody. It carries an ETag
made of the content generation, the address and the build, is answered with 304 where the
reader has it, and is kept in memory. While the database is away, the last kept copy serves.
"""

import hashlib
import logging
import threading
from collections import OrderedDict

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from .generation import build_mark, current_generation

logger = logging.getLogger(__name__)

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
# Addresses that are never a public page.
PRIVATE_PREFIXES = ("/admin/", "/static/", "/files/")
KEPT_HEADERS = ("Content-Type", "Content-Language", "Link", "X-Robots-Tag", "Location")


class KeptPages:
    """The last pages that were rendered, at most `most` of them and `most_bytes` each."""

    def __init__(self, most=800, most_bytes=400_000):
        self.most, self.most_bytes = most, most_bytes
        self._pages: OrderedDict[str, tuple[str, int, bytes, dict]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, address):
        with self._lock:
            return self._pages.get(address)

    def keep(self, address, etag, response):
        if len(response.content) > self.most_bytes:
            return
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        with self._lock:
            self._pages[address] = (etag, response.status_code, response.content, headers)
            self._pages.move_to_end(address)
            while len(self._pages) > self.most:
                self._pages.popitem(last=False)

    def clear(self):
        with self._lock:
            self._pages.clear()


kept_pages = KeptPages()


class PublicPageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(PRIVATE_PREFIXES):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = self.get_response(request)
            response["Cache-Control"] = "private, no-store"
            return response
        return self._public(request)

    def _public(self, request):
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        try:
            etag = self._etag(address)
        except (DatabaseError, InterfaceError) as error:
            return self._while_database_is_away(request, address, error)
        if self._reader_has(request, etag):
            return self._finished(HttpResponseNotModified(), etag)
        kept = kept_pages.get(address)
        if kept and kept[0] == etag:
            return self._finished(self._from_kept(kept), etag)
        response = self.get_response(request)
        if response.streaming or response.cookies or response.status_code not in (200, 301):
            return response
        if response.get("Cache-Control"):
            return response
        if request.method == "GET":
            kept_pages.keep(address, etag, response)
        return self._finished(response, etag)

    def _etag(self, address):
        mark = f"{current_generation()} {build_mark()} {address}"
        return f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:24]}"'

    def _reader_has(self, request, etag):
        return etag in parse_etags(request.headers.get("If-None-Match", ""))

    def _from_kept(self, kept):
        _etag, status, content, headers = kept
        return HttpResponse(content, status=status, headers=headers)

    def _finished(self, response, etag):
        response["ETag"] = etag
        response["Cache-Control"] = CACHE_CONTROL
        return response

    def _while_database_is_away(self, request, address, error):
        kept = kept_pages.get(address)
        if kept is None:
            raise error
        logger.warning("The database is away; %s is served as last kept.", request.path)
        response = self._from_kept(kept)
        response["Cache-Control"] = "public, max-age=30"
        return response
