"""Which language stands in for which, and how each is written."""

from django.utils.translation import get_language

# In the site's order. A text falls back as a whole along its chain, never field by field.
FALLBACK = {
    "en": ("en",),
    "fa": ("fa", "en"),
    "fa-af": ("fa-af", "fa", "en"),
    "ps": ("ps", "en"),
}

# In which sheets are made: other readers get the first of them in their chain.
PRINTED = ("en", "fa")

RIGHT_TO_LEFT = frozenset({"fa", "fa-af", "ps"})


def known_language(code: str | None = None) -> str:
    """The portal's code for `code`, or for the active language: "fa_AF" → "fa-af", "en-GB" → "en".

    A language that the portal does not have reads as English.
    """
    asked = (code or get_language() or "en").lower().replace("_", "-")
    if asked in FALLBACK:
        return asked
    base = asked.split("-")[0]
    return base if base in FALLBACK else "en"


def direction(code: str | None = None) -> str:
    """ "rtl" or "ltr", as the dir attribute has it."""
    return "rtl" if known_language(code) in RIGHT_TO_LEFT else "ltr"


def script(code: str | None = None) -> str:
    """The script that a font must have, by its ISO 15924 code: "Arab" or "Latn"."""
    return "Arab" if known_language(code) in RIGHT_TO_LEFT else "Latn"
