"""Bytes on disk, named by their SHA-256 and written whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import ProtectedError, RestrictedError

from .models import Upload

# Uploads may be drafts: nobody on the machine but the portal's own user and group reads them.
PERMISSIONS = 0o640
# With the beginning of a hash: the same bytes are not kept and thrown away at the same time.
ADVISORY_LOCK = 7_041_951


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
        with _alone_with(summary.hexdigest()) as path:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                os.chmod(temporary, PERMISSIONS)
                os.replace(temporary, path)
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
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def _alone_with(sha256: str) -> Iterator[Path]:
    """Nobody else keeps these bytes or throws them away until the transaction is through."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            number = int(sha256[:7], 16)  # less than 2³¹
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADVISORY_LOCK, number])
        yield path_of(sha256)


def discard_upload(upload: Upload) -> bool:
    """Throw a file away unless something still points to it; whether it is gone.

    Its cover goes with it. The bytes go once the transaction is through.
    """
    try:
        with _alone_with(upload.sha256):
            upload.delete()
    except (ProtectedError, RestrictedError):
        return False
    if upload.cover_id:
        discard_upload(Upload.objects.get(pk=upload.cover_id))
    transaction.on_commit(lambda: _remove_bytes(upload.sha256))
    return True


def _remove_bytes(sha256: str) -> None:
    """Unless somebody sent the same ones meanwhile."""
    with _alone_with(sha256) as path:
        if not Upload.objects.filter(sha256=sha256).exists():
            path.unlink(missing_ok=True)
