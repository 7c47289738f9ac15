"""Rich text: Markdown in, and only the HTML that the portal's prose is made of out."""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

from iomiran.common.languages.bidi import slug_safe

from .references.markup import kept

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "blockquote", "br", "hr"}
TAGS |= {"data"}  # a reference to a figure or page; see references.markup
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "data": {"value"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
}
SCHEMES = {"https", "http", "mailto"}

_markdown = MarkdownIt("commonmark", {"html": False})
_heading = re.compile(r"<(h[23])(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_tags = re.compile(r"<[^>]+>")
_blocks = re.compile(r"</(?:p|h[23]|li|blockquote)>|<(?:br|hr)[^>]*>")


def clean_html(html: str) -> str:
    """`html` with everything removed that is not plain prose. Safe to run twice.

    A mark such as `{figure:returns-2023}` becomes the element that references are kept in.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return kept(cleaned)


def from_markdown(text: str) -> str:
    return clean_html(_markdown.render(text))


def plain_text(html: str) -> str:
    """The words alone, for search, feeds and descriptions."""
    return " ".join(unescape(_tags.sub(" ", html)).split())


def plain_lines(html: str) -> str:
    """The words with a line for each paragraph, heading and item: where sentences end."""
    lines = _blocks.sub("\n", html).splitlines()
    return "\n".join(filter(None, map(plain_text, lines)))


def with_contents(html: str) -> tuple[str, list[dict]]:
    """`html` with an id on every heading, and the table of contents that points to them.

    Contents entries are {"id", "label", "level"} with level 2 or 3.
    """
    entries: list[dict] = []

    def anchored(match):
        tag, inner = match.groups()
        label = plain_text(inner)
        # The prefix keeps a heading from taking the id of a part of the page itself.
        stem = f"s-{slug_safe(label)[:60]}"
        used = {entry["id"] for entry in entries}
        identifier, count = stem, 2
        while identifier in used:
            identifier, count = f"{stem}-{count}", count + 1
        entries.append({"id": identifier, "label": label, "level": int(tag[1])})
        return f'<{tag} id="{identifier}">{inner}</{tag}>'

    return _heading.sub(anchored, html), entries
