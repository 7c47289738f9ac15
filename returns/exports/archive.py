"""ZIP: data, dictionary, datapackage.json, licence, README; the same bytes for one release."""

import hashlib
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from iomiran.common.http.streaming import MARK, csv_lines, written

from .columns import DICTIONARY, dictionary
from .datapackage import Part, datapackage
from .extract import Extract
from .making import TooManyRowsError, turn_for
from .readme import licence_file, readme

LICENCE = "LICENCE.txt"
MOST_PACKED = 500_000  # rows: more would keep a reader waiting for minutes before a first byte


def archive_file(extract: Extract, *more: Extract, hxl: bool = False) -> BinaryIO:
    """A temporary file at its start, which the caller closes; its CSV are those of the site.

    `more` are further tables of the same release, such as the observations under a view; their
    names become the names of their files. Raises TooManyRowsError and BusyError.
    """
    with turn_for(rows_packed(extract, *more)):
        return written(lambda file: _pack(file, extract, more, hxl))


def rows_packed(*extracts: Extract) -> int:
    """How many rows go into the archive. Raises TooManyRowsError."""
    size = sum(one.counted(MOST_PACKED + 1) for one in extracts)
    if size > MOST_PACKED:
        raise TooManyRowsError(extracts[0].name)
    return size


def _pack(file: BinaryIO, extract: Extract, more: tuple[Extract, ...], hxl: bool) -> None:
    packed, parts = Packed(file, extract), []
    tables = [("data", extract), *((other.name, other) for other in more)]
    for name, table in tables:
        size, digest = packed.add(f"{name}.csv", table.csv(hxl))
        title = extract.edition.text().title
        parts.append(Part(name, title, table.columns, size, digest, table.key, hxl))
    for name, table in tables:
        called = "dictionary" if table is extract else f"{name}-dictionary"
        lines = [[column.name for column in DICTIONARY], *dictionary(table.columns)]
        size, digest = packed.add(f"{called}.csv", [MARK + csv_lines(lines)])
        parts.append(Part(called, _("What the columns are"), DICTIONARY, size, digest))
    packed.add(LICENCE, [licence_file(extract)])
    packed.add("datapackage.json", [datapackage(extract, parts, licence=LICENCE)])
    packed.add("README.txt", [readme(extract, packed.digests)])
    packed.close()


class Packed:
    """A ZIP file whose entries all bear the time of the release."""

    def __init__(self, file: BinaryIO, extract: Extract):
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._made = extract.made.utctimetuple()[:6]
        self.digests: dict[str, str] = {}

    def add(self, name: str, blocks: Iterable[bytes]) -> tuple[int, str]:
        """Writes an entry block by block; answers its size and its SHA-256."""
        entry = zipfile.ZipInfo(name, self._made)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for block in blocks:
                digest.update(block)
                size += len(block)
                out.write(block)
        self.digests[name] = digest.hexdigest()
        return size, self.digests[name]

    def close(self) -> None:
        self._zip.close()
