"""A look through the XML of a workbook: formulas and errors with their addresses, and the room
of sheets.

calamine gives values alone, an error as a blank, and makes room for every cell between the first
and the last; all must be known before it opens the workbook.
"""

import re
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from .archive import Archive
from .faults import refused
from .tables import column_letters

# What a sheet and the texts of a workbook may take: 1.5 million cells are about 150 MB of memory.
MOST_CELLS = 1_500_000
MOST_TEXTS = 64 * 1024 * 1024
MOST_NAMED = 1000  # formulas, and errors, that are named
MOST_TAG = 4096  # bytes of one tag with its attributes
FEW = 64  # columns that are looked for by name
COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
ROW = re.compile(rb'<row r="(\d{1,7})"')
FORMULA = re.compile(rb"<f[\s>/]")
ERROR = re.compile(rb"""\st=["']e["']""")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass
class Look:
    """What one sheet holds: `formulas` and `errors` are (column, row, text), rows from 1 on."""

    sheet: str
    columns: int = 0
    rows: int = 0
    formulas: list[tuple[str, int, str]] = field(default_factory=list)
    errors: list[tuple[str, int, str]] = field(default_factory=list)

    def name(self, kind: str, column: int, row: int, text: str) -> None:
        """Keep the address of a formula or an error; `column` is numbered from 1."""
        kept = getattr(self, kind)
        if len(kept) < MOST_NAMED:
            kept.append((column_letters(column - 1), row, text))

    @property
    def room(self) -> int:
        return self.columns * self.rows


def column_number(letters: str) -> int:
    """ "A" → 1, "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def look_at_xlsx(archive: Archive) -> list[Look]:
    """Every sheet in the order of the workbook. Raises NotReadable for one that is none."""
    texts = archive.entries.get("xl/sharedStrings.xml")
    if texts and texts.file_size > MOST_TEXTS:
        raise refused(archive.name, "sheet_too_large", value=texts.file_size)
    looks = []
    for sheet, part in _parts(archive):
        look = Look(sheet)
        if not _scan(archive, part, look):
            _parse_sheet(archive, part, look)
        looks.append(look)
    return looks


def _parts(archive: Archive) -> list[tuple[str, str]]:
    """(name of the sheet, its part) for each worksheet."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(tag, attributes):
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag, attributes):
        if tag.rpartition(":")[2] == "sheet":
            number = next((attributes[name] for name in attributes if name.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), number))

    if RELATIONS not in archive.entries:
        raise refused(archive.name, "damaged")
    parse(archive, RELATIONS, relation)
    parse(archive, WORKBOOK, sheet)
    parts = [(name, join("/xl", targets.get(number, ""))) for name, number in sheets]
    return [(name, normpath(part).lstrip("/")) for name, part in parts if "worksheets/" in part]


def _scan(archive: Archive, part: str, look: Look) -> bool:
    """Measure the sheet by its bytes alone, which is fast; whether that was enough.

    It is not where a formula or an error may be in it, or where cells do not say where they are.
    """
    if part not in archive.entries:
        raise refused(archive.name, "damaged", sheet=look.sheet)
    tail = b""
    columns: set[bytes] = set()
    for number, piece in enumerate(archive.pieces(part)):
        if number == 0:
            if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in piece[:2000]:
                raise refused(archive.name, "damaged", sheet=look.sheet)
            if b"<worksheet" not in piece[:2000]:
                return False  # names with a prefix: left to the parser
        # What is cut in two stays for the next piece, whole.
        piece = tail + piece
        end = piece.rfind(b"<")
        piece, tail = (piece[:end], piece[end:]) if len(piece) - end < MOST_TAG else (piece, b"")
        cells = piece.count(b"<c ") + piece.count(b"<c>")
        if cells != piece.count(b'<c r="') or FORMULA.search(piece) or _has_error(piece):
            return False
        look.rows = max(look.rows, *map(int, ROW.findall(piece)), 0)
        digits = len(str(look.rows))
        if not _in_known(piece, columns, digits):
            columns.update(COLUMN.findall(piece))
            if re.search(rb'<c r="[A-Z]+\d{%d}' % (digits + 1), piece):
                return False  # a cell that says it is further down than its row
    look.columns = max((column_number(letters.decode()) for letters in columns), default=0)
    return True


def _has_error(piece: bytes) -> bool:
    # A search of the marks alone takes a quarter of the time.
    return (b't="e"' in piece or b"t='e'" in piece) and bool(ERROR.search(piece))


def _in_known(piece: bytes, columns: set[bytes], digits: int) -> bool:
    """Whether each cell is in one of a few columns, and in a row of so many digits at most."""
    if not 0 < len(columns) <= FEW:
        return False
    names = b"|".join(sorted(columns))
    return not re.search(rb'<c r="(?!(?:%s)\d{1,%d}")' % (names, digits), piece)


def _parse_sheet(archive: Archive, part: str, look: Look) -> None:
    """The same by a real parser, with the addresses of formulas and errors."""
    place = {"column": 0, "row": 0, "text": None, "is_error": False}

    def opens(tag, attributes):
        tag = tag.rpartition(":")[2]
        if tag == "row":
            said = attributes.get("r", "")
            place.update(column=0, row=int(said) if said.isdigit() else place["row"] + 1)
        elif tag == "c":
            match = REFERENCE.fullmatch(attributes.get("r", ""))
            place["column"] = column_number(match[1]) if match else place["column"] + 1
            place["row"] = int(match[2]) if match else place["row"]
            look.columns = max(look.columns, place["column"])
            look.rows = max(look.rows, place["row"])
            place["is_error"] = attributes.get("t") == "e"
            place["text"] = "" if place["is_error"] else None
        elif tag == "f":
            place.update(text="", is_error=False)

    def says(text):
        if place["text"] is not None and len(place["text"]) < 200:
            place["text"] += text

    def closes(tag):
        tag = tag.rpartition(":")[2]
        if tag == "f" and place["text"] is not None:
            look.name("formulas", place["column"], place["row"], f"={place['text']}")
            place["text"] = None
        elif tag == "c" and place["is_error"]:
            look.name("errors", place["column"], place["row"], place["text"])
            place.update(text=None, is_error=False)

    parse(archive, part, opens, closes, says)


def parse(archive: Archive, part: str, opens, closes=None, says=None) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = opens
    parser.EndElementHandler = closes
    parser.CharacterDataHandler = says
    parser.buffer_text = True

    def refuse_entities(*_about):
        raise refused(archive.name, "damaged")

    parser.EntityDeclHandler = refuse_entities
    try:
        for piece in archive.pieces(part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refused(archive.name, "damaged") from error


def look_at_ods(archive: Archive) -> list[Look]:
    """The same of an ODS, where one cell may be said to repeat over columns and rows."""
    looks: list[Look] = []
    place = {"row": 0, "column": 0, "repeat": 1}

    def opens(tag, attributes):
        if tag == "table:table":
            looks.append(Look(attributes.get("table:name", "")))
            place.update(row=0, column=0, repeat=1)
        elif tag == "table:table-row":
            place.update(column=0, repeat=_times(attributes, "rows"))
            place["row"] += place["repeat"]
        elif tag in ("table:table-cell", "table:covered-table-cell") and looks:
            place["column"] += _times(attributes, "columns")
            if "office:value-type" in attributes or "table:formula" in attributes:
                look = looks[-1]
                look.rows = max(look.rows, place["row"])
                look.columns = max(look.columns, place["column"])
                where = (place["column"], place["row"] - place["repeat"] + 1)
                if "table:formula" in attributes:
                    text = "=" + attributes["table:formula"].partition("=")[2]
                    look.name("formulas", *where, text)
                elif attributes.get("calcext:value-type") == "error":
                    look.name("errors", *where, attributes.get("office:string-value", ""))

    parse(archive, "content.xml", opens)
    return looks


def _times(attributes: dict[str, str], what: str) -> int:
    said = attributes.get(f"table:number-{what}-repeated", "1")
    return int(said) if said.isdigit() and len(said) < 9 else 1
