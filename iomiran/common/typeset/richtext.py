"""Rich text as a small tree that a template walks. Strict: what is not prose is not there.

A block is {"kind": "p" | "h2" | "h3" | "quote" | "rule", "parts": […]} or
{"kind": "ul" | "ol", "start": 1, "items": [[block, …], …]}; a quote has "blocks".
A part is {"kind": "text", "text": "…"}, {"kind": "break"},
{"kind": "strong" | "em", "parts": […]} or {"kind": "link", "url": "…", "parts": […]}.
"""

import re
from html.parser import HTMLParser

from iomiran.common.nav import site_url
from iomiran.common.richtext import clean_html

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_INLINE = {"strong": "strong", "em": "em", "a": "link"}
_TEXTUAL = {"p", "h2", "h3"}
# What is nested deeper is set at this depth: the engine's call stack is not ours to fill.
DEEPEST = 6


def nodes(html: str) -> list[dict]:
    """The blocks of `html`, which is cleaned again first: this reads whatever is in the column."""
    reader = _Reader()
    reader.feed(clean_html(html))
    reader.close()
    return _outlined(_trimmed(reader.blocks))


class _Reader(HTMLParser):
    """Everything is added at the end of what is open, so that no word changes its place."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict] = []
        # What is open, the innermost last: (tag, whether it takes items, where they or blocks go).
        self.open: list[tuple[str, bool, list]] = [("", False, self.blocks)]
        # The words that are open: (tag, parts). Empty between blocks.
        self.runs: list[tuple[str, list]] = []

    def handle_starttag(self, tag, attrs):
        if tag in _TEXTUAL:
            self._open_text(tag)
        elif tag in ("ul", "ol"):
            self._open_list(tag, dict(attrs))
        elif tag == "li":
            self._open_item()
        elif tag == "blockquote":
            self._open_quote()
        elif tag == "hr":
            self.runs = []
            self._flow().append({"kind": "rule"})
        elif tag == "br":
            self._run().append({"kind": "break"})
        elif tag in _INLINE:
            self._open_inline(tag, dict(attrs))

    def handle_endtag(self, tag):
        if tag in _INLINE:
            if len(self.runs) > 1 and self.runs[-1][0] == tag:
                self.runs.pop()
            return
        self.runs = []
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def handle_data(self, data):
        text = _SPACE.sub(" ", data)
        if text.strip() or self.runs:
            self._run().append({"kind": "text", "text": text})

    def _flow(self) -> list:
        """Where a block goes now; a block that stands in a list without an item gets one."""
        _tag, takes_items, target = self.open[-1]
        if takes_items:
            target.append(item := [])
            self.open.append(("", False, item))
            return item
        return target

    def _run(self) -> list:
        """Where a word goes now; one that stands in no block becomes a paragraph."""
        if not self.runs:
            self._open_text("p")
        return self.runs[-1][1]

    def _open_text(self, tag):
        block = {"kind": tag, "parts": []}
        self._flow().append(block)
        self.runs = [(tag, block["parts"])]

    def _open_list(self, tag, attributes):
        self.runs = []
        flow = self._flow()
        if len(self.open) > DEEPEST:
            self.open.append((tag, False, flow))
            return
        block = {"kind": tag, "start": _start(attributes), "items": []}
        flow.append(block)
        self.open.append((tag, True, block["items"]))

    def _open_item(self):
        self.runs = []
        if self.open[-1][0] == "" and len(self.open) > 1:
            self.open.pop()
        _tag, takes_items, target = self.open[-1]
        if takes_items:
            target.append(item := [])
            target = item
        self.open.append(("li", False, target))

    def _open_quote(self):
        self.runs = []
        flow = self._flow()
        if len(self.open) <= DEEPEST:
            block = {"kind": "quote", "blocks": []}
            flow.append(block)
            flow = block["blocks"]
        self.open.append(("blockquote", False, flow))

    def _open_inline(self, tag, attributes):
        run = self._run()
        if len(self.runs) <= DEEPEST:
            part = {"kind": _INLINE[tag], "parts": []}
            if tag == "a":
                part["url"] = _on_paper(attributes.get("href") or "")
            run.append(part)
            run = part["parts"]
        self.runs.append((tag, run))


def _on_paper(url: str) -> str:
    """The address in full; "" for a place on the page itself, which is none on paper."""
    if url.startswith("#"):
        return ""
    return site_url(url) if url.startswith("/") and not url.startswith("//") else url


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
