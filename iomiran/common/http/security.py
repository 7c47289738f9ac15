"""Headers that no other middleware of the portal sets."""

import re

# /en/embed/…: the only addresses that another site may frame.
EMBEDS = re.compile(r"/[a-z-]+/embed/")


class HeadersMiddleware:
    """Switch off browser features the portal never uses, and answers from other origins."""

    HEADERS = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.setdefault(name, value)
        return response


class FramingMiddleware:
    """Only what is made to be embedded may stand in a frame of another site.

    The address alone decides, so that a page kept in memory has the same headers as a fresh
    one. It stands inside the middleware that writes the content policy.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if EMBEDS.match(request.path_info):
            response._csp_replace = {"frame-ancestors": ["*"]}
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
            del response["X-Frame-Options"]
        else:
            response["X-Frame-Options"] = "DENY"
        return response
