"""Search over everything public: apps give candidates, one folding makes them comparable.

PostgreSQL has no configuration for Persian; both the text and the question are folded here
the same way (Arabic and Persian letters, digits, half-spaces, case) and matched by words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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


def fold(text: str) -> str:
    """Lower case, one form of each letter and digit, no marks: for comparing, not for showing."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_SAME)


def words(text: str) -> list[str]:
    return _word.findall(fold(text))


@dataclass(frozen=True)
class SearchHit:
    """One public page as search sees it. `text` is the whole searchable text."""

    title: str
    url: str
    kind: object
    summary: str
    text: str
    language: str
    direction: str


_sources: list[Callable[[], Iterable[SearchHit]]] = []


def register_search(source: Callable[[], Iterable[SearchHit]]) -> None:
    """`source()` gives a SearchHit for each published page in the active language."""
    _sources.append(source)


def _rank(hit: SearchHit, asked: list[str]) -> int:
    """0 where a word is missing; else higher for words in the title and whole words."""
    title, text = words(hit.title), words(f"{hit.title} {hit.summary} {hit.text}")
    score = 0
    for word in asked:
        in_text = sum(candidate.startswith(word) for candidate in text)
        if not in_text:
            return 0
        score += min(in_text, 5) + 10 * any(candidate.startswith(word) for candidate in title)
        score += 5 * (word in title)
    return score


def search(question: str) -> list[SearchHit]:
    """Pages that have every word of the question, best first; none for an empty question."""
    asked = words(question)[:8]
    if not asked:
        return []
    ranked = [(_rank(hit, asked), hit) for source in _sources for hit in source()]
    found = [(rank, hit) for rank, hit in ranked if rank]
    return [hit for _rank, hit in sorted(found, key=lambda pair: (-pair[0], pair[1].title))]
