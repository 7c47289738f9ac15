"""One compilation: the same template, data and date give the same bytes."""

import functools
import hashlib
import json
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst

logger = logging.getLogger(__name__)

# PDF/UA-1: tagged, titled, every figure described. The engine refuses what breaks it.
STANDARDS = ["ua-1"]
# One family for all four languages; neither engine nor document reads a font of the machine.
FONTS = Path(__file__).parent / "fonts"
PICTURE = Path(__file__).parent / "picture.typ"
SOURCE = Path(__file__)
# A CSS pixel is set as a point, of which an inch has 72.
POINTS_PER_INCH = 72

# Nothing that XML forbids (drawings are XML), and no sign that turns the direction of all that
# follows it; the marks and joiners of Persian stay.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e]")
_IMPORT = re.compile(r'^#import "([^"]+)"', re.MULTILINE)
_ISOLATES = re.compile("[\u2066-\u2069]")


class TypesetError(ValueError):
    """The document could not be made; the message is the engine's."""


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: int


def print_pdf(template: Path, data: dict, *, fonts: Path, made: datetime) -> Printed:
    """A PDF/UA-1 of `template`, which may read the files of its own folder and no others.

    The template ends with `#metadata(pages) <pages>`. `made` is the date of creation that the
    file states; fonts come from the folder `fonts` alone, never from the machine.
    """
    inputs = {"data": json.dumps(clean(data), ensure_ascii=False, sort_keys=True)}
    try:
        compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=made
        )
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        raise TypesetError(f"{template.name}: {error.message}") from error
    for warning in warnings:
        logger.warning("%s: %s", template.name, warning.message)
    return Printed(content, pages)


def made_with(template: Path, fonts: Path = FONTS) -> bytes:
    """A digest of all that shapes a document beside its data: engine, how it is asked, templates,
    fonts."""
    digest = hashlib.sha256(typst.__version__.encode())
    digest.update(SOURCE.read_bytes())
    digest.update(_digest_of_fonts(fonts))
    for part in _parts(template):
        digest.update(part.read_bytes())
    return digest.digest()


def _parts(template: Path) -> list[Path]:
    """The template, what it imports, and what that imports, each once."""
    found = [template]
    for part in found:
        imported = [part.parent / name for name in _IMPORT.findall(part.read_text("utf-8"))]
        found += [one for one in imported if one not in found]
    return found


@functools.cache
def _digest_of_fonts(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for font in sorted(folder.glob("*.ttf")):
        digest.update(font.read_bytes())
    return digest.digest()


def print_png(svg: str, *, width: float, height: float, density: int = 2) -> bytes:
    """A drawing of `width` × `height` CSS pixels, each of them `density` pixels of the picture.

    Text must have physical anchors: the engine knows no `direction`. Raises TypesetError.
    """
    data = {"svg": svg, "width": width, "height": height}
    return print_picture(PICTURE, data, density=density)


def print_picture(template: Path, data: dict, *, density: int = 1) -> bytes:
    """A PNG of the one page of `template`; a point of it is `density` pixels.

    The same template and data give the same bytes. Raises TypesetError, also where what
    stands on the page runs over to a second one.
    """
    try:
        compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(FONTS),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(clean(data, drawing=True), ensure_ascii=False)},
        )
        content = compiler.compile(format="png", ppi=POINTS_PER_INCH * density)
    except typst.TypstError as error:
        raise TypesetError(f"{template.name}: {error.message}") from error
    if not isinstance(content, bytes):
        raise TypesetError(f"{template.name}: {len(content)} pages; a picture has one")
    return content


@functools.cache
def _fonts(folder: Path) -> typst.Fonts:
    """Read once: a font takes longer to open than a page to set."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def clean(value, *, drawing: bool = False):
    """`value` (JSON types) with every text made safe to set.

    Isolates are for drawings and pictures: in the running text of a document the engine writes
    them into what a reader copies out, and the template isolates by itself.
    """
    if isinstance(value, dict):
        return {key: clean(item, drawing=drawing or key == "svg") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item, drawing=drawing) for item in value]
    if isinstance(value, str):
        value = _UNSAFE.sub("", value)
        return value if drawing else _ISOLATES.sub("", value)
    return value
