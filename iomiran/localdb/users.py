"""Who uses the embedded database, so that the last one to leave stops it.

Every user holds a shared lock on one file. Coming and going is serialised by a
second one, so two users who leave at the same moment cannot both believe that
the other one is still there.
"""

import os
from pathlib import Path

from iomiran.localdb.cluster import Cluster
from iomiran.localdb.errors import LocalDatabaseError
from iomiran.localdb.locks import FileLock


class DatabaseUser:
    """This process as a user of the database of one checkout."""

    def __init__(self, root: Path | None = None):
        self.cluster = Cluster(root)
        self._users = FileLock(self.cluster.var / "database-users.lock")
        self._door = FileLock(self.cluster.var / "database-start.lock")
        self._process = os.getpid()

    def enter(self) -> str:
        """Start or adopt the server and hold on to it; returns the DATABASE_URL."""
        with self._door:
            self._users.acquire(shared=True)
            try:
                self.cluster.start()
                return self.cluster.url
            except BaseException:
                self._leave()
                raise

    def leave(self) -> bool:
        """Let go; whoever was the last one stops the server. True when it was stopped."""
        # A forked child shares the lock of its parent and must not give it back.
        if self._process != os.getpid() or not self._users.is_held:
            return False
        with self._door:
            return self._leave()

    def start(self) -> str:
        """Have the server running without holding it; the next user to leave stops it."""
        with self._door:
            self.cluster.start()
            return self.cluster.url

    def stop(self, *, remove: bool = False) -> None:
        """Stop a server that nobody uses, and delete its cluster when asked to."""
        with self._door:
            if not self._users.try_exclusive():
                self._users.release()
                raise LocalDatabaseError(
                    "The embedded database is in use. End `make run`, `make test` or "
                    "`make shell` of this checkout first."
                )
            try:
                self.cluster.remove() if remove else self.cluster.stop()
            finally:
                self._users.release()

    def _leave(self) -> bool:
        try:
            alone = self._users.try_exclusive()
            if alone:
                self.cluster.stop()
            return alone
        finally:
            self._users.release()
