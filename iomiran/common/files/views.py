"""An upload at the address of its bytes: asks `is_public`."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from iomiran.common.http.staff import may_see_drafts

from .access import is_public
from .models import Upload
from .serving import file_answer, is_download

_counters: list[Callable[[Upload], None]] = []


def register_counter(count: Callable[[Upload], None]) -> None:
    """`count(upload)` is told of every download by a reader; it must not raise."""
    _counters.append(count)


@require_safe
def file_download(request, sha256: str, name: str) -> HttpResponse:
    """The file itself; 404 for everybody but staff until an edition that uses it is live."""
    upload = get_object_or_404(Upload, sha256=sha256)
    public = is_public(upload)
    if not public and not may_see_drafts(request):
        raise Http404
    response = file_answer(request, upload, public=public)
    if public and is_download(request, response):
        for count in _counters:
            count(upload)
    return response
