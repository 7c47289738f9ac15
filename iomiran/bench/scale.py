"""Whether pages and sums cost the same with many observations as with few.

Two scratch databases hold the real content beside a synthetic series, of 100,000 rows and of
ROWS (1,000,000 where the environment says nothing). The same questions, about as many days, are
put to both. A time is taken beside that of robots.txt in the same minute, so that what else the
machine does counts for both; a ratio is the large one's by the small one's.
"""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from iomiran.common.http.caching import kept_pages
from returns import queries
from returns.filters import ReturnsFilter
from returns.importing.synthetic import follow_up
from returns.models import Release

from .scratch import scratch_database
from .timing import median_ms, seconds

SLUG = "synthetic-returns"
SMALL = 100_000
LARGE = int(os.environ.get("ROWS", 1_000_000))
# Days of the small series: what is asked of both.
FIRST, LAST = date(2001, 1, 1), date(2001, 3, 9)
PAGES = (
    ("overview", "/en/returns/"),
    ("list of series", "/en/returns/series/"),
    ("page of the series", f"/en/returns/series/{SLUG}/"),
)


def run() -> None:
    small, large = (_measured(rows) for rows in (SMALL, LARGE))
    print(f"\nWith {LARGE:,} observations beside {SMALL:,} (ratio of times; cells)")
    for name, (time, cells) in large.items():
        base, base_cells = small[name]
        print(f"{name:44}{time / base:>8.2f} ×{base_cells:>10,}{cells:>10,}")


def _measured(rows: int) -> dict[str, tuple[float, int]]:
    """Time and number of cells by what was measured. A time has one unit for each name."""
    with scratch_database("bench_scale"):
        found = {}
        silent = {"stdout": io.StringIO(), "verbosity": 0}
        made = seconds(lambda: call_command("generate_observations", rows=rows, **silent))
        print(f"{rows:,} rows generated and published: {made:.0f} s", flush=True)
        call_command("load_content", **silent)
        _vacuum()
        size = Release.objects.published().get(document__slug=SLUG).profile["size"]
        found["generating and publishing a row"] = (made / size, size)
        for name, path in PAGES:
            found[name] = (_beside_robots(_page(path)), 1)
        for name, ask in _questions():
            found[name] = (_beside_robots(ask), len(ask()))
        found["a release of two days on top"] = (seconds(lambda: follow_up(SLUG)), 1)
        _sizes()
        return found


def _beside_robots(call: Callable) -> float:
    robots = _page("/robots.txt")
    before = median_ms(robots)
    time = median_ms(call)
    return time / ((before + median_ms(robots)) / 2)


def _page(path: str) -> Callable:
    client = Client(SERVER_NAME="localhost")

    def rendered():
        kept_pages.clear()
        response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")

    return rendered


def _questions():
    """(name, question): the same days of both series, then all days that each has."""
    same = ReturnsFilter(series=SLUG, start=FIRST, end=LAST)
    for grain in ("own", "week", "month", "year"):
        for by in ("", "place", "manner", "age_group"):
            named = f"{grain} by {by}" if by else grain
            asked = same if grain != "year" else replace(same, end=date(2001, 12, 31))
            yield f"the same days: {named}", _aggregates(asked, grain, by)
    for grain in ("month", "year"):
        yield (
            f"every day: {grain} by place",
            _aggregates(ReturnsFilter(series=SLUG), grain, "place"),
        )


def _aggregates(asked: ReturnsFilter, grain: str, by: str) -> Callable:
    return lambda: queries.aggregates(asked, grain=grain, by=by)


def _vacuum() -> None:
    """As autovacuum leaves a database after a while."""
    if not transaction.get_connection().in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE returns_observation")
            cursor.execute("VACUUM ANALYZE returns_rollup")


def _sizes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class"
            " WHERE relname IN ('returns_observation', 'returns_rollup') ORDER BY relname"
        )
        print("; ".join(f"{name} {size}" for name, size in cursor.fetchall()), flush=True)
