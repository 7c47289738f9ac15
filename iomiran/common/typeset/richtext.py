"""Rich text as a small tree that a template walks. Strict: what is not prose is not there.

A block is {"kind": "p" | "h2" | "h3" | "quote" | "rule", "parts": […]} or
{"kind": "ul" | "ol", "start": 1, "items": [[block, …], …]}; a quote has "blocks".
A part is {"kind": "text", "text": "…"}, {"kind": "break"},
{"kind": "strong" | "em", "parts": […]} or {"kind": "link", "url": "…", "parts": […]}.
"""

import re
from html.parser import HTMLParser

from iomiran.common.richtext import clean_html

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_INLINE = {"strong": "strong", "em": "em", "a": "link"}
_TEXTUAL = {"p", "h2", "h3"}
# What is nested deeper is set at this depth: the engine's call stack is not ours to fill.
DEEPEST = 4


def nodes(html: str) -> list[dict]:
    """The blocks of `html`, which is cleaned again first: this reads whatever is in the column."""
    reader = _Reader()
    reader.feed(clean_html(html))
    reader.close()
    return _outlined(_trimmed(reader.blocks))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict] = []
        # Where blocks go, and where parts go: the innermost last. Each with the tag it is of.
        self.flows: list[tuple[str, list]] = [("", self.blocks)]
        self.lists: list[tuple[str, dict]] = []
        self.runs: list[tuple[str, list]] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in _TEXTUAL:
            self._open_text(tag, tag)
        elif tag in ("ul", "ol"):
            self._close_text()
            self.lists.append((tag, self._list(tag, attributes)))
        elif tag == "li":
            self._close_text()
            if self.lists:
                item = []
                self.lists[-1][1]["items"].append(item)
                self.flows.append((tag, item))
        elif tag == "blockquote":
            self._close_text()
            self.flows.append((tag, self._quote()))
        elif tag == "hr":
            self._close_text()
            self._flow().append({"kind": "rule"})
        elif tag == "br":
            self._run().append({"kind": "break"})
        elif tag in _INLINE:
            self._open_inline(tag, attributes)

    def handle_endtag(self, tag):
        if tag in _TEXTUAL:
            self._close_text()
        elif tag in _INLINE:
            if len(self.runs) > 1 and self.runs[-1][0] == tag:
                self.runs.pop()
        elif tag in ("li", "blockquote"):
            self._close_text()
            if self.flows[-1][0] == tag:
                self.flows.pop()
        elif tag in ("ul", "ol"):
            self._close_text()
            if self.lists and self.lists[-1][0] == tag:
                self.lists.pop()

    def handle_data(self, data):
        text = _SPACE.sub(" ", data)
        if text.strip() or self.runs:
            self._run().append({"kind": "text", "text": text})

    def _list(self, tag, attributes) -> dict:
        if len(self.lists) >= DEEPEST:
            return self.lists[-1][1]
        block = {"kind": tag, "start": _start(attributes), "items": []}
        self._flow().append(block)
        return block

    def _quote(self) -> list:
        if len(self.flows) > DEEPEST:
            return self._flow()
        block = {"kind": "quote", "blocks": []}
        self._flow().append(block)
        return block["blocks"]

    def _open_inline(self, tag, attributes):
        run = self._run()
        if len(self.runs) > DEEPEST:
            self.runs.append((tag, run))
            return
        part = {"kind": _INLINE[tag], "parts": []}
        if tag == "a":
            part["url"] = attributes.get("href") or ""
        run.append(part)
        self.runs.append((tag, part["parts"]))

    def _flow(self) -> list:
        return self.flows[-1][1]

    def _open_text(self, tag, kind):
        self._close_text()
        block = {"kind": kind, "parts": []}
        self._flow().append(block)
        self.runs = [(tag, block["parts"])]

    def _run(self) -> list:
        """Where a word goes now; one that stands in no block becomes a paragraph."""
        if not self.runs:
            self._open_text("p", "p")
        return self.runs[-1][1]

    def _close_text(self):
        self.runs = []


def _start(attributes: dict) -> int:
    value = attributes.get("start") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _trimmed(blocks: list[dict]) -> list[dict]:
    """Without blocks in which nothing stands: a heading without words would break the outline."""
    kept = []
    for block in blocks:
        if "items" in block:
            block["items"] = [found for item in block["items"] if (found := _trimmed(item))]
            full = block["items"]
        elif "blocks" in block:
            block["blocks"] = full = _trimmed(block["blocks"])
        else:
            full = block["kind"] == "rule" or _words(block["parts"])
        if full:
            kept.append(block)
    return kept


def _outlined(blocks: list[dict], *, inside: bool = False) -> list[dict]:
    """Headings that make an outline: none inside a list or quote, no h3 before the first h2."""
    below = False
    for block in blocks:
        for nested in (*block.get("items", ()), block.get("blocks", ())):
            _outlined(nested, inside=True)
        if inside and block["kind"] in ("h2", "h3"):
            block["kind"], block["parts"] = "p", [{"kind": "strong", "parts": block["parts"]}]
        elif block["kind"] == "h3" and not below:
            block["kind"] = "h2"
        below = below or block["kind"] == "h2"
    return blocks


def _words(parts: list[dict]) -> bool:
    return any(part.get("text", "").strip() or _words(part.get("parts", ())) for part in parts)
