"""Documents are what their content says, not what their name says."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from iomiran.common.languages.bidi import isolate

from .pdf.asking import Contents, Occupied, look_at
from .pdf.faults import Fault

MOST_BYTES = 50 * 1024 * 1024
# What a workbook may grow to when it is unpacked: more is an attack or a mistake.
MOST_UNPACKED = 500 * 1024 * 1024
# Readers of PDF look for the end mark in this much of the tail.
TAIL = 2048
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class CheckedDocument:
    """A file that is what it says; `pages` is None where it has none.

    `contents` are those of a document that is quickly read, else None. `is_restricted` where
    it forbids readers to copy from it. `title` is the one inside a PDF.
    """

    content: bytes
    name: str
    media_type: str
    pages: int | None = None
    contents: Contents | None = None
    is_restricted: bool = False
    title: str = ""

    def warnings(self) -> list[str]:
        """What staff should know of a file that is taken all the same."""
        said = []
        if self.contents and not self.contents.has_text:
            said.append(
                _(
                    "“%(name)s” has no text, only pictures of pages: search and screen readers "
                    "find nothing in it. If you can, save it again with text."
                )
            )
        if self.is_restricted:
            said.append(
                _("“%(name)s” forbids readers to copy from it. If it is yours, save it without.")
            )
        return [sentence % {"name": isolate(self.name)} for sentence in said]


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
    media_type, found = check(content)
    stem = get_valid_filename(path.stem)[:150] if path.stem.strip(". ") else "file"
    return CheckedDocument(content, f"{stem}{path.suffix.lower()}", media_type, **found)


def _check_pdf(content: bytes) -> tuple[str, dict]:
    if not content.startswith(b"%PDF-"):
        raise ValidationError(_("The file is named .pdf but its content is not a PDF."))
    if b"%%EOF" not in content[-TAIL:]:
        raise ValidationError(_("The PDF has no end: it was cut off. Save it again."))
    try:
        found = look_at(content)
    except Occupied as error:
        raise ValidationError(
            _("Other files are being checked at this moment. Please try again in a few seconds.")
        ) from error
    if found.fault:
        raise ValidationError(_refusal(found.fault))
    if not found.pages:
        raise ValidationError(_("The PDF takes too long to be read. Save it in a simpler form."))
    return "application/pdf", {
        "pages": found.pages,
        "contents": found.contents,
        "is_restricted": found.restricted,
        "title": found.title,
    }


def _refusal(fault: Fault) -> str:
    match fault:
        case Fault.LOCKED:
            return _("The PDF asks for a password. Save it without one.")
        case Fault.NO_PAGE:
            return _("The PDF has no page.")
        case Fault.SCRIPT:
            return _("The PDF carries scripts. Save it without them, or print it to a new PDF.")
        case Fault.LAUNCH:
            return _("The PDF starts programs on the reader's device. Save it without that.")
        case Fault.PROGRAM:
            return _("A program is attached to the PDF. Save it without the attachment.")
    return _("The PDF is damaged and cannot be opened. Save it again.")


def _check_xlsx(content: bytes) -> tuple[str, dict]:
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
    return XLSX, {}


def _check_csv(content: bytes) -> tuple[str, dict]:
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
    return "text/csv", {}


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


CHECKS: dict[str, Callable[[bytes], tuple[str, dict]]] = {
    ".pdf": _check_pdf,
    ".xlsx": _check_xlsx,
    ".csv": _check_csv,
}
