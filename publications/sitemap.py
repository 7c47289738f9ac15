"""What the site map lists of the library."""

from iomiran.common.languages.chain import FALLBACK

from .models import PublicationEdition


def sitemap_entries():
    """(URL name, arguments, last change or None, codes of the languages that are complete)."""
    editions = list(PublicationEdition.objects.published().with_document().newest_first())
    last = max((edition.published_at for edition in editions), default=None)
    yield "publications:publication_list", (), last, list(FALLBACK)
    for edition in editions:
        slug = edition.document.slug
        yield "publications:publication_detail", (slug,), edition.published_at, edition.languages()
