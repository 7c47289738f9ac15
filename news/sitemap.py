"""What the site map lists of news."""

from iomiran.common.languages.chain import FALLBACK

from .models import NewsItemEdition


def sitemap_entries():
    """(URL name, arguments, last change or None, codes of the languages that are complete)."""
    editions = list(NewsItemEdition.objects.published().with_document().newest_first())
    last = max((edition.published_at for edition in editions), default=None)
    yield "news:news_list", (), last, list(FALLBACK)
    for edition in editions:
        slug = edition.document.slug
        yield "news:news_detail", (slug,), edition.published_at, edition.languages()
