"""Text of one direction inside text of the other."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .chain import direction
from .numbers import TO_ASCII

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
# Marks, embeddings, overrides and isolates of the bidirectional algorithm.
CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Letters that Arabic keyboards give where Persian has its own.
PERSIAN_LETTERS = str.maketrans("يىك", "ییک")


def isolate(text) -> str:
    """For plain text (attributes, SVG, PDF): a name or number that must not move its neighbours.

    Stray controls inside are dropped: an unclosed one would reorder all that follows.
    """
    text = without_controls(text)
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else ""


def bdi(text, language: str | None = None) -> SafeString:
    """For HTML: the same as an element, which carries the language where it is known."""
    if language:
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text)
    return format_html("<bdi>{}</bdi>", text)


def without_controls(text) -> str:
    return str(text).translate(CONTROLS)


def comma(language: str | None = None) -> str:
    """What stands between the words of a list, with its space."""
    return "، " if direction(language) == "rtl" else ", "


def joined(words: Iterable, language: str | None = None) -> str:
    """A list in a line: "a, b" or «الف، ب»; what is empty is left out.

    Words of the other direction are to be isolated before.
    """
    texts = (str(word) for word in words if word is not None)
    return comma(language).join(filter(None, texts))


def foreign(text, language: str | None = None) -> str:
    """A name that stays as its owner writes it, mostly in Latin letters, in a plain text.

    In English it needs no isolation, and a citation that is copied has no invisible signs.
    """
    return isolate(text) if direction(language) == "rtl" else without_controls(text)


def slug_safe(text) -> str:
    """A heading of any language as an address or anchor: «برنامه‌ی ۲۰۲۵» → "برنامه-ی-2025".

    Letters keep their script; digits become ASCII; invisible signs and vowel marks go.
    """
    text = unicodedata.normalize("NFC", without_controls(text)).translate(TO_ASCII)
    text = text.translate(PERSIAN_LETTERS).replace("\u200c", "-").lower()
    text = "".join(x for x in text if unicodedata.category(x) != "Mn")
    return re.sub(r"[^\w]+|_+", "-", text).strip("-")
