"""Bytes on disk, named by their SHA-256 and written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

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
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, PERMISSIONS)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    upload, _created = Upload.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": shortened(name),
            "media_type": media_type,
            "size": len(content),
            "pages": pages,
            "created_by": by,
        },
    )
    return upload
