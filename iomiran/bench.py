"""`make bench`: queries, time and bytes of the main pages.

Times are medians and mean something only as ratios: each page stands beside the smallest
answer that the same process gives in the same run (robots.txt, no page and no query of
content). Nothing here decides whether a test passes.
"""

import gzip
import os
import statistics
import time
from pathlib import Path

from iomiran.localdb import attach_if_needed

ROUNDS = 30
PAGES = (
    ("home", "/en/"),
    ("home, Persian", "/fa/"),
    ("returns", "/en/returns/"),
    ("programme", "/en/programmes/cap/"),
    ("news", "/en/news/"),
    ("publications", "/en/publications/"),
    ("search", "/en/search/?q=returns"),
)


def _median_ms(call) -> float:
    call()
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _measure(client, path: str) -> tuple[int, float, float, int]:
    """Queries and milliseconds of a rendered page, of a kept one, and its gzip bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from iomiran.common.http.caching import kept_pages

    def rendered():
        kept_pages.clear()
        return client.get(path)

    with CaptureQueriesContext(connection) as queries:
        response = rendered()
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}; load the content first.")
    size = len(gzip.compress(response.content))
    return len(queries), _median_ms(rendered), _median_ms(lambda: client.get(path)), size


def _font_bytes() -> int:
    from django.contrib.staticfiles import finders

    return Path(finders.find("fonts/vazirmatn-arabic.woff2")).stat().st_size


def _style_bytes() -> int:
    from django.contrib.staticfiles.storage import staticfiles_storage

    path = Path(staticfiles_storage.path(staticfiles_storage.stored_name("css/site.css")))
    return Path(f"{path}.br").stat().st_size


def main() -> None:
    attach_if_needed()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomiran.settings")
    import django

    django.setup()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    reference = _median_ms(lambda: client.get("/robots.txt"))
    print(f"Reference: robots.txt, {reference:.2f} ms on this machine in this run")
    print(f"{'page':16}{'queries':>8}{'rendered':>12}{'kept':>10}{'gzip bytes':>12}")
    for name, path in PAGES:
        queries, rendered, kept, size = _measure(client, path)
        print(
            f"{name:16}{queries:>8}{rendered / reference:>10.1f} ×{kept / reference:>8.1f} ×"
            f"{size:>12,}"
        )
    print(f"Stylesheet {_style_bytes():,} bytes (brotli); Persian font {_font_bytes():,} bytes")


if __name__ == "__main__":
    main()
