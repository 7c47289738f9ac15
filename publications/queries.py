"""Questions about the library."""

from django.db.models import Count

from programmes.models import ProgrammeEdition

from .filters import LibraryFilter
from .models import PublicationEdition

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
        .with_files()
        .prefetch_related("picture__renditions__upload")
        .filter(document__slug=slug)
        .first()
    )
