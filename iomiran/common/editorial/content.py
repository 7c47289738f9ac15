"""What an edition says, apart from its way to the public: the content that a person approves."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modeltranslation.fields import TranslationField

from .translations import CHANGED_AT
from .workflow import Workflow

# Columns that may change without a word, figure, picture or row being another one.
NOT_CONTENT = {
    "id",
    "number",
    "document",
    "change_note",
    "loaded_hash",
    # Findings and sums of a release are computed from its rows.
    "profile",
    # It follows from the texts.
    "text_changed_at",
    *CHANGED_AT.values(),
} | {field.name for field in Workflow._meta.get_fields()}


def content_of(edition) -> dict:
    """Field name → value, with `copied_rows` as lists of the same and relations as keys."""
    found = _columns(edition, NOT_CONTENT) | _relations(edition)
    for name in edition.copied_rows:
        rows = getattr(edition, name).all()
        found[name] = [_columns(row, {"id", "edition"}) | _relations(row) for row in rows]
    return found


def as_json(content: dict) -> dict:
    """The same in the types that JSON has, so that two of them can be compared."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def fingerprint(edition) -> str:
    """SHA-256 of the content, 64 hexadecimal digits: equal where nothing was changed."""
    return fingerprint_of(content_of(edition))


def fingerprint_of(content: dict) -> str:
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(instance: Model, left_out: set[str]) -> dict:
    fields = instance._meta.concrete_fields
    # A text is kept in a column of each language; its bare name gives that of whoever asks.
    bare = {field.translated_field.name for field in fields if isinstance(field, TranslationField)}
    return {
        field.name: _empty(getattr(instance, field.attname))
        for field in fields
        if field.name not in left_out | bare
    }


def _empty(value):
    """None and "" are one in the columns of a language: neither says anything."""
    return "" if value is None else value


def _relations(instance: Model) -> dict:
    return {
        field.name: sorted(
            str(pk) for pk in getattr(instance, field.name).values_list("pk", flat=True)
        )
        for field in instance._meta.many_to_many
    }
