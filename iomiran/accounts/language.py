"""The language of a screen of the desk."""

import functools

from django.utils import translation


def language_of(request) -> str:
    """That of the account; before anybody signed in, the one that the browser asks for."""
    language = getattr(request.user, "language", "")
    return language or translation.get_language_from_request(request)


def in_own_language(view):
    """The screens of the desk in the language that the member of staff has chosen."""

    @functools.wraps(view)
    def shown(request, *args, **kwargs):
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response

    return shown
