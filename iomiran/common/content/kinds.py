"""The kinds of content that apps keep in files, in the order in which they load."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from iomiran.common.editorial.models import Document, Edition


@dataclass(frozen=True)
class Kind:
    """One folder of documents: `<folder>/<slug>/document.toml`, `<language>.md`.

    `rows` maps a key of document.toml (an array of tables) to the reverse relation of the
    edition that holds those inline rows. `renamed` maps a key to a field where the field's
    name would not read well in a file, `row_renamed` does so in rows. `document_fields` are
    kept on the document.
    """

    folder: Path
    document: type[Document]
    edition: type[Edition]
    order: int
    rows: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    row_renamed: dict[str, str] = field(default_factory=dict)
    document_fields: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True)
class Step:
    """Content that is not a folder of documents, such as data in CSV.

    `load(report)` runs in the loader's transaction, raises ContentError, and appends to the
    report; `order` is shared with the kinds.
    """

    name: str
    load: Callable
    order: int


_kinds: list[Kind] = []
_steps: list[Step] = []


def register_kind(kind: Kind) -> None:
    _kinds.append(kind)


def register_step(step: Step) -> None:
    _steps.append(step)


def in_order() -> list[Kind | Step]:
    return sorted([*_kinds, *_steps], key=lambda entry: entry.order)
