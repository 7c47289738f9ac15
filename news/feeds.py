from django.utils.translation import pgettext

from iomiran.common.feeds import PortalFeed

from . import queries

MOST_ITEMS = 30


class NewsFeed(PortalFeed):
    url_name = "news:news_feed"
    list_url_name = "news:news_list"
    guid_kind = "news"

    def name(self, asked):
        return pgettext("section of the site", "News")

    def items(self):
        return [edition for edition in queries.latest(MOST_ITEMS) if edition.text()]
