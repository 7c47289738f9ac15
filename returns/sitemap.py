"""What the site map says of the statistics."""

from iomiran.common.languages.chain import FALLBACK

from . import queries


def sitemap_entries():
    """(URL name, arguments, last change, languages with a complete text) for each page."""
    for name in ("overview", "series_list", "place_list", "counts_explained", "api_page"):
        yield f"returns:{name}", (), None, list(FALLBACK)
    for answer in queries.series_list():
        edition = answer.edition
        slug = edition.document.slug
        yield "returns:series_detail", (slug,), answer.release.published_at, edition.languages()
