"""What is told a reader while others have their large files and pictures made."""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _

from iomiran.common.http.turns import BusyError

SECONDS = 5


def may_be_busy(view):
    """The view, answered by 503 and plain words where no turn came free."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except BusyError:
            return _busy(request)

    return answered


def _busy(request):
    context = {
        "page_title": _("Please try again in a moment"),
        "page_robots": "noindex",
        "url": request.get_full_path(),
    }
    response = render(request, "returns/file_busy.html", context, status=503)
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response
