"""The card of a programme; one whose readers may be at risk has none, as it is not shared."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from iomiran.common.cards import Card, register_cards
from iomiran.common.cards.documents import title_card
from iomiran.common.languages.calendars import format_date

from . import queries
from .models import ProgrammeEdition


def words(edition: ProgrammeEdition) -> list[str]:
    return [_("Programme"), format_date(localdate(edition.published_at))]


def find(slug: str, mark: str, query: str) -> Card | None:
    edition = queries.programme_page(slug)
    if edition and edition.protection:
        return None
    return title_card(edition, words)


def register() -> None:
    register_cards("programme", find)
