"""Files that staff bring in: rows of a draft, or drafts of their own. Nothing is published."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.text import slugify

from iomiran.common.editorial.actions import content_changed, next_number, record
from iomiran.common.editorial.moved import is_taken
from iomiran.common.files.keeping import sha256_of, store_document
from iomiran.common.files.several import Received

from .duplicates import same_file
from .guessing import Guess, guessed
from .models import Publication, PublicationEdition, PublicationFile

MOST_SLUG = 80


@dataclass(frozen=True)
class Added:
    """What became of files: the editions that hold them, and those that were left out.

    `there` is (name, the file that has the same bytes) of those that the library has already,
    `twice` are the names of those that were sent twice.
    """

    editions: list[PublicationEdition]
    there: list[tuple[str, PublicationFile]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def guess_of(file: Received) -> Guess:
    document = file.document
    return guessed(file.name, media_type=document.media_type, inside=document.title)


@transaction.atomic
def add_files(*, edition: PublicationEdition, files: Sequence[Received], by) -> Added:
    """Rows at the end of a draft's files, each with its language guessed.

    The caller holds the lock of the document and says that the content changed.
    """
    new, added = _sorted_out(files, [edition], edition)
    _add_rows(edition, new, by)
    return added


@transaction.atomic
def draft_of_files(*, files: Sequence[Received], kind: str, by) -> Added:
    """One new draft with all the files; its titles are guessed from the first of each language.

    None where the library has all of them already.
    """
    new, added = _sorted_out(files, [])
    if new:
        added.editions.append(_draft(new, kind, by))
    return added


@transaction.atomic
def drafts_of_files(*, files: Sequence[Received], kind: str, by) -> Added:
    """A new draft for each file."""
    new, added = _sorted_out(files, [])
    added.editions.extend(_draft([file], kind, by) for file in new)
    return added


def _sorted_out(files, editions, edition=None) -> tuple[list[Received], Added]:
    """The files that are new, and what is told of the others."""
    new, added = {}, Added(editions)
    for file in files:
        sha256 = sha256_of(file.document.content)
        there = same_file(sha256, edition=edition, but=PublicationFile())
        if there:
            added.there.append((file.name, there))
        elif sha256 in new:
            added.twice.append(file.name)
        else:
            new[sha256] = file
    return list(new.values()), added


def _add_rows(edition: PublicationEdition, files: Sequence[Received], by) -> None:
    last = max((row.position for row in edition.files.all()), default=0)
    for place, file in enumerate(files, start=last + 1):
        PublicationFile.objects.create(
            edition=edition,
            upload=store_document(file.document, by=by),
            language=guess_of(file).language,
            position=place,
        )


def _draft(files: Sequence[Received], kind: str, by) -> PublicationEdition:
    guesses, titles = [guess_of(file) for file in files], {}
    for guess in guesses:
        titles.setdefault(guess.language or "en", guess.title)
    document = Publication.objects.create(slug=_free_slug([*titles.values(), kind]))
    edition = PublicationEdition(
        document=document,
        number=next_number(PublicationEdition, document.pk),
        kind=kind,
        date=next((guess.date for guess in guesses if guess.date), ""),
        created_by=by,
        **{f"title_{code.replace('-', '_')}": title for code, title in titles.items()},
    )
    edition.save()
    _add_rows(edition, files, by)
    content_changed(edition=edition, by=by)
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
