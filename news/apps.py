from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = pgettext_lazy("section of the site", "News")

    def ready(self):
        from iomiran.common import nav
        from iomiran.common.content.kinds import Kind, register_kind
        from iomiran.common.files.access import register_public_pictures
        from iomiran.common.references.documents import register_page_target
        from iomiran.common.search import register_search

        from . import cards, models, search

        content = Path(__file__).parent / "content"
        register_kind(
            Kind(content / "news-item", models.NewsItem, models.NewsItemEdition, order=30)
        )
        register_public_pictures(models.public_pictures)
        register_page_target("news", models.NewsItemEdition)
        register_search(search.hits)
        cards.register()
        nav.register_main(pgettext_lazy("section of the site", "News"), "news:news_list", 30)
        nav.register_feed(pgettext_lazy("section of the site", "News"), "news:news_feed")
