"""Everything about an API request but its question: methods, limits, ETag, plain faults."""

import hashlib
import logging
from urllib.parse import unquote_to_bytes

from django.core.exceptions import TooManyFieldsSent
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from iomiran.common.http.caching import CACHE_CONTROL
from iomiran.common.http.generation import build_mark, current_generation
from iomiran.common.languages.chain import FALLBACK

from .problems import MEDIA_TYPE, QUOTA_EXCEEDED, ProblemError, problem, unavailable
from .rates import POLICY, counter

logger = logging.getLogger(__name__)

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
LONGEST = 16_384  # characters of path and question together
MOST_PARAMETERS = 50


def language_of(request) -> str:
    """The language in which texts and faults are said: `?language=`, else English."""
    try:
        asked = request.GET.get("language", "")
    except TooManyFieldsSent:
        return "en"
    return asked if asked in FALLBACK else "en"


def _check_address(request) -> None:
    """Raises ProblemError for an address that no question can have."""
    question = request.META.get("QUERY_STRING", "")
    if len(request.path) + len(question) > LONGEST:
        detail = _("The address has more than %(number)s characters.") % {"number": LONGEST}
        raise ProblemError("too-long", detail)
    if question.count("&") >= MOST_PARAMETERS:
        detail = _("The question has more than %(number)s parts.") % {"number": MOST_PARAMETERS}
        raise ProblemError("address", detail)
    try:
        # WSGI hands on bytes as Latin-1, whatever they are.
        text = unquote_to_bytes(question.encode("latin-1", "replace")).decode() + request.path
    except UnicodeDecodeError as error:
        detail = _("The question is not written in UTF-8.")
        raise ProblemError("address", detail) from error
    if "\0" in text:
        raise ProblemError("address", _("The address holds a NUL character."))


class ApiMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(language_of(request)):
            return self._finished(request, self._answered(request))

    def _answered(self, request):
        try:
            return self._counted(request)
        except ProblemError as error:
            return error.response(request)
        except (DatabaseError, InterfaceError):
            logger.exception("The database did not answer %s.", request.path)
            return unavailable(request)

    def _counted(self, request):
        """Refused before anything is asked of the database, then counted, then answered."""
        if request.method not in ("GET", "HEAD"):
            response = problem(request, "method", _("Use GET or HEAD."))
            response["Allow"] = METHODS
            return response
        _check_address(request)
        allowance = counter.take(request)
        if allowance and allowance.refused:
            detail = _("Up to %(number)s requests a minute are answered. Wait %(seconds)s s.") % {
                "number": allowance.limit,
                "seconds": allowance.seconds,
            }
            more = {"type": QUOTA_EXCEEDED, "violated-policies": [POLICY]}
            response = problem(request, "too-many", detail, **more)
            response["Retry-After"] = str(allowance.seconds)
        else:
            response = self._known_or_fresh(request)
        for name, value in (allowance.headers() if allowance else {}).items():
            response[name] = value
        return response

    def _known_or_fresh(self, request):
        etag = self._etag(request)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        else:
            response = self._fresh(request)
            if response.status_code != 200:
                return response
        response["ETag"] = etag
        response["Cache-Control"] = CACHE_CONTROL
        return response

    def _fresh(self, request):
        asked_by = request.method
        # A HEAD is answered as the GET would be; the body goes at the end.
        request.method = "GET"
        response = self.get_response(request)
        request.method = asked_by
        if response.status_code >= 400 and response["Content-Type"] != MEDIA_TYPE:
            return self._in_our_form(request, response)
        return response

    def _in_our_form(self, request, response):
        """A fault that Django answered with a page of the site, or with a bare sentence."""
        if response.status_code == 404:
            return problem(request, "not-found", _("There is no such address in the API."))
        if response.status_code < 500:
            return problem(request, "address", _("The address cannot be read."))
        return problem(request, "fault", _("It was noted. The same question may fail again."))

    def _etag(self, request) -> str:
        """Made of the content, the build, the address, and the format that is preferred."""
        accept = request.headers.get("Accept", "")
        mark = f"{current_generation().number} {build_mark()} {request.get_full_path()} {accept}"
        return f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:24]}"'

    def _finished(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        response.headers.setdefault("Cache-Control", "no-cache")
        response["X-Robots-Tag"] = "noindex"
        patch_vary_headers(response, ["Accept"])
        if response.status_code != 304:
            response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
        return response
