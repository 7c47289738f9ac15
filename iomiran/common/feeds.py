"""What every feed of the portal has in common: absolute links, stable ids, the demo line.

A feed is a subclass of PortalFeed, which is RSS; with AsAtom or AsJson before it in the bases
and an address of its own it is the same feed in another format.
"""

import json
from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.citations import portal_name
from iomiran.common.editorial.models import Sourced
from iomiran.common.languages.calendars import parse_partial
from iomiran.common.languages.chain import known_language
from iomiran.common.nav import hreflang, site_url


class Dated:
    """Never the clock: an empty feed, too, has the same bytes twice."""

    def latest_post_date(self):
        dates = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(dates, default=datetime(2000, 1, 1, tzinfo=UTC))


class Rss(Dated, Rss201rev2Feed):
    pass


class Atom(Dated, Atom1Feed):
    pass


class Json(Dated, SyndicationFeed):
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. What is empty is left out."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        about = self.feed
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": about["title"],
            "home_page_url": about["link"],
            "feed_url": about["feed_url"],
            "description": about["description"],
            "language": about["language"],
        }
        feed = {name: value for name, value in feed.items() if value}
        feed["items"] = [_json_item(item) for item in self.items]
        outfile.write(json.dumps(feed, ensure_ascii=False, indent=1).encode(encoding))


def _json_item(item: dict) -> dict:
    published, updated = item["pubdate"], item["updateddate"]
    found = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["description"],
        "date_published": rfc3339_date(published) if published else "",
        "date_modified": rfc3339_date(updated) if updated else "",
        "tags": [str(category) for category in item["categories"]],
    }
    # An item without content would be no item: it stays, even empty.
    return {name: value for name, value in found.items() if value or name == "content_text"}


class PortalFeed(Feed):
    """Subclasses give `name()`, `url_name`, `list_url_name`, `guid_kind`, `items()` as editions.

    Where the feed follows what its address asks for, `get_object` reads that and `query(asked)`
    writes it again, for the addresses of the feed and of its list. Items are shown in the
    reader's language or the next of its chain.
    """

    feed_type = Rss
    url_name = ""
    list_url_name = ""
    guid_kind = ""
    item_guid_is_permalink = False

    @property
    def language(self):
        return hreflang(get_language())

    def name(self, asked) -> str:
        raise NotImplementedError

    def query(self, asked) -> str:
        return ""

    def title(self, asked):
        return _("%(name)s: IOM in Iran") % {"name": self.name(asked)}

    def description(self, asked=None):
        sentence = _("What is new on the portal of IOM's work in Iran.")
        if settings.OFFICIAL_SITE:
            return sentence
        return f"{_('Demonstration, not an official IOM site.')} {sentence}"

    def link(self, asked):
        return site_url(f"{reverse(self.list_url_name)}{_tail(self.query(asked))}")

    def feed_url(self, asked):
        return site_url(f"{reverse(self.url_name)}{_tail(self.query(asked))}")

    def item_title(self, edition):
        return edition.text().title

    def item_description(self, edition):
        """With what every figure in it counts: a reader of feeds sees no page around it."""
        text = edition.text()
        told = [f"{one.value_text} {one.label}, {one.period_text}" for one in text.cited("summary")]
        summary = " ".join([text.summary, *told])
        if isinstance(edition, Sourced) and edition.is_unconfirmed:
            return f"{summary} ({_('Not yet confirmed by the mission')})"
        return summary

    def item_link(self, edition):
        return site_url(edition.get_absolute_url())

    def item_guid(self, edition):
        """Stays when the site's address or the text changes."""
        return f"iomiran:{self.guid_kind}:{edition.document.slug}:{known_language()}"

    def item_updateddate(self, edition):
        return edition.published_at

    def item_pubdate(self, edition):
        """Only where the day is known: RSS has no way to say "2023"."""
        if not edition.date or (day := parse_partial(edition.date)).style != "day":
            return None
        return make_aware(datetime.combine(day.first, time(12)))


class AsAtom:
    """Before a PortalFeed in the bases: the same as Atom."""

    feed_type = Atom

    def subtitle(self, asked):
        return self.description(asked)

    def author_name(self):
        """The format asks for one: what stands in the feed are the words of the portal."""
        return portal_name()


class AsJson:
    """Before a PortalFeed in the bases: the same as JSON Feed."""

    feed_type = Json


def _tail(query: str) -> str:
    return f"?{query}" if query else ""
