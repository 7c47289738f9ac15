"""A page that is not there may have moved: only then its former addresses are looked through."""

from django.http import HttpResponsePermanentRedirect

from iomiran.common.editorial.addresses import new_address


class MovedMiddleware:
    """Turns 404 into 301 where the address was that of a document, or of a file below it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        url = new_address(request.path_info)
        if not url:
            return response
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
