"""Turns: what takes a core for a while is done for a few readers at a time.

A server process has few threads. Whoever cannot have a turn soon is told so, and his thread
goes back to serve pages.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 2.0


class BusyError(Exception):
    """No turn came free in time: ask again in a few seconds."""


class Turns:
    """`at_once` of them in this process; one waits for its turn `patience` seconds."""

    def __init__(self, at_once: int, patience: float = PATIENCE):
        self.patience = patience
        self._free = threading.BoundedSemaphore(at_once)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Raises BusyError."""
        if not self._free.acquire(timeout=self.patience):
            raise BusyError
        try:
            yield
        finally:
            self._free.release()
