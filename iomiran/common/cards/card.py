"""What stands on a card, and its address."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from iomiran.common.nav import site_url

# In pixels: what messengers and networks show whole.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """Ready words in `language`. A figure has a `value`, others do not.

    A chart has its `drawings` (SVG), of which the one is taken whose words come out larger.
    `mark` names the edition or release that it shows: it stands in the address, so that nobody
    keeps an old picture under a new text.
    """

    language: str
    mark: str
    title: str
    kicker: str = ""
    date: str = ""
    value: str = ""
    precision: str = ""
    scope: str = ""
    source: str = ""
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardLink:
    """For the head of a page. `alternative` says what is to be read on the card."""

    url: str
    alternative: str
    width: int = WIDTH
    height: int = HEIGHT


def card_path(kind: str, slug: str, mark: str, language: str, query: str = "") -> str:
    with translation.override(language):
        path = reverse("card", args=[kind, slug, mark])
    return f"{path}?{query}" if query else path


def card_link(
    kind: str, slug: str, mark: str, *, language: str, alternative: str, query: str = ""
) -> CardLink:
    """`language` is that of the text: a page that fell back shows the card of what it shows."""
    return CardLink(site_url(card_path(kind, slug, mark, language, query)), alternative)
