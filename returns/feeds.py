"""Releases and corrections as RSS and as Atom."""

from django.utils.translation import gettext as _

from iomiran.common.feeds import AsAtom, PortalFeed
from iomiran.common.languages.chain import known_language
from iomiran.common.nav import site_url

from . import presenters, queries

MOST_ITEMS = 30


class ReturnsFeed(PortalFeed):
    """Newest first; an item leads to the release that came or that puts it right."""

    url_name = "returns:returns_feed"
    list_url_name = "returns:overview"
    guid_kind = "returns"

    def name(self, asked):
        return _("Releases and corrections of figures on returns")

    def items(self):
        return presenters.news_of(queries.lately(MOST_ITEMS))

    def item_title(self, news):
        return f"{news.kind}: {news.title}"

    def item_description(self, news):
        return news.text

    def item_link(self, news):
        return site_url(news.url)

    def item_guid(self, news):
        return f"iomiran:{self.guid_kind}:{news.code}:{known_language()}"

    def item_pubdate(self, news):
        return news.at

    def item_updateddate(self, news):
        return news.at


class ReturnsAtomFeed(AsAtom, ReturnsFeed):
    url_name = "returns:returns_atom"
