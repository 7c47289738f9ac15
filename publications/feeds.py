"""The library as feeds: all of it, or the part that the same address of the list shows."""

from iomiran.common.feeds import AsAtom, AsJson, PortalFeed

from . import queries
from .facets import chosen_words, list_name
from .filters import LibraryFilter

MOST_ITEMS = 30


class PublicationFeed(PortalFeed):
    """Newest first, whatever order the list has."""

    url_name = "publications:publication_feed"
    list_url_name = "publications:publication_list"
    guid_kind = "publication"

    def get_object(self, request):
        named = queries.named()
        chosen = LibraryFilter.from_querystring(request.GET, named).without("sort")
        return chosen, chosen_words(chosen, named)

    def name(self, asked):
        _chosen, words = asked
        return list_name(words)

    def query(self, asked):
        chosen, _words = asked
        return chosen.to_querystring()

    def items(self, asked):
        chosen, _words = asked
        return [edition for edition in queries.latest(MOST_ITEMS, chosen) if edition.text()]

    def item_categories(self, edition):
        return [edition.get_kind_display()]


class PublicationAtom(AsAtom, PublicationFeed):
    url_name = "publications:publication_atom"


class PublicationJson(AsJson, PublicationFeed):
    url_name = "publications:publication_json"
