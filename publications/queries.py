"""Questions about the library."""

from collections.abc import Callable

from django.db.models import Count

from iomiran.common.editorial.moved import present_slugs
from programmes.models import ProgrammeEdition

from .filters import LibraryFilter
from .models import IssuedFile, Publication, PublicationEdition, PublicationFile
from .models.files import lasting_url

# Facet → the column that its options are values of.
FACETS = {
    "kind": "kind",
    "programme": "programmes__slug",
    "year": "year",
    "language": "files__language",
}


def library(chosen: LibraryFilter):
    """Live publications that the reader asked for, with their files."""
    editions = PublicationEdition.objects.published().with_document().with_files()
    return chosen.apply(editions).in_library_order()


def facet_counts(chosen: LibraryFilter) -> dict[str, dict[str, int]]:
    """Facet → option → number of publications, the other facets as chosen. One query each."""
    counts = {}
    for facet, column in FACETS.items():
        editions = chosen.without(facet).apply(PublicationEdition.objects.published().with_year())
        rows = editions.order_by().values_list(column).annotate(count=Count("pk", distinct=True))
        counts[facet] = {value: count for value, count in rows if value}
    return counts


def programmes() -> dict[str, ProgrammeEdition]:
    """Live programmes by address, in order. One query."""
    editions = ProgrammeEdition.objects.published().with_document().in_order()
    return {edition.document.slug: edition for edition in editions}


def latest(number: int) -> list[PublicationEdition]:
    """The newest live publications, without those about protection programmes."""
    editions = PublicationEdition.objects.published().for_latest_lists()
    return list(editions.with_document().with_files().newest_first()[:number])


def publication_page(slug: str) -> PublicationEdition | None:
    """The live or withdrawn edition at an address; None where there is none."""
    return (
        PublicationEdition.objects.addressable()
        .select_related("document", "picture")
        .prefetch_related("files__upload", "picture__renditions__upload")
        .filter(document__slug=slug)
        .first()
    )


def file_at(slug: str, key: str) -> PublicationFile | None:
    """The file of the live publication at a place; None where there is none."""
    return _files_at(slug, key).filter(edition__in=PublicationEdition.objects.published()).first()


def draft_file_at(slug: str, key: str) -> PublicationFile | None:
    """For colleagues: the same of what is not public yet."""
    return _files_at(slug, key).filter(edition__in=PublicationEdition.objects.open()).first()


def _files_at(slug: str, key: str):
    files = PublicationFile.objects.filter(edition__document__slug=slug, key=key)
    return files.select_related("upload", "edition__document")


def issued_as(file: PublicationFile) -> IssuedFile | None:
    """The record of a live file."""
    place = IssuedFile.objects.filter(publication=file.edition.document_id, key=file.key)
    return place.filter(sha256=file.upload.sha256).first()


def issued_files(publication: Publication) -> list[IssuedFile]:
    """All that was handed out as files of a publication, the newest first."""
    return list(publication.issued_files.select_related("upload"))


def lasting_addresses() -> Callable[[str], bool]:
    """Tells of a path whether a file stands there now, or did before its publication moved."""
    live = PublicationEdition.objects.published()
    files = PublicationFile.objects.filter(edition__in=live)
    files = files.select_related("upload", "edition__document")
    there = {file.get_absolute_url() for file in files}
    moved = present_slugs(Publication)
    for file in files:
        former = [slug for slug, now in moved.items() if now == file.edition.document.slug]
        there |= {lasting_url(slug, file.key, file.upload) for slug in former}
    return there.__contains__
