"""Files that staff bring in: rows of a draft, or drafts of their own. Nothing is published."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.text import slugify

from iomiran.common.editorial.actions import content_changed, next_number, record
from iomiran.common.editorial.moved import is_taken
from iomiran.common.files.pdf_title import title_in_pdf
from iomiran.common.files.several import Received
from iomiran.common.files.storage import store_bytes

from .guessing import PDF, Guess, guessed
from .models import Publication, PublicationEdition, PublicationFile

MOST_SLUG = 80


@dataclass(frozen=True)
class Added:
    """What became of files: the editions that hold them, and those that were there before.

    `elsewhere` is (name of the file, an edition that has the same bytes); `twice` are the names
    of those that the edition has already, which were left out.
    """

    editions: list[PublicationEdition]
    elsewhere: list[tuple[str, PublicationEdition]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def guess_of(file: Received) -> Guess:
    document = file.document
    inside = title_in_pdf(document.content) if document.media_type == PDF else ""
    return guessed(file.name, media_type=document.media_type, inside=inside)


@transaction.atomic
def add_files(*, edition: PublicationEdition, files: Sequence[Received], by) -> Added:
    """Rows at the end of a draft's files, each with its language guessed.

    The caller holds the lock of the document and says that the content changed.
    """
    elsewhere = _standing_elsewhere(files, edition)
    rows = list(edition.files.select_related("upload"))
    there = {row.upload.sha256 for row in rows}
    place = max((row.position for row in rows), default=0)
    twice = []
    for file in files:
        upload = _stored(file, by)
        if upload.sha256 in there:
            twice.append(file.name)
            continue
        there.add(upload.sha256)
        place += 1
        PublicationFile.objects.create(
            edition=edition, upload=upload, language=guess_of(file).language, position=place
        )
    return Added([edition], elsewhere, twice)


@transaction.atomic
def draft_of_files(*, files: Sequence[Received], kind: str, by) -> Added:
    """One new draft with all the files; its titles are guessed from the first of each language."""
    edition = _draft([guess_of(file) for file in files], kind, by)
    added = add_files(edition=edition, files=files, by=by)
    content_changed(edition=edition, by=by)
    return added


@transaction.atomic
def drafts_of_files(*, files: Sequence[Received], kind: str, by) -> Added:
    """A new draft for each file. The same bytes sent twice make one."""
    once, twice = {}, []
    for file in files:
        if once.setdefault(_sha256(file), file) is not file:
            twice.append(file.name)
    parts = [draft_of_files(files=[file], kind=kind, by=by) for file in once.values()]
    return Added(
        [edition for part in parts for edition in part.editions],
        [found for part in parts for found in part.elsewhere],
        twice,
    )


def _draft(guesses: Sequence[Guess], kind: str, by) -> PublicationEdition:
    titles = {}
    for guess in guesses:
        titles.setdefault(guess.language or "en", guess.title)
    document = Publication.objects.create(slug=_free_slug([*titles.values(), kind]))
    edition = PublicationEdition(
        document=document,
        number=next_number(PublicationEdition, document.pk),
        kind=kind,
        date=next((guess.date for guess in guesses if guess.date), ""),
        created_by=by,
        edited_by=by,
        **{f"title_{code.replace('-', '_')}": title for code, title in titles.items()},
    )
    edition.save()
    record(action="create", edition=edition, by=by)
    return edition


def _free_slug(wanted: Sequence[str]) -> str:
    """Of the first that has letters an address can have."""
    stem = next(slug for text in wanted if (slug := slugify(text)[: MOST_SLUG - 4].strip("-")))
    slug, number = stem, 1
    while is_taken(Publication, slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _stored(file: Received, by):
    document = file.document
    return store_bytes(
        document.content,
        name=document.name,
        media_type=document.media_type,
        pages=document.pages,
        by=by,
    )


def _sha256(file: Received) -> str:
    return hashlib.sha256(file.document.content).hexdigest()


def _standing_elsewhere(files, edition) -> list[tuple[str, PublicationEdition]]:
    """(name, the newest edition of another publication that has the same bytes). One query."""
    names = {_sha256(file): file.name for file in files}
    rows = (
        PublicationFile.objects.filter(upload__sha256__in=names)
        .exclude(edition__document=edition.document_id)
        .select_related("edition__document", "upload")
        .order_by("edition__pk")
    )
    found = {row.upload.sha256: row.edition for row in rows}
    return [(names[sha256], other) for sha256, other in found.items()]
