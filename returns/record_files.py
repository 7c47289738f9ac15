"""The file of what a release changed. Code names only: it is read by programs."""

import csv
import io
from collections.abc import Iterable, Iterator

from .exports import demonstration
from .models import Release
from .queries import Difference
from .queries.releases import COLUMNS


def changes_csv(release: Release, earlier: Release, rows: Iterable[Difference]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, a header and a line for each count that differs.

    The note is made at the call: when a stream is read, the reader's language is no longer set.
    """
    return _blocks(release, earlier, rows, note=demonstration())


def _blocks(release, earlier, rows, *, note: str) -> Iterator[bytes]:
    head = ("release", "release_before", *COLUMNS, *(["site"] if note else []))
    yield "\N{BYTE ORDER MARK}".encode() + _line(head)
    for row in rows:
        cells = ["" if (cell := getattr(row, name)) is None else cell for name in COLUMNS]
        yield _line([release.number, earlier.number, *cells, *([note] if note else [])])


def _line(cells) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()
