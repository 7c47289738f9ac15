"""Reads content files into plain values. Knows folders, TOML and Markdown, and no model."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from iomiran.common.languages.chain import FALLBACK
from iomiran.common.richtext import from_markdown

FENCE = "+++"


@dataclass(frozen=True)
class Fault:
    """What is wrong in which file; `field` and `row` where they are known."""

    file: str
    reason: str
    field: str = ""
    row: int | None = None

    def __str__(self):
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.field:
            place.append(f"field {self.field}")
        return f"{', '.join(place)}: {self.reason}"


class ContentError(Exception):
    """The content files have faults; nothing was loaded."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


@dataclass(frozen=True)
class ContentFile:
    """One document as its folder says: `values` by field, translated ones as {code: text}."""

    slug: str
    path: Path
    values: dict
    # Of the files as they are written, so that a new release of a Markdown library changes
    # nothing; of the values where a document is no folder of its own, such as a row of CSV.
    sha256: str = ""

    def __post_init__(self):
        if not self.sha256:
            canonical = json.dumps(self.values, sort_keys=True, ensure_ascii=False, default=str)
            object.__setattr__(self, "sha256", hashlib.sha256(canonical.encode()).hexdigest())


def _toml(text: str, path: Path, faults: list[Fault]) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(shown(path), f"not valid TOML: {error}"))
        return {}


def shown(path: Path) -> str:
    """The path as a person reads it: from the app's folder on."""
    parts = path.parts
    return "/".join(parts[parts.index("content") - 1 :]) if "content" in parts else path.name


def _text(path: Path, faults: list[Fault]) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(shown(path), f"cannot be read: {error}"))
        return ""


def _language_file(path: Path, faults: list[Fault]) -> dict:
    """Front matter and, as `body`, the Markdown below it as HTML."""
    text = _text(path, faults)
    parts = text.split(FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        faults.append(Fault(shown(path), f"must begin with front matter between {FENCE} lines"))
        return {}
    return _toml(parts[1], path, faults) | {"body": from_markdown(parts[2].strip())}


def _sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".toml", ".md"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_document(folder: Path, faults: list[Fault]) -> ContentFile:
    values = {}
    main = folder / "document.toml"
    if main.exists():
        values = _toml(_text(main, faults), main, faults)
    else:
        faults.append(Fault(shown(main), "is missing"))
    for path in sorted(folder.glob("*.md")):
        if path.stem not in FALLBACK:
            faults.append(Fault(shown(path), f"{path.stem!r} is not a language of the portal"))
            continue
        for name, text in _language_file(path, faults).items():
            if not isinstance(values.setdefault(name, {}), dict):
                faults.append(Fault(shown(main), "has a text in the language files too", name))
                break
            values[name][path.stem] = text
    return ContentFile(folder.name, main, values, _sha256(folder))


def read_folder(folder: Path, faults: list[Fault]) -> list[ContentFile]:
    """Every document below `folder`; faults are added to the list, never raised."""
    if not folder.is_dir():
        return []
    return [read_document(path, faults) for path in sorted(folder.iterdir()) if path.is_dir()]
