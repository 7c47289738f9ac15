"""Files that are made when somebody asks: kept for a while, a few at a time, with one answer."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

from iomiran.common.http.allowances import Allowances
from iomiran.common.http.caching import CACHE_CONTROL
from iomiran.common.http.turns import BusyError, Turns

from .kept import KeptFiles


@dataclass(frozen=True)
class Wanted:
    """`mark` (hexadecimal digits) stands for the bytes and is known before they are made."""

    mark: str
    name: str
    media_type: str
    language: str


class MadeFiles:
    """At most `most` bytes of them are kept; `at_once` are made, `a_minute` for one client."""

    def __init__(self, folder: str, *, most: int, at_once: int, a_minute: int):
        self.kept = KeptFiles(folder, most=most)
        self.turns = Turns(at_once)
        self.allowances = Allowances(a_minute)

    def answer(
        self, request, wanted: Wanted, make: Callable[[], tuple[bytes, bool]]
    ) -> HttpResponse:
        """`make()` gives the bytes, and whether they may be kept; for HEAD it is not called.

        Raises BusyError, TooOftenError and what `make` raises.
        """
        if f'"{wanted.mark}"' in parse_etags(request.headers.get("If-None-Match", "")):
            return _with_head(HttpResponseNotModified(), wanted)
        content = self.kept.get(wanted.mark)
        if request.method == "HEAD":
            return _with_head(_without_body(content), wanted)
        if content is None:
            self.allowances.take(request)
            try:
                content = self._made(wanted, make)
            except BusyError:
                self.allowances.give_back(request)
                raise
        return _with_head(HttpResponse(content), wanted)

    def _made(self, wanted: Wanted, make) -> bytes:
        with self.turns.taken():
            # Whoever had the turn before may have made the same.
            if (content := self.kept.get(wanted.mark)) is not None:
                return content
            content, may_be_kept = make()
            if may_be_kept:
                self.kept.keep(wanted.mark, content)
            return content


def _without_body(content: bytes | None) -> HttpResponse:
    """The length of a file is not known before it is made, and HEAD makes none."""
    response = StreamingHttpResponse(())
    if content is not None:
        response["Content-Length"] = len(content)
    return response


def _with_head(response, wanted: Wanted):
    response["ETag"] = f'"{wanted.mark}"'
    response["Cache-Control"] = CACHE_CONTROL
    response["X-Robots-Tag"] = "noindex"
    if response.status_code != 304:
        response["Content-Type"] = wanted.media_type
        response["Content-Language"] = wanted.language
        response["Content-Disposition"] = content_disposition_header(False, wanted.name)
    return response
