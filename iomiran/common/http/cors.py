"""What a page of another site may read: the API and the data files, and nothing else.

They hold public figures only and no answer depends on who asks, so any origin may read them;
cookies are never allowed along (no `Access-Control-Allow-Credentials`).
"""

import re

from django.http import HttpResponse

OPEN = re.compile(r"^/api/|^/[a-z-]{2,5}/returns/.+\.(?:csv|xlsx|json|zip|svg|png|ics)$")
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
# How long a browser may remember what it was allowed, in seconds.
REMEMBERED = "86400"


class OpenDataMiddleware:
    """Stands around the page cache: a kept copy gets the headers as a fresh one does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not OPEN.match(request.path_info):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Allow"] = METHODS
        else:
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = "Accept, Cache-Control, If-None-Match"
            response["Access-Control-Max-Age"] = REMEMBERED
        return response
