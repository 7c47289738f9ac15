"""One page asks for each kind of reference once."""

from .resolving import one_reading


class OneReadingMiddleware:
    """Only where nothing is written: what a page shows must not be older than the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with one_reading():
            return self.get_response(request)
