"""Files that can be made again, kept on disk: bounded, what was read longest ago goes first.

They lie beside the uploads. Nothing fails where the disk is full or must not be written: the
file is then made again.
"""

import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)


class KeptFiles:
    """A folder of its own with at most `most` bytes. Names are hexadecimal digits."""

    def __init__(self, folder: str, *, most: int):
        self.folder = folder
        self.most = most

    @property
    def path(self) -> Path:
        return Path(settings.UPLOADS_ROOT) / "cache" / self.folder

    def get(self, name: str) -> bytes | None:
        path = self.path / name
        try:
            content = path.read_bytes()
        except OSError:
            return None
        try:
            os.utime(path)  # read now: it goes last
        except OSError:
            logger.debug("%s cannot be marked as read", path)
        return content

    def keep(self, name: str, content: bytes) -> None:
        """Whole or not at all, also where several processes keep the same."""
        if len(content) > self.most:
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.path, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(temporary, self.path / name)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
            self._make_room()
        except OSError as error:
            logger.warning("%s is not kept: %s", self.folder, error)

    def _make_room(self) -> None:
        found = []
        with os.scandir(self.path) as entries:
            for entry in entries:
                try:
                    state = entry.stat()
                except FileNotFoundError:
                    continue  # another process was quicker
                found.append((state.st_mtime_ns, state.st_size, entry.path))
        total = sum(size for _read, size, _path in found)
        for _read, size, path in sorted(found):
            if total <= self.most:
                break
            Path(path).unlink(missing_ok=True)
            total -= size
