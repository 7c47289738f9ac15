"""JSON: what the table is, then its rows, one object a line, as they are read."""

import json
from collections.abc import Iterator
from itertools import islice

from iomiran.common.nav import site_url
from returns.presenters.citations import citation

from .columns import demonstration
from .extract import Extract

AT_ONCE = 500


def json_blocks(extract: Extract) -> Iterator[bytes]:
    """{"about": {...}, "columns": [...], "rows": [{column: value}]}; empty cells are null.

    The head is made at the call: when a stream is read, the reader's language is no longer set.
    """
    head = {
        "about": metadata(extract),
        "columns": [_column(column) for column in extract.columns],
    }
    begun = json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode() + b',\n "rows": ['
    return _blocks(begun, extract)


def _blocks(begun: bytes, extract: Extract) -> Iterator[bytes]:
    yield begun
    before, names, rows = "\n  ", extract.header, iter(extract.rows())
    while some := list(islice(rows, AT_ONCE)):
        lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in some)
        yield (before + ",\n  ".join(lines)).encode()
        before = ",\n  "
    yield b"\n ]\n}\n"


def metadata(extract: Extract) -> dict:
    edition, release, text = extract.edition, extract.release, extract.edition.text()
    found = {
        "site": demonstration(),
        "series": edition.document.slug,
        "title": text.title,
        "language": text.language,
        "scope": edition.scope_sentence(),
        "caveat": text.caveat,
        "method": text.method,
        "unit": edition.unit,
        "kind": edition.kind,
        "publisher": edition.publisher,
        "source": {"name": edition.source_name, "url": edition.source_url},
        "licence": edition.licence,
        "release": release.number,
        "released": release.published_at.date().isoformat(),
        "provisional": release.provisional,
        "asked": extract.query,
        "citation": citation(extract.edition, release, extract.path).text,
        "page": site_url(extract.path),
    }
    return {name: value for name, value in found.items() if value != ""}


def _column(column) -> dict:
    found = {"name": column.name, "type": column.kind, "meaning": str(column.meaning)}
    return found | ({"allowed": list(column.allowed)} if column.allowed else {})
