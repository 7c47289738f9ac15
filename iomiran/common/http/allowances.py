"""So much work a minute for one client, counted in this process and nowhere written down."""

import threading
import time
from collections import Counter

from .clients import client_mark

WINDOW = 60  # seconds
# Clients that are told apart in a minute; those after them share what one may have.
MOST_CLIENTS = 10_000


class TooOftenError(Exception):
    """The client has had what one may have; `seconds` until it may ask again."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class Allowances:
    """`most` of them a minute for each client."""

    def __init__(self, most: int):
        self.most = most
        self._lock = threading.Lock()
        self._minute = 0
        self._used: Counter[str] = Counter()

    def take(self, request) -> None:
        """One of them. Raises TooOftenError."""
        now = time.time()
        minute = int(now // WINDOW)
        with self._lock:
            if minute != self._minute:
                self._minute, self._used = minute, Counter()
            client = self._counted_as(request, now)
            if self._used[client] >= self.most:
                raise TooOftenError(max(int((minute + 1) * WINDOW - now), 1))
            self._used[client] += 1

    def give_back(self, request) -> None:
        """What was taken and came to nothing, through no fault of the client."""
        now = time.time()
        with self._lock:
            client = self._counted_as(request, now)
            if int(now // WINDOW) == self._minute and self._used[client]:
                self._used[client] -= 1

    def _counted_as(self, request, now: float) -> str:
        client = client_mark(request, now)
        return client if client in self._used or len(self._used) < MOST_CLIENTS else ""

    def forget(self) -> None:
        with self._lock:
            self._used = Counter()
