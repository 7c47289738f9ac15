"""Whether a file of many rows comes as fast as the database can copy it, in flat memory.

A scratch database holds a synthetic series of ROWS (1,000,000 where the environment says
nothing). The CSV of its release, asked for as a reader does, stands beside a bare COPY of the
same query in the same process; both are read to the end and thrown away. The first row is waited
for by readers who then go away: each finds the caches as a whole reading has left them.
"""

import io
import os
import resource
import statistics
import time

from django.core.management import call_command
from django.db import connection
from django.test import Client

from returns import queries
from returns.filters import ReturnsFilter

from .scratch import scratch_database
from .timing import seconds

SLUG = "synthetic-returns"
ROWS = int(os.environ.get("ROWS", 1_000_000))
ROUNDS = 5
FIRST_ROUNDS = 5  # after each whole reading


def run() -> None:
    with scratch_database("bench_files"):
        call_command("generate_observations", rows=ROWS, stdout=io.StringIO(), verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE returns_observation")
        statement = _statement()
        _plain(statement)
        before = _memory()
        # In turns, so that a busy moment of the machine meets both.
        rounds = [
            (seconds(lambda: _plain(statement)), *_streamed(), _first_rows())
            for _round in range(ROUNDS)
        ]
        ratio = statistics.median(plain / streamed for plain, streamed, _size, _first in rounds)
        first = statistics.median(time for *_others, times in rounds for time in times)
        size = rounds[0][2]
        print(f"\nCSV of {ROWS:,} rows, {size / 1e6:,.0f} MB")
        print(f"speed beside a plain COPY of the same query: {ratio:.2f}")
        print(f"first row after {first * 1000:.0f} ms")
        print(f"memory that the process gained meanwhile: {(_memory() - before) / 1024:.1f} MB")


def _statement() -> str:
    edition = queries.series_page(SLUG)
    rows = queries.file_rows(edition, queries.live_release(edition), ReturnsFilter())
    return connection.ops.compose_sql(*rows.query.sql_with_params())


def _plain(statement: str) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copy,
    ):
        for _piece in copy:
            pass


def _streamed() -> tuple[float, int]:
    """Seconds to the end, and bytes."""
    start = time.perf_counter()
    size = sum(map(len, _answer().streaming_content))
    return time.perf_counter() - start, size


def _first_rows() -> list[float]:
    """Seconds from the question to the first row, some times."""
    found = []
    for _round in range(FIRST_ROUNDS):
        start = time.perf_counter()
        response = _answer()
        pieces = iter(response.streaming_content)
        next(pieces)  # the head, which asks nothing of the rows
        next(pieces)
        found.append(time.perf_counter() - start)
        response.close()
    return found


def _answer():
    response = Client(SERVER_NAME="localhost").get(f"/en/returns/series/{SLUG}.csv")
    if response.status_code != 200:
        raise SystemExit(f"the CSV answered {response.status_code}")
    return response


def _memory() -> int:
    """The most that the process ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
