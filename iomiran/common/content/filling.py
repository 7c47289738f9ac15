"""Puts the values of a content file into models, checking each on the way."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from modeltranslation.translator import NotRegistered
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.actions import next_number
from iomiran.common.editorial.models import Document, Edition
from iomiran.common.editorial.moved import document_at
from iomiran.common.editorial.states import State
from iomiran.common.editorial.text import translated_fields
from iomiran.common.languages.chain import FALLBACK

from .files import ContentError, ContentFile, Fault, shown
from .kinds import Kind

# Set by the loader and the actions, never by a file.
NOT_FROM_FILES = {"document", "edition", "id"}


def document_for(kind: Kind, file: ContentFile) -> Document:
    """The document of a folder, made where there is none. Raises ContentError."""
    values = {name: file.values[name] for name in kind.document_fields if name in file.values}
    # A folder keeps its name where staff gave the page another address.
    document = document_at(kind.document, file.slug) or kind.document(slug=file.slug)
    changed = document.pk is None or any(getattr(document, n) != v for n, v in values.items())
    if not changed:
        return document
    many = _fill(document, values, {}, file)
    if many:
        raise ContentError([Fault(shown(file.path), "is not a field of a document", *many)])
    document.save()
    return document


def edition_from(kind: Kind, document: Document, file: ContentFile) -> Edition:
    """A saved draft with the values and rows of the file. Raises ContentError."""
    values = dict(file.values)
    rows = {relation: values.pop(key, []) for key, relation in kind.rows.items()}
    for name in kind.document_fields:
        values.pop(name, None)
    edition = kind.edition(
        document=document,
        number=next_number(kind.edition, document.pk),
        state=State.DRAFT,
        loaded_hash=file.sha256,
    )
    _save(edition, _fill(edition, values, kind.renamed, file))
    for relation, tables in rows.items():
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            reason = f"must be written as tables, [[{relation}]]"
            raise ContentError([Fault(shown(file.path), reason, relation)])
        row_model = kind.edition._meta.get_field(relation).related_model
        for index, table in enumerate(tables):
            row = row_model(edition=edition)
            if hasattr(row, "position"):
                row.position = index
            _save(row, _fill(row, table, kind.row_renamed, file, row=index + 1))
    return edition


def _save(instance, many: dict) -> None:
    instance.save()
    for name, documents in many.items():
        getattr(instance, name).set(documents)


def _fill(instance, values: dict, renamed: dict, file: ContentFile, row=None) -> dict:
    """Set the fields of `instance`; returns its many-to-many values. Raises ContentError."""
    faults, many = [], {}
    for key, value in values.items():
        try:
            many |= _set(instance, renamed.get(key, key), value)
        except FieldDoesNotExist:
            faults.append(Fault(shown(file.path), "is not a known field", key, row))
        except (ValidationError, ValueError, TypeError, LookupError) as error:
            reason = "; ".join(getattr(error, "messages", [str(error)]))
            faults.append(Fault(shown(file.path), reason, key, row))
    if not faults:
        try:
            instance.full_clean(exclude=["document", "edition"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                faults.append(Fault(shown(file.path), "; ".join(messages), name, row))
    if faults:
        raise ContentError(faults)
    return many


def _set(instance, name: str, value) -> dict:
    if name in _translated(instance):
        if not instance._meta.get_field(name).editable:
            raise FieldDoesNotExist(name)
        if not isinstance(value, dict) or not set(value) <= set(FALLBACK):
            raise ValueError("needs a text per language, such as { en = “…”, fa = “…” }")
        for language, text in value.items():
            if isinstance(text, str) and "\x00" in text:
                raise ValueError("has a NUL character")
            setattr(instance, build_localized_fieldname(name, language), text)
        return {}
    model_field = instance._meta.get_field(name)
    if name in NOT_FROM_FILES or not model_field.editable:
        raise FieldDoesNotExist(name)
    if isinstance(model_field, models.ManyToManyField):
        if not isinstance(value, list):
            raise ValueError("needs a list, such as [ “first”, “second” ]")
        return {name: [_referred(model_field, slug) for slug in value]}
    if isinstance(model_field, models.ForeignKey):
        setattr(instance, name, _referred(model_field, value) if value else None)
    else:
        setattr(instance, name, model_field.to_python(value))
    return {}


def _translated(instance) -> tuple[str, ...]:
    try:
        return translated_fields(type(instance))
    except NotRegistered:
        return ()


def _referred(model_field, slug):
    found = model_field.related_model.objects.filter(slug=slug).first()
    if found is None:
        raise LookupError(f"there is no {model_field.related_model._meta.verbose_name} {slug!r}")
    return found
