"""Queries, time and bytes of the main pages.

Each page stands beside the smallest answer that the same process gives in the same run:
robots.txt, no page and no query of content.
"""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iomiran.common.http.caching import kept_pages

from .timing import median_ms

PAGES = (
    ("home", "/en/"),
    ("home, Persian", "/fa/"),
    ("returns", "/en/returns/"),
    ("programme", "/en/programmes/cap/"),
    ("news", "/en/news/"),
    ("publications", "/en/publications/"),
    ("search", "/en/search/?q=returns"),
)


def _measure(client, path: str) -> tuple[int, float, float, int]:
    """Queries and milliseconds of a rendered page, of a kept one, and its gzip bytes."""

    def rendered():
        kept_pages.clear()
        return client.get(path)

    with CaptureQueriesContext(connection) as queries:
        response = rendered()
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}; load the content first.")
    size = len(gzip.compress(response.content))
    return len(queries), median_ms(rendered), median_ms(lambda: client.get(path)), size


def _font_bytes() -> int:
    return Path(finders.find("fonts/vazirmatn-arabic.woff2")).stat().st_size


def _style_bytes() -> int:
    path = Path(staticfiles_storage.path(staticfiles_storage.stored_name("css/site.css")))
    return Path(f"{path}.br").stat().st_size


def run() -> None:
    client = Client(SERVER_NAME="localhost")
    reference = median_ms(lambda: client.get("/robots.txt"))
    print(f"Reference: robots.txt, {reference:.2f} ms on this machine in this run")
    print(f"{'page':16}{'queries':>8}{'rendered':>12}{'kept':>10}{'gzip bytes':>12}")
    for name, path in PAGES:
        queries, rendered, kept, size = _measure(client, path)
        print(
            f"{name:16}{queries:>8}{rendered / reference:>10.1f} ×{kept / reference:>8.1f} ×"
            f"{size:>12,}"
        )
    print(f"Stylesheet {_style_bytes():,} bytes (brotli); Persian font {_font_bytes():,} bytes")
