"""Questions about the library."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, TextField, Value
from django.db.models.functions import Cast

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.moved import present_slugs
from programmes.models import ProgrammeEdition
from returns.models import PlaceEdition, Release, SeriesEdition

from .filters import LibraryFilter
from .models import IssuedFile, Publication, PublicationEdition, PublicationFile, ThemeEdition
from .models.files import lasting_url

# Facet → the column that its options are values of.
FACETS = {
    "kind": "kind",
    "programme": "programmes__slug",
    "theme": "themes__slug",
    "province": "provinces__slug",
    "year": "year",
    "language": "files__language",
}


def library(chosen: LibraryFilter):
    """Live publications that the reader asked for, with their files."""
    editions = PublicationEdition.objects.published().with_document().with_files()
    return chosen.sorted(chosen.apply(editions))


def facet_counts(chosen: LibraryFilter) -> dict[str, dict[str, int]]:
    """Facet → option → number of publications, the other facets as chosen. One query."""
    first, *others = (_counted(facet, column, chosen) for facet, column in FACETS.items())
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, option, count in first.union(*others, all=True):
        if option:
            counts[facet][option] = count
    return counts


def _counted(facet: str, column: str, chosen: LibraryFilter):
    editions = chosen.without(facet).apply(PublicationEdition.objects.published().with_year())
    return (
        editions.order_by()
        .annotate(facet=Value(facet, TextField()), option=Cast(column, TextField()))
        .values_list("facet", "option")
        # Of one language there may be several files; everything else is named once, and to
        # look for repetitions would sort ten thousand rows for each facet.
        .annotate(count=Count("pk", distinct=facet == "language"))
    )


def named() -> dict[str, dict[str, Edition]]:
    """Facet whose options are documents → live editions by address, in order. Three queries."""
    found = {
        "programme": ProgrammeEdition.objects.published().in_order(),
        "theme": ThemeEdition.objects.published(),
        "province": PlaceEdition.objects.published().provinces(),
    }
    return {
        facet: {edition.document.slug: edition for edition in editions.with_document()}
        for facet, editions in found.items()
    }


def latest(number: int, chosen: LibraryFilter | None = None) -> list[PublicationEdition]:
    """The newest live publications, without those about protection programmes."""
    editions = PublicationEdition.objects.published().for_latest_lists()
    editions = (chosen or LibraryFilter()).apply(editions)
    return list(editions.with_document().with_files().newest_first()[:number])


def publication_page(slug: str) -> PublicationEdition | None:
    """The live or withdrawn edition at an address; None where there is none."""
    return (
        PublicationEdition.objects.addressable()
        .select_related("document", "picture")
        .with_files()
        .prefetch_related("picture__renditions__upload")
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
    former = defaultdict(list)
    for slug, now in present_slugs(Publication).items():
        former[now].append(slug)
    for file in files:
        slugs = former[file.edition.document.slug]
        there |= {lasting_url(slug, file.key, file.upload) for slug in slugs}
    return there.__contains__


@dataclass(frozen=True)
class Around:
    """Live editions of what a publication names, and of what came in its place."""

    themes: list[ThemeEdition]
    provinces: list[PlaceEdition]
    series: list[SeriesEdition]
    replaces: PublicationEdition | None
    replaced_by: list[PublicationEdition]


def around(edition: PublicationEdition) -> Around:
    """Five queries, one fewer for a publication that replaces none."""
    publications = PublicationEdition.objects.published().with_document()
    # A series without a live release has no page.
    with_figures = Release.objects.published().values("document")
    return Around(
        themes=_live(ThemeEdition.objects, edition.themes),
        provinces=_live(PlaceEdition.objects, edition.provinces),
        series=_live(SeriesEdition.objects.filter(document__in=with_figures), edition.series),
        replaces=publications.filter(document=edition.replaces_id).first()
        if edition.replaces_id
        else None,
        replaced_by=list(publications.filter(replaces=edition.document_id).newest_first()),
    )


def _live(editions, documents) -> list:
    return list(editions.published().with_document().filter(document__in=documents.all()))
