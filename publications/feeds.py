from django.utils.translation import gettext as _

from iomiran.common.feeds import PortalFeed

from . import queries

MOST_ITEMS = 30


class PublicationFeed(PortalFeed):
    url_name = "publications:publication_feed"
    list_url_name = "publications:publication_list"
    guid_kind = "publication"

    def name(self):
        return _("Publications")

    def items(self):
        return [edition for edition in queries.latest(MOST_ITEMS) if edition.text()]
