"""Search over everything public: apps give candidates, one folding makes them comparable.

PostgreSQL has no configuration for Persian; both the text and the question are folded here
the same way (Arabic and Persian letters, digits, half-spaces, case) and matched by words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

_SAME = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ګ": "گ",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ؤ": "و",
        "\u200c": " ",
        "\u200d": "",
        "ـ": "",
        "\u2010": " ",
        "-": " ",
    }
    | {chr(0x06F0 + n): str(n) for n in range(10)}
    | {chr(0x0660 + n): str(n) for n in range(10)}
)
_word = re.compile(r"\w+")

# Words of Iran, of Afghanistan and of everyday speech for the same thing.
SYNONYMS = (
    ("بازگشت", "عودت"),
    ("مرز", "سرحد", "گذرگاه"),
    ("آمار", "احصائیه"),
    ("رمز", "پسورد", "گذرواژه"),
    ("آواره", "آوارگان", "بیجاشده", "بیجاشدگان"),
    ("کلاهبرداری", "تقلب", "فریب", "فریبکاری"),
    ("ویزا", "روادید", "visa"),
    ("کپ", "cap"),
    ("fraud", "scam"),
)

IN_TITLE, IN_KEYWORDS, IN_TEXT, STARTS_IN_TITLE, STARTS_IN_TEXT = 30, 25, 15, 8, 1
# A page about the whole of what was asked comes before single items about it.
SECTION = 40
# A page that is called just what was asked, and no more.
SO_CALLED = 30
MOST_COUNTED = 5


def fold(text: str) -> str:
    """Lower case, one form of each letter and digit, no marks: for comparing, not for showing."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_SAME)


def words(text: str) -> list[str]:
    return _word.findall(fold(text))


def joined_pairs(found: list[str]) -> list[str]:
    """Neighbours as one word: «اسلام‌قلعه» is also written «اسلام قلعه» and «اسلامقلعه»."""
    return [first + second for first, second in pairwise(found)]


_same_meaning = {
    "".join(words(word)): {"".join(words(other)) for other in group}
    for group in SYNONYMS
    for word in group
}


@dataclass(frozen=True)
class SearchHit:
    """One public page as search sees it. `text` is the whole searchable text.

    `keywords` are words by which readers look for the page and which it may not use itself.
    A `section` is the page about a whole subject, whose items are pages of their own. `inside`
    are the places in its files where the words stand, as its app finds them.
    """

    title: str
    url: str
    kind: object
    summary: str
    text: str
    language: str
    direction: str
    keywords: str = ""
    section: bool = False
    inside: tuple = ()


# For each word of a question the folded words that may stand for it.
Asked = list[set[str]]

_sources: list[Callable[[], Iterable[SearchHit]]] = []
_inside: list[Callable[[Asked], Mapping[str, tuple]]] = []


def register_search(source: Callable[[], Iterable[SearchHit]]) -> None:
    """`source()` gives a SearchHit for each published page in the active language."""
    _sources.append(source)


def register_inside(places: Callable[[Asked], Mapping[str, tuple]]) -> None:
    """`places(asked)` gives, by the address of a page, where in its files the words stand."""
    _inside.append(places)


def _forms(text: str) -> Counter:
    """How often each word stands in `text`, neighbours as one word included."""
    found = words(text)
    return Counter([*found, *joined_pairs(found)])


def asked_words(question: str) -> Asked:
    """For each word of the question what may stand for it."""
    found = words(question)[:8]
    asked = [{word} | _same_meaning.get(word, set()) for word in found]
    for place, pair in enumerate(joined_pairs(found)):
        # Both halves are found where the pair is, written as one word or in other words.
        meant = {pair} | _same_meaning.get(pair, set())
        asked[place] |= meant
        asked[place + 1] |= meant
    return asked


def _score(meant: set[str], title: Counter, keywords: Counter, text: Counter) -> int:
    """0 where nothing stands for the word. Whole words come before words that begin like it."""
    times = sum(text[word] for word in meant)
    for place, weight in ((title, IN_TITLE), (keywords, IN_KEYWORDS), (text, IN_TEXT)):
        if any(word in place for word in meant):
            return weight + min(times, MOST_COUNTED)
    begins = tuple(meant)
    for place, weight in ((title, STARTS_IN_TITLE), (text, STARTS_IN_TEXT)):
        if times := sum(place[word] for word in place if word.startswith(begins)):
            return weight + min(times, MOST_COUNTED)
    return 0


def _rank(hit: SearchHit, asked: Asked) -> int:
    """0 where a word is missing; else higher for whole words, for the title, for a section."""
    title, keywords = _forms(hit.title), _forms(hit.keywords)
    text = _forms(f"{hit.title} {hit.summary} {hit.text}")
    scores = [_score(meant, title, keywords, text) for meant in asked]
    if not all(scores):
        return 0
    named = hit.section and all(
        any(word in title or word in keywords for word in meant) for meant in asked
    )
    any_of, name = set().union(*asked), words(hit.title)
    so_called = set(name) <= any_of or "".join(name) in any_of
    return sum(scores) + SECTION * named + SO_CALLED * so_called


def search(question: str) -> list[SearchHit]:
    """Pages that have every word of the question, best first; none for an empty question.

    After them come the pages that have the words in their files alone.
    """
    asked = asked_words(question)
    if not asked:
        return []
    inside = {url: found for places in _inside for url, found in places(asked).items()}
    ranked = [
        (_rank(hit, asked), replace(hit, inside=inside.get(hit.url, ())))
        for source in _sources
        for hit in source()
    ]
    found = [(rank, hit) for rank, hit in ranked if rank or hit.inside]
    return [hit for _rank, hit in sorted(found, key=lambda pair: (-pair[0], pair[1].title))]
