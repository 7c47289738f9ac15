"""File locks that the kernel gives back when their holder dies, however it dies.

Process ids are not counted anywhere: after `kill -9` a count would be wrong for
ever, and in a container the same number soon belongs to somebody else.
"""

import fcntl
import os
import time
from pathlib import Path

from iomiran.localdb.errors import LocalDatabaseError


class FileLock:
    """One open file with at most one lock on it, shared or exclusive."""

    def __init__(self, path: Path):
        self.path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def acquire(self, *, shared: bool = False, timeout: float = 90) -> None:
        """Wait for the lock at most `timeout` seconds, else LocalDatabaseError."""
        self._open()
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        deadline = time.monotonic() + timeout
        try:
            while not self._try(kind):
                if time.monotonic() > deadline:
                    raise LocalDatabaseError(
                        f"Another process has held {self.path} for {timeout:.0f} seconds. "
                        "Wait for it or end it, then try again."
                    )
                time.sleep(0.02)
        except BaseException:
            self.release()
            raise

    def try_exclusive(self) -> bool:
        """Take the lock alone, or raise a shared one to exclusive, without waiting.

        A failed attempt may lose a shared lock (flock(2) does not promise more), so
        it is only made by who is leaving and holds the start lock.
        """
        self._open()
        return self._try(fcntl.LOCK_EX)

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "FileLock":
        self.acquire()
        return self

    def __exit__(self, *error: object) -> None:
        self.release()

    def _open(self) -> None:
        if self._descriptor is not None:
            return
        # Close-on-exec, so that no child process keeps the lock alive.
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            self._descriptor = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise LocalDatabaseError(
                f"{self.path} cannot be opened ({error.strerror}). Start the portal as the "
                "user who started it first, or remove the folder var/ and start again."
            ) from error

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
