"""The parity board: each document by language, how old it is, and whether its numbers agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.admin import ModelAdmin
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import capfirst
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import OPEN, State
from iomiran.common.editorial.titles import edition_title
from iomiran.common.editorial.translations import (
    SOURCE,
    behind_since,
    has_any,
    lacking,
    text_fields,
    translated_rows,
)
from iomiran.common.fields import RichTextField
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.languages.number_parity import Differences, compare_numbers
from iomiran.common.references.markup import Mark, in_words
from iomiran.common.richtext import plain_lines

COMPLETE, PARTIAL, MISSING = "complete", "partial", "missing"
BEHIND, NUMBERS = "behind", "numbers"
TRANSLATIONS = tuple(code for code in FALLBACK if code != SOURCE)


@dataclass(frozen=True)
class Cell:
    """One language of a document. `behind` is when the English text changed after it."""

    language: str
    status: str
    lacks: list[str]
    changed: datetime | None
    behind: datetime | None
    numbers: Differences

    def is_(self, fault: str) -> bool:
        return {
            BEHIND: bool(self.behind),
            NUMBERS: bool(self.numbers),
        }.get(fault, self.status == fault)


@dataclass(frozen=True)
class Row:
    """A document: the edition that readers see, or its draft where it was never public."""

    title: str
    language: str
    kind: str
    label: str
    url: str
    state: str
    state_label: str
    has_draft: bool
    cells: list[Cell]

    @property
    def numbers(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.numbers]


@dataclass(frozen=True)
class Board:
    """`counts` is (language, {status or fault: number of documents}) of all `rows`."""

    kinds: list[tuple[str, str]]
    rows: list[Row]
    counts: list[tuple[str, dict[str, int]]] = field(default_factory=list)


def kinds_for(user, admins: dict[type, ModelAdmin]) -> dict[str, tuple[type, ModelAdmin]]:
    """Label → (model, its admin) of the editions that the user may see, in the desk's order."""
    return {
        model._meta.label_lower: (model, found)
        for model, found in admins.items()
        if issubclass(model, Edition)
        and model.required_text
        and user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }


def parity_board(user, admins, *, kind: str = "") -> Board:
    """All kinds that the user may see, or one. Per kind one query and one for each of its rows."""
    kinds = kinds_for(user, admins)
    chosen = {kind: kinds[kind]} if kind in kinds else kinds
    rows = [
        _row(edition, draft, label)
        for label, (model, _admin) in chosen.items()
        for edition, draft in current_editions(model)
    ]
    names = [(label, _name(model)) for label, (model, _admin) in kinds.items()]
    return Board(kinds=names, rows=rows, counts=[(code, _count(rows, code)) for code in FALLBACK])


def _name(model) -> str:
    return capfirst(model._meta.verbose_name_plural)


def current_editions(model) -> list[tuple[Edition, Edition | None]]:
    """(the live edition or, without one, the draft; the draft if there is one), by address."""
    editions = (
        model.objects.filter(state__in=(State.PUBLISHED, *OPEN))
        .select_related("document")
        .prefetch_related(*model.copied_rows)
        .order_by("document__slug")
    )
    live, drafts = {}, {}
    for edition in editions:
        (live if edition.state == State.PUBLISHED else drafts)[edition.document_id] = edition
    return [(edition, drafts.get(document)) for document, edition in ({**drafts, **live}).items()]


def _row(edition: Edition, draft: Edition | None, label: str) -> Row:
    options = edition._meta
    title, language = edition_title(edition)
    view = f"admin:{options.app_label}_{options.model_name}_change"
    return Row(
        title=title,
        language=language,
        kind=_name(type(edition)),
        label=label,
        url=reverse(view, args=[(draft or edition).pk]),
        state=edition.state,
        state_label=edition.get_state_display(),
        has_draft=draft is not None,
        cells=cells_of(edition),
    )


def cells_of(edition: Edition) -> list[Cell]:
    english = plain_of(edition, SOURCE)
    return [_cell(edition, code, english) for code in FALLBACK]


def to_compare(edition: Edition) -> list[Cell]:
    """The translations of an edition that somebody has to compare with the English text."""
    prefetch_related_objects([edition], *edition.copied_rows)
    return [cell for cell in cells_of(edition) if cell.behind or cell.numbers]


def _cell(edition: Edition, code: str, english: str) -> Cell:
    lacks = lacking(edition, code)
    there = has_any(edition, code)
    status = PARTIAL if lacks else COMPLETE
    own = "" if code == SOURCE or not there else plain_of(edition, code)
    return Cell(
        language=code,
        status=status if there else MISSING,
        lacks=lacks if there else [],
        changed=getattr(edition, build_localized_fieldname("text_changed_at", code)),
        behind=behind_since(edition, code),
        # A half-written text lacks numbers because it lacks words.
        numbers=compare_numbers(english, own, code)
        if own and status == COMPLETE
        else Differences(),
    )


def plain_of(edition: Edition, code: str) -> str:
    """Every text of the edition and its rows in one language; a line ends a sentence."""
    return "\n".join(filter(None, _lines(edition, code)))


def _lines(edition: Edition, code: str) -> Iterable[str]:
    for item in (edition, *translated_rows(edition)):
        for name in text_fields(type(item)):
            text = getattr(item, build_localized_fieldname(name, code)) or ""
            rich = isinstance(item._meta.get_field(name), RichTextField)
            # An address may hold digits; the number itself is the same live one everywhere.
            yield in_words(plain_lines(text) if rich else text, _own_words)


def _own_words(mark: Mark) -> str:
    return mark.rest


def _count(rows: list[Row], code: str) -> dict[str, int]:
    cells = [cell for row in rows for cell in row.cells if cell.language == code]
    faults = (COMPLETE, PARTIAL, MISSING, BEHIND, NUMBERS)
    return {fault: sum(cell.is_(fault) for cell in cells) for fault in faults}


def narrowed(rows: list[Row], *, language: str = "", fault: str = "") -> list[Row]:
    """Rows of which the language, or any, has the fault; without a fault all of them."""
    if fault not in (PARTIAL, MISSING, BEHIND, NUMBERS):
        return rows
    return [
        row
        for row in rows
        if any(cell.is_(fault) and language in ("", cell.language) for cell in row.cells)
    ]
