"""What the site map lists of programmes."""

from iomiran.common.languages.chain import FALLBACK

from . import queries


def sitemap_entries():
    """(URL name, arguments, last change or None, codes of the languages that are complete)."""
    editions = list(queries.programme_list())
    last = max((edition.published_at for edition in editions), default=None)
    yield "programmes:programme_list", (), last, list(FALLBACK)
    for edition in editions:
        slug = edition.document.slug
        yield "programmes:programme_detail", (slug,), edition.published_at, edition.languages()
