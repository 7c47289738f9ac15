"""Why a PDF is refused, found with pikepdf: it reads every object, in compressed streams too.

pdfium tells of some scripts, but neither of those of pages and fields nor of what is attached.
"""

import io
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath

import pikepdf

# What runs when it is opened, on some system or other.
PROGRAMS = frozenset(
    """
    action apk app appimage bat bin cmd com command cpl desktop dll dmg elf exe gadget hta inf
    iso jar js jse lnk msc msi msix msp pif ps1 psm1 py reg run scr sct sh so sys vb vbe vbs vhd
    ws wsc wsf wsh docm dotm pptm ppsm xlsm xlam xltm
    """.split()  # noqa: SIM905 - a list of them would fill the screen
)
MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
DEEPEST = 60  # objects within an object
_suspect = re.compile(rb"/JS\b|/JavaScript\b|/XFA\b|/Launch\b|/EF\b")


class Fault(StrEnum):
    LOCKED = "locked"
    DAMAGED = "damaged"
    NO_PAGE = "no_page"
    SCRIPT = "script"
    LAUNCH = "launch"
    PROGRAM = "program"


def fault_of(content: bytes) -> tuple[Fault | None, bool]:
    """What is wrong with the file, None where nothing is; and whether it forbids copying.

    A file that opens without a password is taken, whatever its restrictions.
    """
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                return Fault.NO_PAGE, False
            return next(_carried(pdf), None), pdf.is_encrypted and not pdf.allow.extract
    except pikepdf.PasswordError:
        return Fault.LOCKED, False
    except (pikepdf.PdfError, MemoryError, RecursionError, ValueError, TypeError):
        return Fault.DAMAGED, False


def _carried(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """Scripts, calls of programs, and programs, wherever they lie in the file."""
    for item in [pdf.trailer, *pdf.objects]:
        if isinstance(item, pikepdf.Stream):
            item = item.stream_dict
        elif not isinstance(item, pikepdf.Dictionary | pikepdf.Array):
            continue
        # Names have one spelling here, however the file spells them.
        if _suspect.search(item.unparse(resolved=True)):
            yield from _within(item, 0)


def _within(item, depth: int) -> Iterator[Fault]:
    """In the object and in those that lie within it; what it points to is an object of its own."""
    if depth > DEEPEST:
        return
    if isinstance(item, pikepdf.Dictionary):
        yield from _in_dictionary(item)
        parts = list(item.values())
    else:
        parts = list(item)
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield from _within(part, depth + 1)


def _in_dictionary(item: pikepdf.Dictionary) -> Iterator[Fault]:
    action = str(item.get("/S", ""))
    if action == "/JavaScript" or {"/JS", "/JavaScript", "/XFA"} & set(item.keys()):
        yield Fault.SCRIPT
    if action == "/Launch":
        yield Fault.LAUNCH
    if "/EF" in item and _is_program(item):
        yield Fault.PROGRAM


def _is_program(attached: pikepdf.Dictionary) -> bool:
    names = [str(attached.get(key, "")) for key in ("/F", "/UF", "/DOS", "/Unix", "/Mac")]
    if any(PurePath(name.strip(" .")).suffix.lower()[1:] in PROGRAMS for name in names):
        return True
    files = [part for part in attached.EF.values() if isinstance(part, pikepdf.Stream)]
    return any(part.read_bytes().startswith(MAGIC) for part in files)
