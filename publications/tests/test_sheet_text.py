"""Rich text on a sheet: a tree of blocks, and every sign as it was written."""

import random

import pytest

from iomiran.common.richtext import clean_html, plain_text
from iomiran.common.typeset import nodes
from programmes.tests.factories import make_appeal, make_programme

from .sheets import bare, pdf_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


# What would be markup, code, or the end of something, were it not text.
PAYLOADS = (
    '#panic("out")',
    '#read("/etc/passwd")',
    '#import "base.typ": *',
    "#eval(1+1) $x^2$ *bold* _low_ `raw`",
    '"]) #lorem(5) [("',
    "\\u{41} \\ // comment /* open",
    "= heading <label> @reference ~ -- ... {} {0} %s",
    "sys.inputs.data </svg> &lt;p&gt; ]]>",
)


def test_rich_text_becomes_a_tree_of_blocks_and_parts():
    found = nodes('<h2>One</h2><p>a <strong>b</strong> <a href="https://example.org">c</a></p>')
    assert found == [
        {"kind": "h2", "parts": [{"kind": "text", "text": "One"}]},
        {
            "kind": "p",
            "parts": [
                {"kind": "text", "text": "a "},
                {"kind": "strong", "parts": [{"kind": "text", "text": "b"}]},
                {"kind": "text", "text": " "},
                {
                    "kind": "link",
                    "url": "https://example.org",
                    "parts": [{"kind": "text", "text": "c"}],
                },
            ],
        },
    ]


def test_lists_keep_their_items_and_their_first_number():
    found = nodes('<ol start="3"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>')
    assert found[0]["start"] == 3
    assert [block["kind"] for block in found[0]["items"][1]] == ["p", "ul"]


def test_headings_make_an_outline_without_gaps():
    found = nodes("<h3>a</h3><h2>b</h2><h3>c</h3><blockquote><h2>d</h2></blockquote><h2> </h2>")
    assert [block["kind"] for block in found] == ["h2", "h2", "h3", "quote"]
    assert found[3]["blocks"][0]["kind"] == "p"


def test_what_is_not_prose_is_not_there():
    found = nodes('<script>x()</script><p onclick="y()">a<img src=z></p><style>b</style>')
    assert found == [{"kind": "p", "parts": [{"kind": "text", "text": "a"}]}]


def test_rich_text_nested_without_end_stays_shallow():
    html = "<ul><li>" * 200 + "<em>" * 200 + "deep"
    assert str(nodes(html)).count("'kind': 'ul'") < 8
    programme = make_programme(body_en=html)
    assert "deep" in text_of(pdf_of(programme))


def test_markup_in_any_field_is_printed_as_it_was_written():
    every = " ".join(PAYLOADS)
    programme = make_programme(
        title_en=PAYLOADS[0],
        summary_en=" ".join(PAYLOADS[1:4]),
        body_en="".join(f"<p>{clean_html(text)}</p>" for text in PAYLOADS),
    )
    programme.facts.create(level="A", statement_en=every, source_name=every)
    make_appeal(
        programme=programme.document,
        name_en=PAYLOADS[3],
        geography_en=PAYLOADS[4],
        note_en=every,
        source_name=every,
    )
    found = bare(text_of(pdf_of(programme)))
    for text in PAYLOADS:
        # In the body the text is HTML; elsewhere it is what was typed.
        assert bare(plain_text(clean_html(text))) in found
        assert found.count(bare(text)) >= 2, text


def test_random_signs_neither_stop_a_sheet_nor_lose_a_word():
    source = random.Random(2)  # the same signs in every run
    signs = "#$*_`<>@=-+/\\[](){}\"'~|&;:,.!?%^0123456789abcXYZ \n\t\u200d\u00a0\x00\x07\x1b"
    tags = ("<p>", "</p>", "<ul>", "<li>", "</ul>", "<strong>", "</a>", "<h3>", "<br>", "<a href=")
    for _round in range(12):
        pieces = [
            source.choice(tags) if source.random() < 0.2 else source.choice(signs)
            for _ in range(160)
        ]
        html = "".join(pieces)
        programme = make_programme(body_en=html, summary_en="".join(pieces)[:290].replace("\0", ""))
        found = bare(text_of(pdf_of(programme)))
        assert bare(plain_text(programme.body_en)) in found
