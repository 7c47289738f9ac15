"""The card of a document: what kind of thing it is, its title, its date."""

from collections.abc import Callable

from django.utils import translation

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.text import LocalizedText

from .card import Card, CardLink, card_link


def title_card(edition: Edition | None, words: Callable[[Edition], list[str]]) -> Card | None:
    """`words(edition)` are the kind and the date, in the active language.

    None where nothing public is there.
    """
    text = edition.text() if edition and not edition.is_taken_back else None
    if text is None:
        return None
    with translation.override(text.language):
        kind, date = words(edition)
    return Card(text.language, str(edition.number), text.title, kicker=kind, date=date)


def title_link(kind: str, edition: Edition, text: LocalizedText) -> CardLink:
    return card_link(
        kind,
        edition.document.slug,
        str(edition.number),
        language=text.language,
        alternative=text.title,
    )
