"""The order in which readers look for a name, in Latin and in Arabic script.

The database of a small machine knows no order of letters but that of their codes, which is the
Arabic alphabet; the letters of Persian and Pashto come after its last. Each of them is written
here as the Arabic letter that it follows, with a sign that sorts after every letter.
"""

from django.db.models import CharField, Func, Value
from django.db.models.functions import Collate, Lower, Replace

# What is sorted alike, and what says nothing about the place of a name: vowels, joiners, quotes.
_ALIKE = {
    **dict.fromkeys("آأإٱ", "ا"),
    **dict.fromkeys("یىېۍئ", "ي"),
    "ة": "ت",
    "ک": "ك",
    "ګ": "گ",
    "ؤ": "و",
    "ۀ": "ه",
}
_DROPPED = "".join(map(chr, (*range(0x064B, 0x0656), *range(0x200C, 0x2010), 0x2068, 0x2069)))
_DROPPED += "«»“”\"'"
# The letter of the Arabic alphabet → what follows it, in order. و stands before ه in Persian.
_AFTER = {
    "ب": "پ",
    "ت": "ټ",
    "ج": "ځچڅ",
    "د": "ډ",
    "ر": "ړ",
    "ز": "ژږ",
    "ش": "ښ",
    "ك": "گ",
    "ن": "ڼو",
}
_FIRST = 0xE000  # Codes that no text has, after all letters.
_WRITTEN = {
    letter: before + chr(_FIRST + place)
    for before, letters in _AFTER.items()
    for place, letter in enumerate(letters)
}


def alphabetical(expression) -> Collate:
    """To order a query by: `rows.order_by(alphabetical("name"))`."""
    plain = Func(
        Lower(expression),
        Value("".join(_ALIKE) + _DROPPED),
        Value("".join(_ALIKE.values())),
        function="translate",
        output_field=CharField(),
    )
    # One after the other: `translate` compares every sign with every other, and costs more.
    for letter, written in _WRITTEN.items():
        plain = Replace(plain, Value(letter), Value(written))
    return Collate(plain, "C")


_alike = str.maketrans(_ALIKE | dict.fromkeys(_DROPPED, ""))
_written = str.maketrans(_WRITTEN)


def alphabetical_key(text: str) -> str:
    """The same for `sorted`."""
    return text.lower().translate(_alike).translate(_written)
