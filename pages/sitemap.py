"""What the site map says of the pages."""

from iomiran.common.languages.chain import FALLBACK

from .models import PageEdition


def sitemap_entries():
    """(URL name, arguments, last change, languages with a complete text) for each page."""
    yield "pages:home", (), None, list(FALLBACK)
    yield "pages:verify_document", (), None, list(FALLBACK)
    for edition in PageEdition.objects.published():
        yield f"pages:{edition.role}", (), edition.published_at, edition.languages()
