"""What is different between two versions of a document, field by field and word by word.

Nothing here asks the database: relations are given by their keys, and whoever shows them names
them (`naming`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from iomiran.common.dates import PartialDateField
from iomiran.common.fields import RichTextField

from .blocks import BlockDifference, compare_blocks, html_blocks, plain_blocks
from .snapshots import Row, Snapshot, content_fields, row_model
from .words import Change, likeness, tokens_of

# From here on, two rows with different keys are one row that was rewritten.
SAME_ROW = 0.5
_ORDER = "position"
_WHOLE = (models.URLField, models.EmailField, models.SlugField, PartialDateField)


@dataclass(frozen=True)
class RowDifference:
    """One inline row; `old_number` and `new_number` count from 1, 0 where it is not there."""

    change: Change
    moved: bool
    old_number: int
    new_number: int
    fields: tuple["FieldDifference", ...]


@dataclass(frozen=True)
class FieldDifference:
    """One field, in one language, that is not the same in both versions.

    `old` and `new` are values of the column; keys for a relation (a tuple for one to many).
    `blocks` are there for texts, `rows` for inline rows, whose `field` is the reverse relation.
    `change` is ADDED where there was nothing before, REMOVED where there is nothing now.
    """

    field: Any
    change: Change
    old: Any = None
    new: Any = None
    blocks: tuple[BlockDifference, ...] = ()
    rows: tuple[RowDifference, ...] = ()

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def language(self) -> str:
        """Code of the language, "" for what is the same in all of them."""
        return getattr(self.field, "language", None) or ""

    @property
    def languages(self) -> set[str]:
        """Of the field, or of the fields of its rows."""
        found = {self.language} if self.language else set()
        return found.union(*(part.languages for row in self.rows for part in row.fields))


def differences(old: Snapshot | None, new: Snapshot | None) -> list[FieldDifference]:
    """In the order of the model: columns, relations to many, inline rows. Empty: the same content.

    None stands for a version without any content. Raises ValueError for two kinds of content.
    """
    model = (new or old).model if new or old else None
    if model is None:
        return []
    if old and new and old.model is not new.model:
        raise ValueError(f"{old.model.__name__} and {new.model.__name__} cannot be compared")
    old, new = old or Snapshot(model, {}), new or Snapshot(model, {})
    found = _columns(model, old.values, new.values)
    for relation in model._meta.many_to_many:
        before, after = (tuple(side.many.get(relation.name, ())) for side in (old, new))
        if set(before) != set(after):
            found.append(FieldDifference(relation, _fate(before, after), before, after))
    for name in getattr(model, "copied_rows", ()):
        before, after = (tuple(side.rows.get(name, ())) for side in (old, new))
        if rows := _rows(row_model(model, name), before, after):
            relation = model._meta.get_field(name)
            found.append(FieldDifference(relation, _fate(before, after), rows=tuple(rows)))
    return found


def _columns(model, old, new) -> list[FieldDifference]:
    found = []
    for column in content_fields(model):
        before, after = old.get(column.name), new.get(column.name)
        if before == after or (_is_empty(before) and _is_empty(after)):
            continue
        blocks = _blocks(column, before, after) if _is_prose(column) else ()
        if blocks and all(block.change is Change.SAME for block in blocks):
            continue  # spaces alone, or what of HTML no reader sees
        found.append(FieldDifference(column, _fate(before, after), before, after, tuple(blocks)))
    return found


def _is_empty(value) -> bool:
    """An empty text and no text read alike; a number 0 and "no" are values."""
    return value is None or value == ""


def _fate(old, new) -> Change:
    if _is_empty(old) or old == ():
        return Change.ADDED
    return Change.REMOVED if _is_empty(new) or new == () else Change.CHANGED


def _original(column):
    return getattr(column, "translated_field", column)


def _is_prose(column) -> bool:
    """Whether words are compared: an address, a date or a choice changes as a whole."""
    original = _original(column)
    text = isinstance(original, models.CharField | models.TextField)
    return text and not isinstance(original, _WHOLE) and not original.choices


def _blocks(column, old, new) -> list[BlockDifference]:
    read = html_blocks if isinstance(_original(column), RichTextField) else plain_blocks
    return compare_blocks(read(old or ""), read(new or ""))


# --- Inline rows -------------------------------------------------------------------


def _rows(model, old: Sequence[Row], new: Sequence[Row]) -> list[RowDifference]:
    pairs = _pairs(model, old, new)
    moved = _moved([(old.index(before), new.index(after)) for before, after in pairs])
    found = []
    for number, after in enumerate(new, 1):
        before = next((b for b, a in pairs if a is after), None)
        fields = _row_fields(model, before.values if before else {}, after.values)
        shifted = number - 1 in moved
        if before is None or fields or shifted:
            change = Change.ADDED if before is None else Change.CHANGED if fields else Change.MOVED
            place = old.index(before) + 1 if before else 0
            found.append(RowDifference(change, shifted, place, number, tuple(fields)))
    kept = [id(before) for before, _after in pairs]
    for number, before in enumerate(old, 1):
        if id(before) not in kept:
            fields = tuple(_row_fields(model, before.values, {}))
            found.append(RowDifference(Change.REMOVED, False, number, 0, fields))
    return found


def _row_fields(model, old, new) -> list[FieldDifference]:
    """Without the place in the order: that shows as a move."""
    return [part for part in _columns(model, old, new) if part.name != _ORDER]


def _pairs(model, old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The same row in both: by key, else by equal content, else by the most words in common."""
    before, after, pairs = list(old), list(new), []

    def pair(same) -> None:
        for right in list(after):
            left = next((left for left in before if same(left, right)), None)
            if left is not None:
                before.remove(left)
                after.remove(right)
                pairs.append((left, right))

    pair(lambda left, right: left.identity is not None and left.identity == right.identity)
    pair(lambda left, right: not _row_fields(model, left.values, right.values))
    words = {id(row): _words(model, row) for row in (*before, *after)}
    ranked = sorted(
        ((likeness(words[id(a)], words[id(b)]), a, b) for a in before for b in after),
        key=lambda found: -found[0],
    )
    for like, left, right in ranked:
        if like >= SAME_ROW and left in before and right in after:
            before.remove(left)
            after.remove(right)
            pairs.append((left, right))
    return pairs


def _words(model, row: Row) -> list:
    texts = (row.values.get(c.name) or "" for c in content_fields(model) if _is_prose(c))
    return [token for text in texts for token in tokens_of(text)]


def _moved(places: list[tuple[int, int]]) -> set[int]:
    """New places of the rows that changed their order: all but the longest run that kept it."""
    places = sorted(places, key=lambda pair: pair[1])
    runs: list[list[tuple[int, int]]] = []
    for place in places:
        kept = [run for run in runs if run[-1][0] < place[0]]
        runs.append([*max(kept, key=len, default=[]), place])
    stayed = {new for _old, new in max(runs, key=len, default=[])}
    return {new for _old, new in places} - stayed
