"""The rules of the handbook for templates, styles and sizes, and the contrast of the tokens."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("iomiran", "pages", "news", "publications", "programmes", "returns")
TEMPLATES = sorted(
    path
    for folder in ("templates", *(f"{app}" for app in APPS))
    for path in (ROOT / folder).rglob("*.html")
    if "content" not in path.parts
)
STYLES = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
PYTHON = sorted(
    path
    for folder in (*APPS, "deploy")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))
GALLERY = (ROOT / "pages/gallery.py", *sorted(ROOT.glob("pages/gallery_*.py")))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


# --- Contrast ------------------------------------------------------------------

# Ink on ground, at least 4.5 to 1.
TEXT = [
    *[(ink, "paper") for ink in ("ink", "grey", "accent", "accent-strong", "signal-ink")],
    *[(ink, "surface") for ink in ("ink", "grey", "accent", "accent-strong", "signal-ink")],
    ("ink", "accent-paper"), ("accent", "accent-paper"), ("ink", "signal-paper"),
    ("signal-ink", "signal-paper"), ("on-accent", "accent"), ("on-accent", "accent-strong"),
    ("footer-ink", "footer-paper"), ("footer-grey", "footer-paper"),
    ("ink", "map-own"), ("ink", "map-land"), ("grey", "map-land"),
]  # fmt: skip
DATA = (
    "spontaneous", "deported", "assisted", "iran", "pakistan", "female", "male", "total", "other",
)  # fmt: skip
# Marks and the edges of controls, at least 3 to 1.
MARKS = [
    *[(f"data-{key}", ground) for key in DATA for ground in ("paper", "surface")],
    ("edge", "paper"), ("edge", "surface"), ("signal", "paper"), ("map-border", "map-own"),
    ("accent", "map-own"), ("shade-5", "paper"),
]  # fmt: skip
# Two series of one chart must differ in lightness, for readers who see no colour.
PAIRS = [("spontaneous", "deported"), ("iran", "pakistan"), ("female", "male")]


def tokens(scheme: str) -> dict[str, str]:
    css = without_comments(text_of(ROOT / "static/css/tokens.css"))
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", light))
    return found | (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", dark)) if scheme == "dark" else {}
    )


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (MARKS, 3)], ids=["text", "marks"])
def test_the_pairs_of_tokens_can_be_told_apart(scheme, pairs, least):
    colours = tokens(scheme)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_series_of_one_chart_differ_without_colour(scheme):
    colours = tokens(scheme)
    for one, other in PAIRS:
        assert contrast(colours[f"data-{one}"], colours[f"data-{other}"]) >= 1.5, (one, other)


def test_dark_mode_is_designed_token_by_token():
    light = {
        key: value for key, value in tokens("light").items() if not key.startswith("footer-ink")
    }
    dark = tokens("dark")
    assert [key for key, value in light.items() if dark[key] == value] == []


# --- Components ----------------------------------------------------------------


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_a_template_a_style_and_an_example(path):
    assert (ROOT / f"static/css/components/{path.stem}.css").exists(), "no stylesheet of its name"
    assert f"components/{path.stem}.css" in text_of(ROOT / "static/css/site.css"), "not imported"
    gallery = "".join(map(text_of, GALLERY))
    assert re.search(rf"""["']{path.stem}["']""", gallery), "not in the gallery"
    assert text_of(path).startswith("{% comment %}"), "its parameters belong in its first comment"


# Marks are styled apart from the frame that holds them, by size.
HALVES = {"chart_marks": "chart", "map_marks": "map"}


def test_every_style_of_a_component_has_its_template():
    known = {path.stem for path in COMPONENTS} | set(HALVES)
    assert [
        p.stem for p in (ROOT / "static/css/components").glob("*.css") if p.stem not in known
    ] == []


def test_every_style_is_imported_once():
    """By the site or by the desk, which shares the tokens and the faces of the site."""
    entries = {"site.css", "admin.css"}
    imported = {
        entry: re.findall(r'@import url\("([^"]+)"\)', text_of(ROOT / "static/css" / entry))
        for entry in entries
    }
    written = {str(p.relative_to(ROOT / "static/css")) for p in STYLES} - entries
    desk = {name for name in written if name.startswith("admin/")}
    assert sorted(imported["site.css"]) == sorted(written - desk)
    assert sorted(imported["admin.css"]) == sorted(desk | {"tokens.css", "base/fonts.css"})


def test_a_class_of_a_component_begins_with_its_name():
    """So that a style is found where its name says."""
    faults = []
    for path in (ROOT / "static/css/components").glob("*.css"):
        own = HALVES.get(path.stem, path.stem).replace("_", "-")
        selectors = re.findall(
            r"^(\.[^{}@]+)\{", without_comments(text_of(path)), flags=re.MULTILINE
        )
        faults += [
            f"{name(path)}: {s}" for s in selectors if not re.search(rf"\.{own}(?![a-z0-9])", s)
        ]
    assert faults == []


# --- Templates -----------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_keeps_the_rules(path):
    text = text_of(path)
    plain = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)
    faults = []
    if text.count("\n") > 120:
        faults.append("has more than 120 lines")
    if re.search(r"\sstyle=", plain) or "<style" in plain:
        faults.append("has an inline style")
    if re.search(r"\son[a-z]+=", plain) or "javascript:" in plain:
        faults.append("has an inline script")
    for attributes in re.findall(r"<script([^>]*)>", plain):
        if "src=" not in attributes and "application/ld+json" not in attributes:
            faults.append(f"has an inline script: <script{attributes}>")
    for tag in re.findall(r"{% include [^%]*%}", plain):
        if "components/" in tag and not re.search(r"\bonly\s+%}$|\bonly\s*-?%}$", tag):
            faults.append(f"includes without only: {tag}")
    for asset in re.findall(
        r"""<(?:link|script|img|source|iframe|video)[^>]*(?:src|href)=["']((?:https?:)?//[^"']*)""",
        plain,
    ):
        faults.append(f"loads {asset}")
    if re.search(r"(?<!\bbody)\|safe\b|{% autoescape off", plain):
        faults.append("trusts text without cleaning it (|safe)")
    assert faults == []


def test_a_component_loads_no_data():
    """Components show what they are given: no links built from models, no queries."""
    asks = re.compile(r"\.objects\b|\.all\b|_set\b|{% url")
    faults = [
        name(p) for p in COMPONENTS if asks.search(text_of(p).split("{% endcomment %}", 1)[-1])
    ]
    assert faults == []


# --- Styles --------------------------------------------------------------------

SIDES = re.compile(
    r"(?:^|[;{\s])("
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:"
    r"|(?:left|right)\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r")"
)


def lopsided(css: str) -> list[str]:
    """Shorthands of four values whose second and fourth, the right and the left, differ."""
    found = []
    for shorthand, value in re.findall(r"\b(margin|padding|inset)\s*:\s*([^;{}]+)", css):
        parts = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", value).split()
        if len(parts) == 4 and parts[1] != parts[3]:
            found.append(f"{shorthand}: {value}")
    return found


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_keeps_the_rules(path):
    text = text_of(path)
    css = without_comments(text)
    faults = [
        f"a side instead of start or end: {m.strip()}"
        for m in [*SIDES.findall(css), *lopsided(css)]
    ]
    if text.count("\n") > 200:
        faults.append("has more than 200 lines")
    faults += [f"loads {url}" for url in re.findall(r"url\(\s*[\"']?((?:https?:)?//[^)]*)", css)]
    if (
        path.name not in ("print.css", "utilities.css", "admin.css", "reset.css")
        and "!important" in css
    ):
        faults.append("says !important: the layers decide")
    if path.name not in ("tokens.css", "admin.css", "print.css"):
        faults += [
            f"a colour that is no token: {c}" for c in re.findall(r"#[0-9a-fA-F]{3,8}\b", css)
        ]
    # The whole of the content takes the focus from the skip link: a ring would say nothing.
    if re.search(r"outline\s*:\s*(none|0)\b", css.replace("main:focus { outline: none; }", "")):
        faults.append("takes the focus ring away")
    assert faults == []


def test_arabic_script_has_no_letter_spacing_italics_or_capitals():
    """They break the joining of its letters: `--tight` and such rules stand for Latin alone."""
    faults = []
    for path in STYLES:
        css = without_comments(text_of(path))
        for rule, said in re.findall(
            r"([^{}]*)\{[^{}]*?(letter-spacing:[^;}]*|font-style:\s*italic|text-transform:[^;}]*)",
            css,
        ):
            latin = ":lang(en)" in rule or re.search(r"(normal|none|var\(--tight\))\s*$", said)
            if not latin and path.name != "admin.css":
                faults.append(f"{name(path)}: {rule.strip()[-60:]} {said}")
    assert faults == []
    css = without_comments(text_of(ROOT / "static/css/base/text.css"))
    arabic = re.findall(r"([^{}]*)\{[^{}]*--tight:\s*normal", css)
    assert any(":lang(fa)" in rule and ":lang(ps)" in rule for rule in arabic)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_small_and_asks_nothing(path):
    text = text_of(path)
    # Of the desk, which staff load once: the dialog of the editor, what keeps a draft, row order.
    on_desk = path.name in ("references.js", "keep_draft.js", "row_order.js")
    assert text.count("\n") <= (180 if on_desk else 80)
    # The explorer asks for its own page under another address, the dialog for what it offers.
    if path.name in ("explore.js", "references.js"):
        assert text.count("fetch(") == 1
        text = text.replace("fetch(", "")
    # What is typed on the desk stays in the browser until it is saved.
    if path.name == "keep_draft.js":
        text = text.replace("localStorage", "")
    assert not re.search(
        r"\b(fetch\(|XMLHttpRequest|eval|innerHTML|document\.write|localStorage|sendBeacon)", text
    )


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_module_is_short_enough_to_read(path):
    # Tests are lists of sentences: a little longer before they split.
    assert text_of(path).count("\n") <= (400 if path.name.startswith("test_") else 300)


def test_no_picture_comes_from_nowhere():
    """The pictures of the site are drawn by us: no photograph, no emblem."""
    allowed = {".svg", ".woff2", ".css", ".js", ".md", ".txt"}
    assert [name(p) for p in (ROOT / "static").rglob("*.*") if p.suffix not in allowed] == []
