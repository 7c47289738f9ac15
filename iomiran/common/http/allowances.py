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
        minute, client = int(now // WINDOW), client_mark(request, now)
        with self._lock:
            if minute != self._minute:
                self._minute, self._used = minute, Counter()
            if client not in self._used and len(self._used) >= MOST_CLIENTS:
                client = ""
            if self._used[client] >= self.most:
                raise TooOftenError(max(int((minute + 1) * WINDOW - now), 1))
            self._used[client] += 1

    def forget(self) -> None:
        with self._lock:
            self._used = Counter()
