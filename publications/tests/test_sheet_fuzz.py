"""Whatever stands in a field or in rich text is text on the sheet, or the sheet is refused.

Every text of every kind of sheet is replaced by what hypothesis makes up: markup and code of the
engine, HTML, marks of direction, signs that no font has. The same in every run.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from itertools import cycle

import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from iomiran.common.charts import ChartSpec, Point, Series, line_chart
from iomiran.common.richtext import SCHEMES, clean_html, plain_text
from iomiran.common.typeset import nodes
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet
from publications.infosheets.view import view_sheet
from returns import explorer
from returns.exploring import Exploration
from returns.tests.explored import EXPLORED

from .every_sheet import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
RUN = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=6,
    suppress_health_check=list(HealthCheck),
)
# What names something, and the words of a template, which have places to be filled.
NAMES = {"kind", "lang", "language", "own", "page_url", "places_url", "release_url", "url"}

ENOUGH = 3

HOSTILE = (
    '#panic("out")',
    '#read("/etc/passwd")',
    '#import "@preview/example:1.0.0": *',
    '#include "../words.py"',
    '#image("base.typ")',
    "#{ let a = sys.inputs.data; a }",
    "$ sum_(i=0)^n $",
    '"]) #lorem(5) [("',
    "\\u{41} \\ // comment /* open",
    "= heading <label> @label ~ -- `raw` *bold* _low_",
    "</text></svg><script>alert(1)</script>",
    "&lt;p&gt; &#0; ]]> <!--",
    "javascript:alert(1)",
    "{} {0} %s %(a)s",
)
ODD = (
    "\x00",
    "\x07\x1b[31m",
    "\ud800",
    "\ufffe",
    "\u202eback\u202c",
    "\u2066on its own\u2069",
    "\u200f\u200e\u200d",
    "می‌شود (IOM) ۱۲٬۳۴۵",
    "لا إله",
    "W" * 400,
    "\u0301" * 30,
    "☎ 😀 字",
)
PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)
ascii_texts = st.tuples(st.sampled_from(HOSTILE), st.text(PRINTABLE, max_size=30)).map(" ".join)
# Mostly what the font has; all else is refused sooner or later.
known = st.text(
    PRINTABLE | st.sampled_from("آابپتثچدذرزژسشکگلمنهویيئأؤ،؛؟«»۱۲۳٫٬٪éüßñ–—“”…\u200c"), max_size=25
)
any_texts = st.tuples(st.sampled_from(HOSTILE + ODD) | st.text(max_size=4), known).map(" ".join)
TAGS = ("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "a", "script", "data")
LINKS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "//example.org",
    "/en/",
    "#x",
    "mailto:a@b.example",
)
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from([f'<a href="{link}">' for link in LINKS]),
    st.sampled_from(HOSTILE),
    st.text(PRINTABLE, max_size=12),
)


class OneOfEach(list):
    def __repr__(self):
        """Short: hypothesis prints it with every example."""
        return f"one of each of {len(self)} kinds"


@pytest.fixture(scope="module")
def sheets(real_content) -> OneOfEach:
    """In English."""
    first = {x.kind: x.generator for x in kept() if x.language == "en"}
    view = view_sheet(explorer.find(*Exploration.from_querystring(EXPLORED["line"])), "en")
    return OneOfEach([*(sheet_for(generator, "en") for generator in first.values()), view])


def refilled(value, text: Callable[[], str], name: str = ""):
    """`value` with another text in the place of each, and drawings that have such labels.

    Of a list, the columns of a table among them, the first are enough, so that all has room.
    """
    if name in NAMES:
        return value
    if is_dataclass(value):
        changes = {f.name: refilled(getattr(value, f.name), text, f.name) for f in fields(value)}
        return replace(value, **changes)
    if isinstance(value, dict):
        return {key: refilled(item, text, key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [refilled(item, text, name) for item in value[:ENOUGH]]
    if name == "svg":
        return drawing(text())
    return text() if isinstance(value, str) and value else value


def drawing(label: str) -> str:
    points = [
        Point(date(2021, 1, 1), date(2021, 1, 7), 1),
        Point(date(2021, 1, 8), date(2021, 1, 14), 2),
    ]
    spec = ChartSpec(
        id="fuzz",
        title=label,
        y_title=label,
        language="en",
        direction="ltr",
        number=str,
        period=lambda start, end: label,
        day=str,
    )
    return str(line_chart(spec, [Series("a", label, points)]).svg_wide)


def turns(texts: list[str]) -> Callable[[], str]:
    """Each in its turn, for ever."""
    return partial(next, cycle(texts))


def read(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def seen(text: str) -> str:
    """What has ink, by its meaning: brackets and quotes of a line turned round change places."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans(")]}>»”", "([{<«“"))
    return "".join(x for x in text if unicodedata.category(x)[0] not in "CZM" and x not in "-•")


def printed(sheet) -> bytes | None:
    """None where it is refused: by TypesetError, or by another ValueError that its maker tells."""
    try:
        return printed_sheet(sheet).content
    except ValueError:
        return None


@RUN
@given(texts=st.lists(ascii_texts, min_size=4, max_size=4))
@example(texts=list(HOSTILE[:5]))
@example(texts=list(HOSTILE[5:10]))
@example(texts=list(HOSTILE[10:]))
def test_what_looks_like_code_or_markup_is_printed_in_every_place(sheets, texts):
    for sheet in sheets:
        found = seen(read(printed_sheet(refilled(sheet, turns(texts))).content))
        assert [text for text in texts if seen(text) not in found] == []
        assert "root:" not in found


@RUN
@given(texts=st.lists(any_texts, min_size=3, max_size=3))
@example(texts=list(ODD[:-1]))
def test_any_text_is_printed_whole_or_the_sheet_is_refused(sheets, texts):
    for sheet in sheets:
        if content := printed(refilled(sheet, turns(texts))):
            lost = Counter(seen("".join(texts))) - Counter(seen(read(content)))
            assert not lost


@RUN
@given(html=st.lists(pieces, max_size=40).map("".join))
@example(html="<ul><li>" * 300 + "deep" + "<a href='javascript:alert(1)'>x</a>")
def test_rich_text_never_leaves_its_place(sheets, html):
    (sheet,) = [x for x in sheets if x.template == "programme.typ"]
    content = printed(replace(sheet, body=nodes(html)))
    assert content
    found = seen(read(content))
    # Marks and numbers of lists stand between the words.
    assert not Counter(seen(plain_text(clean_html(html)))) - Counter(found)
    addresses = [str(link["/A"]["/URI"]) for link in links(content)]
    assert addresses, "those of the sources"
    schemes = {re.match("[a-z]*", address).group() for address in addresses}
    assert schemes <= SCHEMES


def links(content: bytes) -> list:
    pages = PdfReader(BytesIO(content)).pages
    found = [link.get_object() for page in pages for link in page.get("/Annots", [])]
    return [link for link in found if link.get("/A", {}).get("/S") == "/URI"]
