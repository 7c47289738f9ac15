"""What the site map says of the statistics."""

from iomiran.common.languages.chain import FALLBACK

from . import queries


def sitemap_entries():
    """(URL name, arguments, last change, languages with a complete text) for each page."""
    for name in (
        "overview",
        "series_list",
        "explore",
        "place_list",
        "counts_explained",
        "glossary",
        "calendar",
        "api_page",
    ):
        yield f"returns:{name}", (), None, list(FALLBACK)
    for answer in queries.series_list():
        edition = answer.edition
        slug = edition.document.slug
        changed, languages = answer.release.published_at, edition.languages()
        yield "returns:series_detail", (slug,), changed, languages
        yield "returns:series_method", (slug,), changed, languages
        yield "returns:release_list", (slug,), changed, languages
    for release, languages in queries.citable_releases():
        arguments = (release.document.slug, release.number)
        yield "returns:release_detail", arguments, release.published_at, languages
