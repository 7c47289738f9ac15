"""The order in which readers look for a name, in Latin and in Arabic script.

The database of a small machine knows no order of letters but that of their codes, in which پ
comes after ی. Each letter is therefore given a sign of its own whose codes are in order.
"""

from django.db.models import CharField, Func, Value
from django.db.models.functions import Collate, Lower

# The letters of Persian, Dari and Pashto; what stands together is sorted alike.
_ORDER = (
    "آأإاٱء", "ب", "پ", "تة", "ټ", "ث", "ج", "ځ", "چ", "څ", "ح", "خ", "د", "ډ", "ذ", "ر", "ړ",
    "ز", "ژ", "ږ", "س", "ش", "ښ", "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "کك", "گګ", "ل", "م",
    "ن", "ڼ", "وؤ", "هۀ", "یيىېۍئ",
)  # fmt: skip
# Codes that no text has, after all letters of Latin script.
_FIRST = 0xE000
_SIGNS = {letter: chr(_FIRST + place) for place, alike in enumerate(_ORDER) for letter in alike} | {
    chr(0x06F0 + n): str(n) for n in range(10)
}
# Marks of vowels, joiners and quotation marks say nothing about the place of a name.
_DROPPED = "".join(map(chr, (*range(0x064B, 0x0656), *range(0x200C, 0x2010), 0x2068, 0x2069)))
_DROPPED += "«»“”\"'"


def alphabetical(expression) -> Collate:
    """To order a query by: `rows.order_by(alphabetical("name"))`."""
    letters, signs = "".join(_SIGNS), "".join(_SIGNS.values())
    plain = Func(
        Lower(expression),
        Value(letters + _DROPPED),
        Value(signs),
        function="translate",
        output_field=CharField(),
    )
    return Collate(plain, "C")


_table = str.maketrans(_SIGNS | dict.fromkeys(_DROPPED, None))


def alphabetical_key(text: str) -> str:
    """The same for `sorted`."""
    return text.lower().translate(_table)
