"""Fills the database from content files, in one transaction or not at all.

An edition remembers the hash of the files it came from. A changed file makes a new edition
only where the live one still carries the hash of an earlier load; where staff have edited,
the file is reported and their edition stays.
"""

from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from modeltranslation.translator import NotRegistered
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.actions import EditorialError, next_number, publish_edition
from iomiran.common.editorial.models import Document
from iomiran.common.editorial.states import State
from iomiran.common.editorial.text import translated_fields
from iomiran.common.languages.chain import FALLBACK

from .files import ContentError, ContentFile, Fault, read_folder, shown
from .kinds import Kind, Step, in_order


@dataclass
class Report:
    """What a load did: names of documents made, replaced, unchanged, and left to staff."""

    created: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.created or self.replaced)


def load_all() -> Report:
    """Load every registered kind and step. Raises ContentError with all faults found."""
    entries = in_order()
    faults: list[Fault] = []
    read = {
        entry.name: read_folder(entry.folder, faults)
        for entry in entries
        if isinstance(entry, Kind)
    }
    if faults:
        raise ContentError(faults)
    report = Report()
    with transaction.atomic():
        for entry in entries:
            if isinstance(entry, Step):
                entry.load(report)
            else:
                load_kind(entry, read[entry.name], report)
    return report


def load_kind(kind: Kind, files: list[ContentFile], report: Report) -> None:
    documents = {}
    for file in files:
        extra = {name: file.values[name] for name in kind.document_fields if name in file.values}
        documents[file.slug], _made = kind.document.objects.get_or_create(
            slug=file.slug, defaults=extra
        )
    faults: list[Fault] = []
    for file in files:
        try:
            _load_document(kind, documents[file.slug], file, report)
        except ContentError as error:
            faults.extend(error.faults)
    if faults:
        raise ContentError(faults)


def _load_document(kind: Kind, document: Document, file: ContentFile, report: Report) -> None:
    name = f"{kind.name}/{file.slug}"
    editions = kind.edition.objects.filter(document=document)
    live = editions.published().first()
    last_loaded = editions.exclude(loaded_hash="").order_by("-number").first()
    if last_loaded and last_loaded.loaded_hash == file.sha256:
        report.unchanged.append(name)
        return
    if editions.exists() and (live is None or not live.loaded_hash or editions.open().exists()):
        report.kept.append(name)
        return
    edition = _edition_from(kind, document, file)
    try:
        publish_edition(edition=edition, by=None, reason="loaded from the content files")
    except EditorialError as error:
        raise ContentError([Fault(shown(file.path), m) for m in error.messages]) from error
    (report.replaced if live else report.created).append(name)


def _edition_from(kind: Kind, document: Document, file: ContentFile):
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
    many = _fill(edition, values, kind.renamed, file)
    edition.save()
    for name, documents in many.items():
        getattr(edition, name).set(documents)
    for relation, tables in rows.items():
        row_model = kind.edition._meta.get_field(relation).related_model
        for index, table in enumerate(tables):
            row = row_model(edition=edition)
            if hasattr(row, "position"):
                row.position = index
            many = _fill(row, table, kind.row_renamed, file, row=index + 1)
            row.save()
            for name, documents in many.items():
                getattr(row, name).set(documents)
    return edition


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
            instance.full_clean(exclude=["document", "edition"], validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                faults.append(Fault(shown(file.path), "; ".join(messages), name, row))
    if faults:
        raise ContentError(faults)
    return many


def _set(instance, name: str, value) -> dict:
    if name in _translated(instance):
        if not isinstance(value, dict) or not set(value) <= set(FALLBACK):
            raise ValueError("needs a text per language, such as { en = “…”, fa = “…” }")
        for language, text in value.items():
            setattr(instance, build_localized_fieldname(name, language), text)
        return {}
    model_field = instance._meta.get_field(name)
    if isinstance(model_field, models.ManyToManyField):
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
