"""Which kinds of cards there are; apps say so in `AppConfig.ready()`."""

from collections.abc import Callable

from .card import Card

_kinds: dict[str, Callable[..., Card | None]] = {}


def register_cards(kind: str, find: Callable[..., Card | None]) -> None:
    """`find(slug, mark, query)` gives the card in the active language or its chain.

    The card has the mark of what is public now, whatever was asked for. None where there is no
    such page, or where it must not be shared.
    """
    _kinds[kind] = find


def find_card(kind: str, slug: str, mark: str, query: str) -> Card | None:
    return _kinds[kind](slug, mark, query) if kind in _kinds else None
