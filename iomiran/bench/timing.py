"""Medians, and what a page costs when it is made."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ROUNDS = 30


def median_ms(call: Callable, rounds: int = ROUNDS) -> float:
    """The first call is not counted: it fills what every later one finds."""
    call()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def seconds(call: Callable) -> float:
    """Of one call, for what is done once."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


@dataclass(frozen=True)
class Work:
    """Seconds of the clock, and of computing: of this process and of the server for it.

    What else the machine does counts for the clock alone. `computing` is of this process only
    where the server's processes cannot be seen.
    """

    clock: float = 0
    computing: float = 0

    def __add__(self, other: "Work") -> "Work":
        return Work(self.clock + other.clock, self.computing + other.computing)

    def __sub__(self, other: "Work") -> "Work":
        return Work(self.clock - other.clock, self.computing - other.computing)


def work_so_far() -> Work:
    """The difference of two is what was done between them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    server = int(process.read_text().split()[0]) / 1e9 if process.exists() else 0
    return Work(time.perf_counter(), time.process_time() + server)
