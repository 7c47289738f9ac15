"""What an edition holds at one moment, apart from the database: to compare and to restore."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from modeltranslation.translator import NotRegistered

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.text import translated_fields
from iomiran.common.files.models import Upload


@dataclass(frozen=True)
class Row:
    """An inline row; `identity` is its primary key, which a copy in another edition has not."""

    identity: int | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """The content of one edition, or of a row that stands alone, such as a picture.

    It is what a person writes, without states, stamps and numbers.

    `values` by the name of the column's field, also those that nobody types; a foreign key is
    the key that it points to. `many` by the name of the relation: keys, sorted. `rows` by the
    name of the reverse relation, in their order.
    """

    model: type[models.Model]
    values: Mapping[str, Any]
    many: Mapping[str, tuple] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


def is_copy(model, name: str) -> bool:
    """Whether the column repeats the English one: modeltranslation keeps it for the default."""
    try:
        return name in translated_fields(model)
    except NotRegistered:
        return False


@cache
def content_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns that a person fills, and the file of a row: what is compared."""
    return tuple(column for column in kept_fields(model) if column.editable or _is_file(column))


def _is_file(column) -> bool:
    return column.is_relation and column.related_model is Upload


@cache
def kept_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    """Every column that makes the content whole again, in the order of the model."""
    return tuple(
        column
        for column in model._meta.concrete_fields
        if not column.primary_key
        and column.name not in _bookkeeping()
        and not is_copy(model, column.name)
    )


@cache
def _bookkeeping() -> frozenset[str]:
    """What the desk itself writes on an edition, and what ties a row to it."""
    own = {column.name for column in Edition._meta.local_fields}
    return frozenset(own | {"document", "edition"})


def row_model(model: type[Edition], relation: str) -> type[models.Model]:
    return model._meta.get_field(relation).related_model


def values_of(instance: models.Model) -> dict[str, Any]:
    return {
        column.name: column.value_from_object(instance) for column in kept_fields(type(instance))
    }
