"""Pages for an unknown address and for a fault of ours."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation

from iomiran.common.languages.middleware import language_of_path


def not_found(request, exception=None):
    language = language_of_path(request.path_info) or "en"
    with translation.override(language):
        request.LANGUAGE_CODE = language
        return render(request, "404.html", {"page_robots": "noindex"}, status=404)


def server_error(request):
    """No context processor and no database: whatever is broken must not break this."""
    return HttpResponseServerError(get_template("500.html").render({}))
