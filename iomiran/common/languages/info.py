"""The languages of the portal, for settings: this module imports nothing that needs settings."""

from django.conf import locale

# By their own names, in the order in which the site lists them.
LANGUAGES = [
    ("en", "English"),
    ("fa", "فارسی"),
    ("fa-af", "دری"),
    ("ps", "پښتو"),
]

LANGUAGES_BIDI = ["fa", "fa-af", "ps"]

# Django ships neither language. Until a compiled catalogue of Pashto exists, Django holds that
# language for unknown and its addresses answer 404; Dari is found through Persian.
ADDED = {
    "fa-af": {"bidi": True, "code": "fa-af", "name": "Dari", "name_local": "دری"},
    "ps": {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"},
}


def extend_lang_info() -> None:
    """Tells Django the names and the direction of Dari and Pashto; safe to call twice."""
    for code, info in ADDED.items():
        locale.LANG_INFO.setdefault(code, info)


def own_name(code: str) -> str:
    """The name of a language in that language, "دری" for fa-af; the code itself if unknown."""
    return dict(LANGUAGES).get(code, code)
