"""Files as staff send them, built with real libraries. Names and figures are plainly examples."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

HEADER = ["period_start", "period_end", "returned from", "value"]
ROWS = [
    ["2021-01-03", "2021-01-09", "IRN", 101],
    ["2021-01-10", "2021-01-16", "IRN", 102],
]
TEXT_ROWS = [[str(cell) for cell in row] for row in ROWS]
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def csv_text(header=HEADER, rows=ROWS, delimiter=",", above=()) -> str:
    lines = [*above, header, *rows]
    return "".join(delimiter.join(map(str, line)) + "\r\n" for line in lines)


def write(folder: Path, name: str, content) -> Path:
    path = Path(folder) / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def xlsx(sheets: dict[str, list[list]], hidden=()) -> bytes:
    """A cell that begins with "=" becomes a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
    return file.getvalue()


def ods(rows: list[list], cell_attributes: str = "", extra: dict[str, str] | None = None) -> bytes:
    """`cell_attributes` stands in the last cell, as a formula or a repetition would."""

    def cell(value, attributes=""):
        kind = "float" if isinstance(value, int) else "string"
        number = f' office:value="{value}"' if kind == "float" else ""
        return (
            f'<table:table-cell office:value-type="{kind}"{number} {attributes}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    body = ""
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        cells = [
            cell(value, cell_attributes if last and place == len(row) - 1 else "")
            for place, value in enumerate(row)
        ]
        body += f"<table:table-row>{''.join(cells)}</table:table-row>"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Example">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts | (extra or {}))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_parts(content: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The archive with parts added or put in the place of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = {name: archive.read(name) for name in archive.namelist()}
    return zipped(there | parts)


def encrypted_workbook() -> bytes:
    """The beginning of what Excel writes under a password: an OLE container."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 1000
        + "EncryptedPackage".encode("utf-16-le")
    )
