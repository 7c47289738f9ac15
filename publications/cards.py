"""The card of a publication; none of what is about programmes whose readers may be at risk."""

from iomiran.common.cards import Card, register_cards
from iomiran.common.cards.documents import title_card
from programmes.related import related_programmes

from . import presenters, queries
from .models import PublicationEdition


def words(edition: PublicationEdition) -> list[str]:
    return [str(edition.get_kind_display()), presenters.date_text(edition)]


def find(slug: str, mark: str, query: str) -> Card | None:
    edition = queries.publication_page(slug)
    if edition and related_programmes(edition.programmes.all()).protection:
        return None
    return title_card(edition, words)


def register() -> None:
    register_cards("publication", find)
