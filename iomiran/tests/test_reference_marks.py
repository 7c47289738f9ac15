"""The mark of a reference: kept in one form, and no way from it into HTML."""

import random
from html.parser import HTMLParser

import pytest

from iomiran.common.references import targets
from iomiran.common.references.markup import Mark, kept, mark_of, marks_in
from iomiran.common.references.resolving import resolved
from iomiran.common.references.targets import Shown, Target, register_target
from iomiran.common.richtext import clean_html, from_markdown, plain_text

FIGURE = '<data value="figure:example">{figure:example}</data>'


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("<p>{figure:example}</p>", f"<p>{FIGURE}</p>"),
        (f"<p>{FIGURE}</p>", f"<p>{FIGURE}</p>"),
        ('<p><data value="figure:example">12,345</data></p>', f"<p>{FIGURE}</p>"),
        ('<p><data value="nothing">12,345</data></p>', "<p>12,345</p>"),
        ("<p><data>{figure:example}</data></p>", f"<p>{FIGURE}</p>"),
        ('<p>{figure:example" onclick="x}</p>', '<p>{figure:example" onclick="x}</p>'),
        ('<p><a href="https://example.org/{figure:example}">a</a></p>', None),
        ("<p>{ figure:example } {figure} {1:2}</p>", None),
    ],
)
def test_references_are_kept_in_one_form(written, stands):
    assert clean_html(written) == (written if stands is None else stands)


def test_words_of_ones_own_are_words():
    html = clean_html('<p>{programme:cap|"A" &amp; <b>B</b>}</p>')
    assert "<data" in clean_html("<p>{programme:cap|A &amp; B}</p>")
    assert "<b>" not in html
    [mark] = marks_in(clean_html("<p>{programme:cap|A &amp; “B”}</p>"))
    assert mark == Mark("programme", "cap", "A & “B”")


def test_markdown_holds_marks():
    assert from_markdown("Of {figure:example}.") == f"<p>Of {FIGURE}.</p>\n"


def test_a_mark_is_read_back_from_its_value():
    mark = Mark("programme", "cap", "a & b's “plan”")
    assert mark_of(mark.value) == mark
    assert clean_html(mark.html) == mark.html == kept(clean_html(mark.html))


# --- nothing breaks out ------------------------------------------------------------

EVIL = '"><img src=x onerror=alert(1)>&lt;script&gt;'
PARTS = (
    "{figure:",
    "{programme:example|",
    "example",
    "}",
    "|",
    "{",
    '"',
    "'",
    ">",
    "<",
    "&quot;",
    "&lt;img src=x onerror=y&gt;",
    "&#123;",
    "</data>",
    "</p>",
    "<p>",
    "<a href='https://a.org'>",
    "</a>",
    '<data value="figure:example">',
    "<data value='programme:example|\"x\" onclick=y'>",
    '<data value="figure:example|<img src=x onerror=y>">',
    "<data value=figure:example onclick=y>",
    "<data>",
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "javascript:x",
    "\x00",
    "\u202e",
    "<h2>",
    "</h2>",
    "<strong>",
    "</strong>",
    "<!--",
    "-->",
    "<svg><data value='figure:example'>",
)


@pytest.fixture
def evil_targets(monkeypatch):
    """Whatever a figure or a page is called, and wherever it is."""
    monkeypatch.setattr(targets, "_targets", {})
    one = Shown("example", EVIL, f"/en/{EVIL}", "en", forms={"value": EVIL})
    for kind, forms in (("figure", ("value",)), ("programme", ())):
        register_target(
            Target(kind, kind, object, object, lambda language: {"example": one}, EVIL, forms)
        )
    monkeypatch.setattr("iomiran.common.references.resolving.present_slugs", lambda _model: {})


ALLOWED = {"p", "h2", "h3", "a", "strong", "span", "data", "em", "ul", "ol", "li", "br"}
ATTRIBUTES = {"href", "class", "lang", "dir", "hreflang", "value", "id", "start"}


class Elements(HTMLParser):
    """Every element of some HTML with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, {name: value or "" for name, value in attributes}))


def test_no_html_around_or_in_a_reference_breaks_out(evil_targets):
    for seed in range(1000):
        chance = random.Random(seed)
        assert_harmless("".join(chance.choices(PARTS, k=chance.randint(1, 25))))


def assert_harmless(html):
    cleaned = clean_html(html)
    assert kept(cleaned) == cleaned
    shown = resolved(html, "en")
    for tag, attributes in Elements(shown).found:
        assert tag in ALLOWED - {"data"}
        assert set(attributes) <= ATTRIBUTES
        assert not attributes.get("href", "").startswith("javascript")
    assert "<data" not in shown
    assert "{figure:example}" not in plain_text(shown)
