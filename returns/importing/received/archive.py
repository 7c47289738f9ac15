"""What a workbook is packed in: a ZIP archive, looked through before anything opens it."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.template.defaultfilters import filesizeformat

from .faults import refused

MOST_UNPACKED = 600 * 1024 * 1024
# XML of a table packs to a tenth; beyond this it is made of one repeated byte.
MOST_RATIO = 300
RATIO_FROM = 20 * 1024 * 1024
CHUNK = 1 << 20
LOCAL_HEADER = 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACRO_PARTS = ("vbaproject.bin", "basic/", "scripts/")


class Archive:
    """An open archive whose every part is what its directory says.

    Raises NotReadable for one that is encrypted, has macros, or unpacks to too much.
    """

    def __init__(self, path: Path, name: str):
        self.name = name
        self._file = path.open("rb")
        try:
            self._refuse_ole()
            self._zip = zipfile.ZipFile(self._file)
            self.entries = {entry.filename: entry for entry in self._zip.infolist()}
            self._check(path.stat().st_size)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            self._file.close()
            raise refused(name, "damaged") from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_about):
        self._file.close()

    def read(self, part: str, most: int = 16 * CHUNK) -> bytes:
        """A small part whole; b"" where it is not there."""
        if part not in self.entries:
            return b""
        found = io.BytesIO()
        for piece in self.pieces(part):
            found.write(piece)
            if found.tell() > most:
                raise refused(self.name, "bomb", value=filesizeformat(found.tell()))
        return found.getvalue()

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part unpacked, piece by piece, never further than its directory entry says.

        zipfile stops where the directory says, other readers do not: so we unpack ourselves.
        """
        entry = self.entries[part]
        self._file.seek(entry.header_offset)
        header = self._file.read(LOCAL_HEADER)
        if len(header) < LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise refused(self.name, "damaged")
        skipped = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        start, unpacked = entry.header_offset + LOCAL_HEADER + skipped, 0
        unpack = zlib.decompressobj(-15) if entry.compress_type else None
        left = entry.compress_size
        while left or (unpack and unpack.unconsumed_tail):
            packed = unpack.unconsumed_tail if unpack else b""
            if not packed:
                self._file.seek(start + entry.compress_size - left)
                packed = self._file.read(min(left, CHUNK))
                left -= len(packed)
                if not packed:
                    raise refused(self.name, "damaged")
            try:
                piece = unpack.decompress(packed, CHUNK) if unpack else packed
            except zlib.error as error:
                raise refused(self.name, "damaged") from error
            unpacked += len(piece)
            if unpacked > entry.file_size:
                raise refused(self.name, "bomb", value=f"> {filesizeformat(entry.file_size)}")
            yield piece
        if unpacked != entry.file_size:
            raise refused(self.name, "damaged")

    def _refuse_ole(self) -> None:
        start = self._file.read(len(OLE))
        if start != OLE:
            return
        self._file.seek(0)
        directory = self._file.read(4 * CHUNK)
        rule = "password" if ENCRYPTED in directory else "old_workbook"
        raise refused(self.name, rule)

    def _check(self, size: int) -> None:
        infos = self._zip.infolist()
        if len(infos) != len(self.entries):
            raise refused(self.name, "damaged")  # two parts of one name: which would be read?
        unpacked = sum(entry.file_size for entry in infos)
        too_dense = unpacked > RATIO_FROM and unpacked > MOST_RATIO * size
        if unpacked > MOST_UNPACKED or too_dense:
            raise refused(self.name, "bomb", value=filesizeformat(unpacked))
        if any(entry.flag_bits & 1 for entry in infos):
            raise refused(self.name, "password")
        if any(entry.compress_type not in (0, zipfile.ZIP_DEFLATED) for entry in infos):
            raise refused(self.name, "damaged")
        for part in self.entries:
            lowered = part.lower()
            if lowered.endswith(MACRO_PARTS[0]) or lowered.startswith(MACRO_PARTS[1:]):
                raise refused(self.name, "macros")
