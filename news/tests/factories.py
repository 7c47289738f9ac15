"""Makers of news for tests."""

from iomiran.common.editorial.actions import next_number
from iomiran.tests.factories import next_slug, publish_example
from news.models import NewsItem, NewsItemEdition


def make_news_item(*, slug=None, live=True, programmes=(), **fields) -> NewsItemEdition:
    """An item with an example text in English and Persian; a draft unless `live`."""
    document, _made = NewsItem.objects.get_or_create(slug=slug or next_slug("item"))
    edition = NewsItemEdition.objects.create(
        document=document,
        number=next_number(NewsItemEdition, document.pk),
        **{
            "level": "A",
            "date": "2025-06-30",
            "title_en": "Example item",
            "title_fa": "خبر نمونه",
            "summary_en": "An example summary.",
            "summary_fa": "چکیده‌ی نمونه.",
            "body_en": "<p>Example text.</p>",
            "body_fa": "<p>متن نمونه.</p>",
        }
        | fields,
    )
    edition.programmes.set(programmes)
    return publish_example(edition) if live else edition
