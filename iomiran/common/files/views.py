"""The one view that serves uploads: asks `is_public`, answers HEAD, Range and ETag."""

import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from iomiran.common.http.staff import may_see_drafts

from .access import is_public
from .models import Upload
from .storage import path_of

# Shown in the browser; everything else is offered for saving.
INLINE = {"application/pdf", "image/webp", "image/png", "image/jpeg"}
CHUNK = 64 * 1024


def _range_of(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single-range header; None where it is absent or of no use."""
    match = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", header.strip())
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(path: Path, first: int, length: int):
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(CHUNK, length))):
            length -= len(piece)
            yield piece


def _body(request, path: Path, upload: Upload) -> HttpResponse:
    first_last = _range_of(request.headers.get("Range", ""), upload.size)
    if request.headers.get("If-Range", f'"{upload.sha256}"') != f'"{upload.sha256}"':
        first_last = None
    if first_last is None:
        response = FileResponse(path.open("rb"), content_type=upload.media_type)
        response["Content-Length"] = upload.size
        return response
    first, last = first_last
    if first > last or first >= upload.size:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{upload.size}"
        return response
    response = FileResponse(
        _pieces(path, first, last - first + 1), status=206, content_type=upload.media_type
    )
    response["Content-Length"] = last - first + 1
    response["Content-Range"] = f"bytes {first}-{last}/{upload.size}"
    return response


@require_safe
def file_download(request, sha256: str, name: str) -> HttpResponse:
    """The file itself; 404 for everybody but staff until an edition that uses it is live."""
    upload = get_object_or_404(Upload, sha256=sha256)
    public = is_public(upload)
    if not public and not may_see_drafts(request):
        raise Http404
    path = path_of(upload.sha256)
    if not path.exists():
        raise Http404
    etag = f'"{upload.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = _body(request, path, upload)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=upload.media_type not in INLINE, filename=upload.name
    )
    # Withdrawn files must disappear: copies may be kept only after asking again.
    response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response
