"""The portal's own infosheets, as the pages that they are made from link to them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import PublicationEdition


def sheet_links(generator: str) -> list[SafeString]:
    """See `iomiran.common.sheets`: of the whole first, then of its periods."""
    editions = PublicationEdition.objects.published().with_document().filter(generator=generator)
    ordered = editions.order_by("period_start", "document__slug")
    return [_link(edition, text) for edition in ordered if (text := edition.text())]


def _link(edition: PublicationEdition, text) -> SafeString:
    """A name in another language than the page's says so."""
    url = edition.get_absolute_url()
    if not text.is_fallback:
        return format_html('<a href="{}">{}</a>', url, text.title)
    return format_html(
        '<a href="{}" lang="{}" dir="{}">{}</a>', url, text.language, text.direction, text.title
    )
