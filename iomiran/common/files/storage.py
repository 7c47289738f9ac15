"""Bytes on disk, named by their SHA-256 and written whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from .models import Upload

# Uploads may be drafts: nobody on the machine but the portal's own user and group reads them.
PERMISSIONS = 0o640


def shortened(name: str, most: int = 120) -> str:
    """A file name of at most `most` characters that keeps its ending."""
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= most else f"{stem[: most - len(ending) - 1]}{dot}{ending}"[-most:]


def path_of(sha256: str) -> Path:
    return Path(settings.UPLOADS_ROOT) / sha256[:2] / sha256


def store_bytes(
    content: bytes, *, name: str, media_type: str, by=None, pages: int | None = None
) -> Upload:
    """Keep `content` and return its Upload; the same bytes give the same Upload."""
    upload, _made = store_pieces([content], name=name, media_type=media_type, by=by, pages=pages)
    return upload


def store_pieces(
    pieces: Iterable[bytes], *, name: str, media_type: str, by=None, pages: int | None = None
) -> tuple[Upload, bool]:
    """The same for a file too large for memory; also whether the bytes are new here."""
    folder = Path(settings.UPLOADS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder)
    summary, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                summary.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        path = path_of(summary.hexdigest())
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            os.chmod(temporary, PERMISSIONS)
            os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return Upload.objects.get_or_create(
        sha256=summary.hexdigest(),
        defaults={
            "name": shortened(name),
            "media_type": media_type,
            "size": size,
            "pages": pages,
            "created_by": by,
        },
    )


def discard_upload(upload: Upload) -> bool:
    """Throw a file away unless something still points to it; whether it is gone.

    Its cover goes with it. The bytes go once the transaction is through.
    """
    try:
        with transaction.atomic():
            upload.delete()
    except (ProtectedError, RestrictedError):
        return False
    if upload.cover_id:
        discard_upload(Upload.objects.get(pk=upload.cover_id))
    path = path_of(upload.sha256)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True
