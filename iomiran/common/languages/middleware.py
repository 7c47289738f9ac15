"""The language of a page is in its address and nowhere else.

Django's own LocaleMiddleware also reads a cookie and `Accept-Language`, which would make the
same address answer differently. Here an address without a language (the admin, files) is in
English, or in the language of the signed-in member of staff.
"""

from django.conf import settings
from django.utils import translation

from .chain import FALLBACK


def language_of_path(path: str) -> str | None:
    first = path.lstrip("/").split("/", 1)[0].lower()
    return first if first in FALLBACK else None


class AddressLanguageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if "Content-Language" not in response:
                response["Content-Language"] = translation.get_language()
            return response
