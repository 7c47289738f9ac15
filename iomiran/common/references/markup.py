"""The mark of a reference, and HTML in which such marks stand. Knows no content.

`{figure:returns-2023}` names a figure, `{figure:returns-2023|period}` a form of it;
`{programme:cap}` is a link with the page's title, `{programme:cap|our plan}` one with words of
the author's own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

# A kind, an address, and what follows the bar. Nothing in it can open or close a tag.
MARK = re.compile(r"\{([a-z][a-z-]{0,30}):([-a-zA-Z0-9_]{1,80})(?:\|([^{}<>|]{0,200}))?\}")
# What nh3 writes: a tag with its attributes in double quotes, or text up to the next tag.
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"]*")*)\s*/?>|[^<]+|<')
_VALUE = re.compile(r'\svalue="([^"]*)"')


@dataclass(frozen=True)
class Mark:
    """One reference. `rest` is what follows the bar: a form of a figure, words for a link."""

    kind: str
    slug: str
    rest: str = ""

    def __str__(self):
        return "{" + self.value + "}"

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.slug}" + (f"|{self.rest}" if self.rest else "")

    @property
    def html(self) -> str:
        """As it is kept. The words inside are the mark again: no number can grow old there."""
        value = escape(self.value)
        return f'<data value="{value}">{{{value}}}</data>'


def _mark(match: re.Match) -> Mark:
    kind, slug, rest = match.groups()
    return Mark(kind, slug, " ".join((rest or "").split()))


def mark_of(value: str) -> Mark | None:
    """The mark in the value of a `data` element; None where it is none."""
    match = MARK.fullmatch("{" + value + "}")
    return _mark(match) if match else None


def marks_in(text: str) -> list[Mark]:
    """Every mark of a text, plain or as it is kept in HTML, in order and each once."""
    return list(dict.fromkeys(_mark(match) for match in MARK.finditer(unescape(text))))


def in_words(text: str, shown: Callable[[Mark], str]) -> str:
    """Plain text with each mark replaced."""
    return MARK.sub(lambda match: shown(_mark(match)), text)


def in_html(html: str, shown: Callable[[Mark, bool], str]) -> str:
    """HTML that nh3 has cleaned, with each mark replaced by the HTML of `shown(mark, linked)`.

    `linked` says that the mark stands inside a link already. A `data` element with a mark is
    replaced whole, whatever is inside it; one without is taken away and its words stay.
    """
    return "".join(_pieces(html, shown)) if "{" in html or "<data" in html else html


def _pieces(html: str, shown: Callable[[Mark, bool], str]) -> Iterator[str]:
    links = inside = 0  # open links; open data elements from the one that is replaced
    for token in _TOKEN.finditer(html):
        closing, tag, attributes = token.groups()
        if tag == "data":
            if inside:
                inside += -1 if closing else 1
            elif not closing and (mark := _value(attributes)):
                inside = 1
                yield shown(mark, links > 0)
        elif inside:
            continue
        elif tag:
            if tag == "a":
                links += -1 if closing else 1
            yield token[0]
        else:
            yield MARK.sub(lambda match: shown(_unescaped(match), links > 0), token[0])  # noqa: B023


def _value(attributes: str) -> Mark | None:
    match = _VALUE.search(attributes)
    return mark_of(unescape(match[1])) if match else None


def _unescaped(match: re.Match) -> Mark:
    return mark_of(unescape(match[0][1:-1])) or Mark(*match.groups(default=""))


def kept(html: str) -> str:
    """Cleaned HTML in the one form in which references are kept. Safe to run twice."""
    return in_html(html, lambda mark, linked: mark.html)
