"""The words of a difference as HTML: what a screen reader hears stands in them too."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.history.blocks import BlockDifference
from iomiran.common.editorial.history.showing import KINDS
from iomiran.common.editorial.history.words import Change, Piece
from iomiran.common.languages.chain import direction

register = template.Library()
_TAGS = {"strong": "<strong>{}</strong>", "em": "<em>{}</em>"}


@register.filter
def kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.simple_tag
def words_of(block: BlockDifference) -> SafeString:
    """No space is added between the pieces: where words meet, the text says so itself."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in block.pieces))


def _piece(piece: Piece) -> SafeString:
    """The white space after a run stays outside of its mark."""
    words = piece.text.rstrip()
    space = " " if len(words) < len(piece.text) else ""
    text = _marked(words, piece.mark)
    if piece.change is Change.ADDED:
        text = _told("ins", _("added:"), text)
    elif piece.change is Change.REMOVED:
        text = _told("del", _("removed:"), text)
    return format_html("{}{}", text, space)


def _told(tag: str, word: str, text: SafeString) -> SafeString:
    language = get_language()
    return format_html(
        '<{tag}><span class="visually-hidden" lang="{}" dir="{}">{} </span>{}'
        '<span class="visually-hidden" lang="{}" dir="{}"> {}</span></{tag}>'.replace("{tag}", tag),
        language,
        direction(language),
        word,
        text,
        language,
        direction(language),
        _("(end)"),
    )


def _marked(words: str, mark: str) -> SafeString:
    if mark == "link":
        return format_html('<bdi class="difference__address" dir="ltr">{}</bdi>', words)
    text = format_html("{}", words)
    for tag in mark.split():
        text = format_html(_TAGS[tag], text)
    return text
