"""In which encoding a text file is written, told from its bytes."""

import codecs
import re
from typing import BinaryIO

UTF_8 = "utf-8"
ENCODINGS = (UTF_8, "utf-16-le", "utf-16-be", "cp1256", "cp1252")
MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHUNK = 1 << 20
# In Windows-1252 a letter beyond ASCII stands among ASCII letters; Persian words have none.
PAIR = re.compile("[\u0621-\u06d2]{2,}")


def mark_of(start: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark names and its length; ("", 0) without one."""
    return next(
        ((encoding, len(mark)) for mark, encoding in MARKS if start.startswith(mark)), ("", 0)
    )


def encoding_of(file: BinaryIO) -> str:
    """One of ENCODINGS. The whole file is read: one byte far down decides for UTF-8 or not."""
    file.seek(0)
    start = file.read(CHUNK)
    marked, _length = mark_of(start)
    if marked:
        return marked
    if wide := _wide(start):
        return wide
    return UTF_8 if _is_utf8(file) else _one_byte(file)


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: in a table every other byte of most signs is zero."""
    sample = start[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.4:
        return "utf-16-be"
    return ""


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _one_byte(file: BinaryIO) -> str:
    """Windows-1256 where most letters beyond ASCII stand together as Persian or Arabic words."""
    file.seek(0)
    beyond = paired = 0
    while chunk := file.read(CHUNK):
        beyond += sum(byte > 0x7F for byte in chunk)
        paired += sum(map(len, PAIR.findall(chunk.decode("cp1256", "replace"))))
        if beyond > 10_000:
            break
    return "cp1256" if paired * 2 >= beyond else "cp1252"
