"""What every feed of the portal has in common: absolute links, stable ids, the demo line."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Sourced
from iomiran.common.languages.calendars import parse_partial
from iomiran.common.languages.chain import known_language
from iomiran.common.nav import hreflang, site_url


class Rss(Rss201rev2Feed):
    def latest_post_date(self):
        """Never the clock: an empty feed, too, has the same bytes twice."""
        dates = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(dates, default=datetime(2000, 1, 1, tzinfo=UTC))


class PortalFeed(Feed):
    """Subclasses give `name()`, `url_name`, `list_url_name`, `guid_kind`, `items()` as editions.

    Items are shown in the reader's language or the next of its chain.
    """

    feed_type = Rss
    url_name = ""
    list_url_name = ""
    guid_kind = ""
    item_guid_is_permalink = False

    @property
    def language(self):
        return hreflang(get_language())

    def title(self):
        return _("%(name)s: IOM in Iran") % {"name": self.name()}

    def description(self):
        sentence = _("What is new on the portal of IOM's work in Iran.")
        if settings.OFFICIAL_SITE:
            return sentence
        return f"{_('Demonstration, not an official IOM site.')} {sentence}"

    def link(self):
        return site_url(reverse(self.list_url_name))

    def feed_url(self):
        return site_url(reverse(self.url_name))

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
