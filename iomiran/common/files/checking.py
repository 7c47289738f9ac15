"""Documents are what their content says, not what their name says."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 50 * 1024 * 1024
# What a workbook may grow to when it is unpacked: more is an attack or a mistake.
MOST_UNPACKED = 500 * 1024 * 1024
# Compressed parts of a PDF are read to here and no further.
MOST_OBJECT_STREAM = 4 * 1024 * 1024
# Readers of PDF look for the end mark in this much of the tail.
TAIL = 2048
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_page_tree = re.compile(
    rb"/Type\s*/Pages\b[^>]{0,4000}?/Count\s+(\d{1,6})|"
    rb"/Count\s+(\d{1,6})\b[^>]{0,4000}?/Type\s*/Pages\b",
    re.DOTALL,
)
_object_stream = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)


@dataclass(frozen=True)
class CheckedDocument:
    """A file that is what it says; `pages` is None where it has none or they are not known."""

    content: bytes
    name: str
    media_type: str
    pages: int | None = None


def check_document(content: bytes, name: str) -> CheckedDocument:
    """Raises ValidationError with one sentence that says what to do."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 50 MB. Save it smaller and try again."))
    if not content:
        raise ValidationError(_("The file is empty."))
    path = PurePath(name.replace("\\", "/"))
    check = CHECKS.get(path.suffix.lower())
    if check is None:
        raise ValidationError(_("Use a PDF, XLSX or CSV file."))
    media_type, pages = check(content)
    stem = get_valid_filename(path.stem)[:150] if path.stem.strip(". ") else "file"
    return CheckedDocument(content, f"{stem}{path.suffix.lower()}", media_type, pages)


def _check_pdf(content: bytes) -> tuple[str, int | None]:
    if not content.startswith(b"%PDF-"):
        raise ValidationError(_("The file is named .pdf but its content is not a PDF."))
    if b"%%EOF" not in content[-TAIL:]:
        raise ValidationError(_("The PDF has no end: it was cut off. Save it again."))
    return "application/pdf", pdf_pages(content)


def pdf_pages(content: bytes) -> int | None:
    """Number of pages as the page tree states it; None where it is hidden or encrypted."""
    parts = [content]
    for start in _object_stream.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[start.end() :], MOST_OBJECT_STREAM)
        except zlib.error:
            continue
        parts.append(unpacked)
    counts = [
        int(match.group(1) or match.group(2))
        for part in parts
        for match in _page_tree.finditer(part)
    ]
    return max(counts, default=None) or None


def _check_xlsx(content: bytes) -> tuple[str, None]:
    wrong = ValidationError(_("The file is named .xlsx but its content is not an Excel workbook."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise wrong from error
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise wrong
    if unpacked > MOST_UNPACKED:
        raise ValidationError(_("The workbook unpacks to more than 500 MB."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError(_("The workbook has macros. Save it without them."))
    try:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).close()
    except CalamineError as error:
        raise wrong from error
    return XLSX, None


def _check_csv(content: bytes) -> tuple[str, None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("Save the CSV file in UTF-8.")) from error
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text) or text.lstrip().startswith("<"):
        raise ValidationError(_("The file is named .csv but its content is not a table of text."))
    first_line = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        _check_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValidationError(
            _("The CSV file cannot be read: a quotation mark is left open.")
        ) from error
    return "text/csv", None


def _check_rows(rows) -> None:
    width = 0
    for cells in rows:
        width = width or len(cells)
        if cells and len(cells) != width:
            raise ValidationError(
                _("Line %(line)s of the CSV file has %(found)s cells, the first line %(width)s.")
                % {"line": rows.line_num, "found": len(cells), "width": width}
            )
    if width < 2:
        raise ValidationError(_("The file is named .csv but its content is not a table of text."))


CHECKS: dict[str, Callable[[bytes], tuple[str, int | None]]] = {
    ".pdf": _check_pdf,
    ".xlsx": _check_xlsx,
    ".csv": _check_csv,
}
