"""Differences as a person reads them: by language, with names for keys and words for values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.admin_layout import label_of
from iomiran.common.languages.calendars import format_date, format_partial
from iomiran.common.languages.chain import FALLBACK, direction
from iomiran.common.languages.info import own_name
from iomiran.common.languages.numbers import digits

from .blocks import BlockDifference
from .differences import FieldDifference, RowDifference
from .naming import Names
from .words import Change

KINDS = {
    "p": gettext_lazy("paragraph"),
    "h2": gettext_lazy("heading"),
    "h3": gettext_lazy("smaller heading"),
    "ul": gettext_lazy("item of a list"),
    "ol": gettext_lazy("item of a numbered list"),
    "blockquote": gettext_lazy("quotation"),
    "hr": gettext_lazy("line across"),
}
FATES = {
    Change.ADDED: gettext_lazy("added"),
    Change.REMOVED: gettext_lazy("removed"),
    Change.CHANGED: gettext_lazy("changed"),
    Change.MOVED: gettext_lazy("moved"),
}
# A lone short paragraph between two changes is shown; what is longer is folded.
FOLDED_FROM = 2  # blocks
FOLDED_WORDS = 400  # characters of one block


@dataclass(frozen=True)
class Run:
    """Blocks that stand together; `folded` where nothing in them changed and they are long."""

    folded: bool
    blocks: tuple[BlockDifference, ...]


@dataclass(frozen=True)
class Item:
    """One target of a relation to many."""

    change: Change
    name: str


@dataclass(frozen=True)
class ShownRow:
    change: Change
    moved: bool
    old_number: int
    new_number: int
    fields: list["Shown"]


@dataclass(frozen=True)
class Shown:
    """One changed field. Of `runs`, `items`, `rows` at most one is filled; else old and new."""

    label: str
    change: Change
    language: str = ""
    direction: str = ""
    old: str = ""
    new: str = ""
    runs: tuple[Run, ...] = ()
    items: tuple[Item, ...] = ()
    rows: tuple[ShownRow, ...] = ()


@dataclass(frozen=True)
class Part:
    """The changed fields of one language; `language` is "" for what all of them share."""

    language: str
    title: str
    fields: list[Shown]


def shown_parts(parts: Sequence[FieldDifference]) -> list[Part]:
    """What is shared first, then each language in the site's order, then the inline rows."""
    names = Names(parts)
    order = ["", *FALLBACK]
    flat = [part for part in parts if not part.rows]
    flat.sort(key=lambda part: order.index(part.language))
    found = [
        Part(
            language,
            own_name(language) if language else _("In every language"),
            [_shown(part, names, grouped=True) for part in group],
        )
        for language, group in groupby(flat, key=lambda part: part.language)
    ]
    for part in parts:
        if part.rows:
            found.append(Part("", _rows_title(part), [_shown(part, names)]))
    return found


def _rows_title(part: FieldDifference) -> str:
    return capfirst(part.field.related_model._meta.verbose_name_plural)


def part_names(parts: Iterable[FieldDifference]) -> list[str]:
    """The changed parts in words, each once: «title», «text», «facts»."""
    labels = [
        _rows_title(part) if part.rows else label_of(part.field, within_language=True)
        for part in parts
    ]
    return list(dict.fromkeys(labels))


def _shown(part: FieldDifference, names: Names, *, grouped: bool = False) -> Shown:
    column = part.field
    if part.rows:
        rows = tuple(_shown_row(row, names) for row in part.rows)
        return Shown(_rows_title(part), part.change, rows=rows)
    common = {
        "label": label_of(column, within_language=grouped),
        "change": part.change,
        "language": part.language,
        "direction": direction(part.language) if part.language else "",
    }
    if part.blocks:
        return Shown(**common, runs=tuple(_runs(part.blocks)))
    if column.many_to_many:
        return Shown(**common, items=tuple(_items(part, names)))
    old, new = (value_text(column, value, names) for value in (part.old, part.new))
    return Shown(**common, old=old, new=new)


def _shown_row(row: RowDifference, names: Names) -> ShownRow:
    fields = [_shown(part, names) for part in row.fields]
    return ShownRow(row.change, row.moved, row.old_number, row.new_number, fields)


def _items(part: FieldDifference, names: Names) -> list[Item]:
    related = part.field.related_model
    fates = [(key, Change.REMOVED) for key in part.old if key not in part.new]
    fates += [(key, Change.ADDED) for key in part.new if key not in part.old]
    return [Item(change, names.of(related, key)) for key, change in fates]


def value_text(column, value: Any, names: Names) -> str:
    """The value as a reader writes it; "" for none."""
    original = getattr(column, "translated_field", column)
    if value is None or value == "":
        return ""
    if column.is_relation:
        return names.of(column.related_model, value)
    if original.choices:
        return str(dict(original.flatchoices).get(value, value))
    if isinstance(original, PartialDateField):
        return format_partial(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | float | Decimal) and not isinstance(original, models.CharField):
        return digits(value)
    return str(value)


def _runs(blocks: Iterable[BlockDifference]) -> Iterable[Run]:
    for same, group in groupby(blocks, key=lambda block: block.change is Change.SAME):
        group = tuple(group)
        long = len(group) >= FOLDED_FROM or len(_text(group[0])) >= FOLDED_WORDS
        yield Run(folded=same and long, blocks=group)


def _text(block: BlockDifference) -> str:
    return "".join(piece.text for piece in block.pieces)
