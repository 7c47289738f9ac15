"""A card as a picture."""

from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import direction
from iomiran.common.typeset import print_picture

from .card import HEIGHT, WIDTH, Card

TEMPLATE = Path(__file__).parent / "card.typ"


def card_data(card: Card) -> dict:
    """Everything that the template reads: with the same data it is the same picture."""
    with translation.override(card.language):
        said = _("Demonstration, not an official IOM site")
        own = {
            "site": _("IOM in Iran"),
            "portal": _("Migration portal"),
            "demonstration": "" if settings.OFFICIAL_SITE else said,
            "source_word": _("Source:"),
        }
    host = settings.SITE_URL.partition("://")[2]
    frame = {"width": WIDTH, "height": HEIGHT, "dir": direction(card.language), "host": host}
    return asdict(card) | own | frame | {"strict": False}


def draw_card(data: dict) -> bytes:
    """PNG. Raises TypesetError; where `strict` is set, also where words must be left out."""
    return print_picture(TEMPLATE, data)
