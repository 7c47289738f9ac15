"""Serves the bytes of an upload: HEAD, Range, If-Range, ETag, the name to save under."""

import re
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags

from iomiran.common.http.staff import may_see_drafts

from .models import Upload
from .storage import path_of

# Shown in the browser; everything else is offered for saving.
INLINE = {"application/pdf", "image/webp", "image/png", "image/jpeg"}
CHUNK = 64 * 1024
# Whoever asks for less of the beginning finds out whether and how large the file is.
BEGINNING = 64 * 1024
# What browsers say of a file that nobody has asked for yet.
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")


def file_answer(
    request, upload: Upload, *, public: bool, name: str = "", own_name: str = ""
) -> HttpResponse:
    """The file, a part of it, 304 or 416. Raises Http404 where its bytes are not kept.

    It is saved as `name` (by default that of the upload), and as `own_name`, in any script, by
    every browser that reads RFC 5987.
    """
    path = path_of(upload.sha256)
    if not path.exists():
        raise Http404
    etag = f'"{upload.sha256}"'
    known = request.headers.get("If-None-Match", "")
    if known.strip() == "*" or etag in (mark.removeprefix("W/") for mark in parse_etags(known)):
        response = HttpResponseNotModified()
    else:
        response = _body(request, path, upload)
        response["Content-Disposition"] = _disposition(upload, name or upload.name, own_name)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    # Withdrawn files must disappear: copies may be kept only after asking again.
    response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response


def is_download(request, response: HttpResponse) -> bool:
    """Whether a reader, and no colleague, takes the file: the whole of it, or a good beginning.

    Whoever goes on with a later part, has the file already, or only looks, was counted or will be.
    """
    if request.method != "GET" or hasattr(request, "preview") or may_see_drafts(request):
        return False
    if any("prefetch" in request.headers.get(name, "").lower() for name in AHEAD):
        return False
    if response.status_code == 206:
        first, last, size = map(int, re.findall(r"[0-9]+", response["Content-Range"]))
        return first == 0 and last + 1 >= min(BEGINNING, size)
    return response.status_code == 200


def _disposition(upload: Upload, name: str, own_name: str) -> str:
    header = content_disposition_header(
        as_attachment=upload.media_type not in INLINE, filename=name
    )
    if own_name and not own_name.isascii():
        # Both: a browser that does not read the second finds the first.
        header += f"; filename*=utf-8''{quote(own_name, safe='')}"
    return header


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
