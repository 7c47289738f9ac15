"""Texts as blocks, and two texts compared block by block and word by word.

A block is a paragraph, a heading, an item of a list, a quotation or a line across. Of HTML its
words, structure, emphasis and the addresses of links are compared; nothing else of it is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from .words import Change, Piece, Token, compare_words, likeness, tokens_of

# Below this share of common words, two paragraphs are two paragraphs and not one rewritten.
SAME_BLOCK = 0.35
_HEADINGS = ("h2", "h3")
_MARKS = ("strong", "em")


@dataclass(frozen=True)
class Block:
    """`kind` is "p", "h2", "h3", "ul" or "ol" (an item of it), "blockquote" or "hr"."""

    kind: str
    tokens: tuple[Token, ...]

    @property
    def key(self):
        return self.kind, tuple(token.key for token in self.tokens)


@dataclass(frozen=True)
class BlockDifference:
    """One block of both texts; `old_kind` and `new_kind` are "" where it is not in that text."""

    change: Change
    old_kind: str
    new_kind: str
    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        return self.new_kind or self.old_kind

    @property
    def kind_changed(self) -> bool:
        return bool(self.old_kind and self.new_kind and self.old_kind != self.new_kind)


def plain_blocks(text: str) -> list[Block]:
    """A block for each line of a plain text."""
    lines = (tokens_of(line) for line in text.splitlines())
    return [Block("p", tuple(tokens)) for tokens in lines if tokens]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._links: list[str] = []
        self._tokens: list[Token] = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self._space()
        elif tag not in _MARKS:
            self.end_block()
            if tag == "hr":
                self.blocks.append(Block("hr", ()))
        if tag not in ("br", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag == "a" and self._links:
            if href := self._links.pop():
                self._space()
                self._tokens.append(Token(href, " ", "link"))
        elif tag not in ("a", *_MARKS):
            self.end_block()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]

    def handle_data(self, data):
        if data[:1].isspace():
            self._space()
        self._tokens += tokens_of(data, " ".join(m for m in _MARKS if m in self._open))

    def _space(self):
        if self._tokens and not self._tokens[-1].space:
            self._tokens[-1] = self._tokens[-1]._replace(space=" ")

    def end_block(self):
        if self._tokens:
            self.blocks.append(Block(self._kind(), tuple(self._tokens)))
        self._tokens = []

    def _kind(self) -> str:
        for tag in reversed(self._open):
            if tag in _HEADINGS or tag in ("ul", "ol", "blockquote"):
                return tag
        return "p"


def html_blocks(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[BlockDifference]:
    """Both texts in one, in the order of the new one."""
    matcher = SequenceMatcher(None, [b.key for b in old], [b.key for b in new], autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += [_compared(block, block) for block in new[c:d]]
        else:
            found += [_compared(*pair) for pair in _paired(old[a:b], new[c:d])]
    return found


def _compared(old: Block | None, new: Block | None) -> BlockDifference:
    pieces = compare_words(old.tokens if old else (), new.tokens if new else ())
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
    else:
        change = Change.SAME if old.key == new.key else Change.CHANGED
    return BlockDifference(change, old.kind if old else "", new.kind if new else "", tuple(pieces))


def _paired(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Each old block with what it became; None where it has no like. The order of both is kept."""
    if not old or not new:
        return [(block, None) for block in old] + [(None, block) for block in new]
    # best[i][j]: how much likeness old[i:] and new[j:] can be paired to at most.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[likeness(before.tokens, after.tokens) for after in new] for before in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            both = like[i][j] + best[i + 1][j + 1] if like[i][j] >= SAME_BLOCK else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) or j < len(new):
        rest = best[i][j] if i < len(old) and j < len(new) else 0.0
        if rest and rest == like[i][j] + best[i + 1][j + 1] and like[i][j] >= SAME_BLOCK:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or rest == best[i + 1][j]):
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return pairs
