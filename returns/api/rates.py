"""How often one client may ask: so many requests a minute, counted for all server processes.

Of a client only a keyed hash is kept, and of that only the row of its last minute: the key
changes every day, and rows of earlier minutes are deleted by the first request of the next.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from iomiran.common.http.clients import client_mark
from returns.models import Caller

WINDOW = 60  # seconds
POLICY = "per-minute"
# Refused clients that a process remembers, so that a flood is refused without the database.
MOST_REFUSED = 10_000

COUNT = """
    INSERT INTO returns_caller AS row (client, minute, requests) VALUES (%s, %s, 1)
    ON CONFLICT (client) DO UPDATE SET minute = excluded.minute,
        requests = CASE WHEN row.minute = excluded.minute THEN row.requests + 1 ELSE 1 END
    RETURNING requests
"""


@dataclass(frozen=True)
class Allowance:
    """What is left to a client: `remaining` requests within the next `seconds`."""

    limit: int
    remaining: int
    seconds: int
    refused: bool

    def headers(self) -> dict[str, str]:
        """The fields of the IETF draft "RateLimit header fields for HTTP"."""
        return {
            "RateLimit-Policy": f'"{POLICY}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{POLICY}";r={self.remaining};t={self.seconds}',
        }


class Counter:
    """Counts requests in the database; each process remembers whom it refused this minute."""

    def __init__(self):
        self._lock = threading.Lock()
        self._minute = 0
        self._refused: set[str] = set()

    def take(self, request) -> Allowance | None:
        """Counts one request; None where there is no limit. One query, two once a minute."""
        limit = settings.API_REQUESTS_PER_MINUTE
        if limit <= 0:
            return None
        now = time.time()
        minute = int(now // WINDOW)
        client = client_mark(request, now)
        if self._new_minute(minute):
            Caller.objects.filter(minute__lt=minute).delete()
        used = limit + 1 if client in self._refused else self._count(client, minute)
        if used > limit and len(self._refused) < MOST_REFUSED:
            self._refused.add(client)
        seconds = max(int((minute + 1) * WINDOW - now), 1)
        return Allowance(limit, max(limit - used, 0), seconds, used > limit)

    def forget(self) -> None:
        with self._lock:
            self._minute = 0
            self._refused = set()

    def _new_minute(self, minute: int) -> bool:
        with self._lock:
            if minute == self._minute:
                return False
            self._minute = minute
            self._refused = set()
            return True

    def _count(self, client: str, minute: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [client, minute])
            return cursor.fetchone()[0]


counter = Counter()
