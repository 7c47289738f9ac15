"""Share cards: what a messenger shows beside a link, a picture for each language.

An app registers how the cards of its kinds are found (`register_cards`), and its pages name the
address of theirs (`card_link`). A card says the same as its page, by the same presenters.
"""

from .card import HEIGHT, WIDTH, Card, CardLink, card_link
from .finding import register_cards

__all__ = ["HEIGHT", "WIDTH", "Card", "CardLink", "card_link", "register_cards"]
