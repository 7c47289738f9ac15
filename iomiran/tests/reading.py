"""Reads a page as the tests want it: what its head says, where its links lead, its text."""

import functools
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style"}


@dataclass
class Head:
    lang: str = ""
    dir: str = ""
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)


class Document(HTMLParser):
    """One HTML page. `marks` are the (lang, dir) pairs set below <html>; `assets` what it loads."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.head = Head()
        self.h1 = 0
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []
        self.marks: set[tuple[str, str]] = set()
        self.classes: set[str] = set()
        self.inline_scripts: list[tuple[str, str]] = []
        self.inline_styles: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._running: tuple[str, list[str]] | None = None
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    @property
    def linked_data(self) -> list:
        return [json.loads(text) for kind, text in self.inline_scripts if kind.endswith("ld+json")]

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        self._note(tag, values)
        method = getattr(self, f"_{tag}", None)
        if method:
            method(values)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == "script" and self._running:
            kind, pieces = self._running
            self.inline_scripts.append((kind, "".join(pieces)))
            self._running = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if self._running:
            self._running[1].append(data)
        if self._open[-2:] == ["head", "title"]:
            self.head.title += data
        elif not SILENT & set(self._open[-1:]):
            self._words.append(data)

    def _note(self, tag, values):
        self.classes.update(values.get("class", "").split())
        if "id" in values:
            self.ids.append(values["id"])
        if "style" in values or tag == "style":
            self.inline_styles.append(f"<{tag} style={values.get('style')!r}>")
        if tag != "html" and values.get("lang"):
            self.marks.add((values["lang"], values.get("dir", "")))
        for name in ("src", "poster", "data"):
            if tag not in ("a", "form") and values.get(name):
                self.assets.append(values[name])
        self.assets += [part.split()[0] for part in values.get("srcset", "").split(",") if part]

    def _html(self, values):
        self.head.lang, self.head.dir = values.get("lang", ""), values.get("dir", "")

    def _h1(self, values):
        self.h1 += 1

    def _script(self, values):
        if "src" not in values:
            self._running = (values.get("type", ""), [])

    def _a(self, values):
        if values.get("href"):
            self.links.append(values["href"])

    def _meta(self, values):
        key = values.get("name") or values.get("property")
        if key:
            self.head.metas[key] = values.get("content", "")

    def _link(self, values):
        relation, href = values.get("rel", "").split(), values.get("href", "")
        if "canonical" in relation:
            self.head.canonical.append(href)
        elif "alternate" in relation and "hreflang" in values:
            self.head.alternates[values["hreflang"]] = href
        elif "alternate" in relation:
            self.links.append(href)
        else:
            self.assets.append(href)


@dataclass
class Answer:
    """A response kept for many tests: the test client's own object is bound to its request."""

    url: str
    status: int
    headers: dict
    content: bytes
    cookies: tuple

    @classmethod
    def of(cls, response) -> "Answer":
        request = response.wsgi_request
        content = response.getvalue() if response.streaming else response.content
        return cls(
            request.get_full_path(),
            response.status_code,
            dict(response.items()),
            content,
            tuple(response.cookies),
        )

    @functools.cached_property
    def document(self) -> Document:
        return Document(self.content.decode())

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")
