"""What stands under a chart or table for those who want to take it along."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.citations import Citation
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url
from returns.filters import ReturnsFilter
from returns.models import Release, SeriesEdition
from returns.presenters import take_along
from returns.presenters.citations import citation
from returns.presenters.take_along import FileLink, TakeAlong

from .extract import Extract, observations_extract
from .pictures import Picture
from .sizes import sizes

TABLES = ("csv", "xlsx", "json", "zip")
CITATIONS = (("bib", "BibTeX"), ("ris", "RIS"))


@dataclass(frozen=True)
class Addresses:
    """Where the files of one view lie: a URL name for each ending, and the question in them."""

    prefix: str
    args: tuple = ()
    query: str = ""

    def of(self, ending: str) -> str:
        return reverse(f"{self.prefix}_{ending}", args=self.args)


def offer(extract: Extract, addresses: Addresses, cited: Citation, *, element_id: str) -> TakeAlong:
    """Files, citation and link of a table; `with_picture` adds what only a chart has."""
    return TakeAlong(
        id=element_id,
        files=take_along.table_files(addresses.of, addresses.query, size_texts(extract), TABLES),
        tagged=take_along.tagged_files(addresses.of, addresses.query),
        citation=cited,
        citation_files=[
            FileLink(label, take_along.with_query(addresses.of(ending), addresses.query))
            for ending, label in CITATIONS
        ],
        link=site_url(extract.path),
    )


def series_offer(
    edition: SeriesEdition, release: Release, asked: ReturnsFilter, *, element_id: str
) -> TakeAlong:
    """For the figures of a series, narrowed as asked. Two queries."""
    path = take_along.page_of(edition, asked)
    extract = observations_extract(edition, release, asked, path=path)
    addresses = Addresses("returns:series", (edition.document.slug,), extract.query)
    return offer(extract, addresses, citation(edition, release, path), element_id=element_id)


def release_offer(edition: SeriesEdition, release: Release, *, element_id: str) -> TakeAlong:
    """For exactly what a release holds, whatever came later. Two queries."""
    slug = edition.document.slug
    path = reverse("returns:release_detail", args=[slug, release.number])
    extract = observations_extract(edition, release, ReturnsFilter(series=slug), path=path)
    addresses = Addresses("returns:release", (slug, release.number))
    return TakeAlong(
        id=element_id,
        files=take_along.table_files(addresses.of, "", size_texts(extract), TABLES),
        tagged=take_along.tagged_files(addresses.of, ""),
        citation=citation(edition, release),
        link=site_url(path),
    )


def picture_links(address, query: str, drawn: Picture) -> list[FileLink]:
    """A picture is as large as its pixels; how many bytes it takes is known once it is drawn."""
    pixels = _("%(width)s × %(height)s pixels") % {
        side: format_number(length, get_language())
        for side, length in zip(("width", "height"), drawn.pixels, strict=True)
    }
    bytes_of_svg = take_along.size_text(len(drawn.svg.encode()), about=False)
    return [
        FileLink("PNG", take_along.with_query(address("png"), query), pixels),
        FileLink("SVG", take_along.with_query(address("svg"), query), bytes_of_svg),
    ]


def size_texts(extract: Extract) -> dict[str, str]:
    found, over = sizes(extract)
    return {name: take_along.size_text(size, over=over) for name, size in found.items()}
