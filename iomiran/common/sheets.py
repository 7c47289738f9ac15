"""Infosheets about something, as its own page links to them.

The app that has them stands above the pages that link: it registers who knows them.
"""

from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString

_finders: list[Callable[[str], Iterable[SafeString]]] = []


def register_sheets(find: Callable[[str], Iterable[SafeString]]) -> None:
    """`find("programme:cap")` gives ready links to the live sheets made of that. One query."""
    _finders.append(find)


def sheets_of(made_of: str) -> list[SafeString]:
    """Links for components/aside_list.html, in the active language."""
    return [link for find in _finders for link in find(made_of)]
