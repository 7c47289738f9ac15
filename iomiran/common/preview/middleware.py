"""Sets the lens for one request that carries a valid link, and takes it off again.

It stands around the page cache. A preview is never kept, and a kept page never answers it.
"""

import re

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from iomiran.common.editorial.lens import looking_through
from iomiran.common.http.files import FILES
from iomiran.common.languages.chain import FALLBACK

from .links import Preview, open_preview
from .models import PreviewLink

PARAMETER = "preview"
LEAVE = "leave"  # no token: it has no signature
# Pages of the site and the files that they show. Feeds, exports, the API, the site map and what
# is made for other sites always show the public state.
PAGES = re.compile(rf"/(?:{'|'.join(FALLBACK)})/(?!embed/)(?:[^?]*/)?\Z|{'|'.join(FILES)}")
# The cookie ends this many seconds after the last page, or with its link.
COOKIE_AGE = 60 * 60
ASKED_BEFORE = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE")


class PreviewMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not PAGES.match(request.path_info):
            return self.get_response(request)
        asked = request.GET.get(PARAMETER, "")
        carried = request.COOKIES.get(settings.PREVIEW_COOKIE_NAME, "")
        if not asked and not carried:
            return self.get_response(request)
        if asked == LEAVE:
            return self._left(HttpResponseRedirect(clean_address(request)))
        try:
            preview = open_preview(asked or carried)
        except (DatabaseError, InterfaceError):
            return self.get_response(request)
        if preview is None:
            if asked:
                request.preview = None  # process_view says so
            return self._left(self.get_response(request))
        if asked and asked == carried:
            return self._private(HttpResponseRedirect(clean_address(request)))
        return self._previewed(request, preview, asked or carried, is_new=bool(asked))

    def process_view(self, request, view, args, kwargs):
        if getattr(request, "preview", self) is None:
            context = {"public_url": clean_address(request), "page_robots": "noindex, nofollow"}
            return render(request, "preview_over.html", context, status=410)
        return None

    def _previewed(self, request, preview: Preview, token: str, *, is_new: bool):
        request.preview = preview
        for name in ASKED_BEFORE:
            request.META.pop(name, None)
        with looking_through(preview.shown):
            response = self._private(self.get_response(request))
        if not request.path_info.startswith(FILES):
            # A picture that comes late must not bring back what was left meanwhile.
            set_cookie(response, preview.link, token)
        if is_new:
            # The browser may hold public copies of the pages that come next.
            response["Clear-Site-Data"] = '"cache"'
        return response

    def _private(self, response):
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        for name in ("ETag", "Last-Modified"):
            del response[name]
        return response

    def _left(self, response):
        """Without the cookie; nobody may keep an answer that takes one away."""
        response.delete_cookie(settings.PREVIEW_COOKIE_NAME, samesite="Lax")
        return self._private(response)


def set_cookie(response, link: PreviewLink, token: str) -> None:
    """HttpOnly, for this site alone, and not longer than the link works."""
    rest = int((link.expires_at - timezone.now()).total_seconds())
    response.set_cookie(
        settings.PREVIEW_COOKIE_NAME,
        token,
        max_age=max(0, min(COOKIE_AGE, rest)),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def clean_address(request) -> str:
    """The same address without a link in it."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
