"""The infosheets: what they say, in which order, and that no text breaks out of its place."""

import io
import random
import re
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import override_settings
from pypdf import PdfReader

from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.files.models import Upload
from iomiran.common.files.storage import path_of, store_bytes
from iomiran.common.http.generation import current_generation
from iomiran.common.richtext import clean_html, plain_text
from iomiran.common.typeset import nodes
from programmes.tests.factories import make_appeal, make_programme
from publications.actions import attach_generated
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import SheetTooLongError, printed_sheet
from publications.infosheets.words import WORDS
from publications.models import PublicationEdition, PublicationFile
from returns.tests.real_content import RealContentTestCase

from .factories import make_publication

pytestmark = pytest.mark.django_db

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


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path
    settings.OFFICIAL_SITE = False


def pdf_of(programme, language="en"):
    sheet = sheet_for(f"programme:{programme.document.slug}", language)
    return PdfReader(io.BytesIO(printed_sheet(sheet).content))


def text_of(pdf) -> str:
    return " ".join("\n".join(page.extract_text() for page in pdf.pages).split())


def bare(text: str) -> str:
    """Without spaces and signs that are not seen: where lines break is the layout's."""
    return re.sub("[\\s\x00-\x1f\u200b-\u200f\ufffd•]", "", text)


def logical(pdf) -> str:
    """Persian lines as they are read: pypdf's layout mode gives what is seen from the left.

    It knows neither ActualText nor ligatures, so that joiners and the order of the letters of
    "لا" are left out of the comparison.
    """
    lines = [
        line[::-1]
        for page in pdf.pages
        for line in page.extract_text(extraction_mode="layout").splitlines()
    ]
    return folded(" ".join(lines))


def folded(text: str) -> str:
    text = text.replace("\u200c", "").replace("\u200f", "").replace("لا", "ال")
    return " ".join(text.split())


# --- Rich text ----------------------------------------------------------------


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


# --- No way out of its place ---------------------------------------------------


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


# --- What a sheet says ---------------------------------------------------------


def test_a_sheet_names_itself_its_language_and_its_day():
    programme = make_programme()
    made = datetime(2025, 6, 30, 9, tzinfo=UTC)
    type(programme).objects.filter(pk=programme.pk).update(published_at=made)
    for language, title in (("en", "Example programme"), ("fa", "برنامه‌ی نمونه")):
        pdf = pdf_of(programme, language)
        assert pdf.trailer["/Root"]["/Lang"] == language
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata.title == title
        assert pdf.metadata.creation_date.date() == made.date()
        assert len(pdf.pages) == 1
    text = text_of(pdf_of(programme))
    assert "Content published up to 30 June 2025" in text
    assert f"/en/programmes/{programme.document.slug}/" in text
    assert "Page 1 of 1" in text


def test_a_persian_sentence_is_read_in_order():
    sentence = "این برگه از صفحه‌ی همین برنامه ساخته می‌شود و متن آن همان است."
    programme = make_programme(summary_fa=sentence)
    assert folded(sentence) in logical(pdf_of(programme, "fa"))


def test_an_english_text_is_read_in_order():
    words = text_of(pdf_of(make_programme()))
    places = [words.index(x) for x in ("Example programme", "An example summary", "First part")]
    assert places == sorted(places)


def test_every_page_says_that_this_is_a_demonstration():
    programme = make_programme(body_en="<p>Example words.</p>" * 60)
    pages = pdf_of(programme).pages
    assert len(pages) == 2
    for page in pages:
        assert "Demonstration, not an official IOM site" in page.extract_text()
    with override_settings(OFFICIAL_SITE=True):
        assert "emonstration" not in text_of(pdf_of(programme))


def test_what_the_mission_has_not_confirmed_is_marked():
    programme = make_programme(level="B")
    programme.facts.create(level="B", statement_en="An example fact.")
    text = text_of(pdf_of(programme))
    assert "The text of this sheet is not yet confirmed by the mission." in text
    assert text.count("Not yet confirmed by the mission") == 1
    assert "onfirmed by the mission" not in text_of(pdf_of(make_programme()))


def test_a_sheet_about_protection_says_that_nobody_has_read_its_language():
    unread = "This text has not yet been read by a native speaker."
    assert unread in text_of(pdf_of(make_programme(protection=True)))
    read = make_programme(protection=True, native_reader_en="Example Reader")
    assert unread not in text_of(pdf_of(read))


def test_appeals_stand_each_for_itself_without_a_sum():
    programme = make_programme()
    for amount in (300, 400):
        make_appeal(programme=programme.document, amount_usd=amount)
    text = text_of(pdf_of(programme))
    assert "USD 300" in text
    assert "USD 400" in text
    assert "700" not in text


def test_no_sheet_falls_back_to_another_language():
    programme = make_programme(title_fa="")
    assert sheet_for(f"programme:{programme.document.slug}", "fa") is None
    withdraw_edition(edition=programme, by=None, reason="Example reason")
    assert sheet_for(f"programme:{programme.document.slug}", "en") is None
    assert sheet_for("returns", "en") is None


def test_a_text_for_three_pages_is_refused():
    with pytest.raises(SheetTooLongError, match="2 at most"):
        pdf_of(make_programme(body_en="<p>Example words in a line.</p>" * 400))


# --- Making and attaching --------------------------------------------------------


def stored(mark: str) -> Upload:
    return store_bytes(mark.encode(), name="example.pdf", media_type="application/pdf")


def test_attaching_raises_the_generation_and_keeps_the_file_before():
    edition = make_publication()
    first, second = stored("first"), stored("second")
    before = current_generation().number
    assert attach_generated(edition=edition, language="en", upload=first)
    assert not attach_generated(edition=edition, language="en", upload=first)
    assert current_generation().number == before + 1
    assert attach_generated(edition=edition, language="en", upload=second)
    assert [row.upload for row in edition.files.all()] == [second]
    assert path_of(first.sha256).exists()
    assert AuditEntry.objects.filter(action="attach").count() == 2


def test_only_a_live_publication_is_given_a_file():
    with pytest.raises(EditorialError):
        attach_generated(edition=make_publication(live=False), language="en", upload=stored("x"))


def test_a_sheet_that_cannot_be_made_leaves_the_one_before(capsys):
    programme = make_programme()
    edition = make_publication(generator=f"programme:{programme.document.slug}")
    call_command("make_infosheets")
    kept = set(edition.files.values_list("upload__sha256", flat=True))
    type(programme).objects.filter(pk=programme.pk).update(body_en="<p>A ☎ sign.</p>")
    call_command("make_infosheets")
    assert set(edition.files.values_list("upload__sha256", flat=True)) == kept
    said = capsys.readouterr().out
    assert "2 made" in said
    assert f"kept {edition.document.slug} (en) as it was" in said
    assert "☎" in said


# Names that Persian writes in Latin letters too.
NAMES = {"IOM", "UNHCR", "OCHA", "DTM", "CAP", "DRRM", "UN"}
# Where names of sources and addresses stand, and what is no text.
NAMED = {
    "source",
    "footer_source",
    "url",
    "page_url",
    "lang",
    "language",
    "svg",
    "template",
    "kind",
}


def latin_words(value) -> set[str]:
    """Words in Latin letters in the ready words of a sheet, but for sources and addresses."""
    if isinstance(value, dict):
        return set().union(*(latin_words(x) for key, x in value.items() if key not in NAMED))
    if isinstance(value, list):
        return set().union(*map(latin_words, value))
    return set(re.findall("[A-Za-z]{2,}", value)) - NAMES if isinstance(value, str) else set()


def test_the_fixed_words_of_a_persian_sheet_are_persian():
    assert latin_words(WORDS["fa"]) == set()


class RealSheetsTest(RealContentTestCase):
    def test_nothing_but_names_is_in_latin_letters_on_the_persian_sheet_on_returns(self):
        sheet = sheet_for("returns", "fa")
        assert latin_words(asdict(sheet)) == set()
        drawn = re.findall(">([^<]+)<", sheet.weekly.drawing.svg)
        assert drawn
        assert latin_words(drawn) == set()

    def test_all_sheets_are_made_once(self):
        out = io.StringIO()
        PublicationFile.objects.filter(generated=True).delete()
        call_command("make_infosheets", stdout=out)
        live = PublicationEdition.objects.published().exclude(generator="").count()
        assert f"{2 * live} made, 0 unchanged" in out.getvalue()
        generation = current_generation()
        call_command("make_infosheets", stdout=out)
        assert f"0 made, {2 * live} unchanged" in out.getvalue()
        assert current_generation() == generation
        for file in PublicationFile.objects.filter(generated=True).select_related("upload"):
            pdf = PdfReader(path_of(file.upload.sha256))
            assert len(pdf.pages) <= 2
            assert len(pdf.pages) == file.upload.pages
            assert pdf.trailer["/Root"]["/Lang"] == file.language
            assert pdf.metadata.title

    def test_the_sheet_on_returns_has_each_figure_with_its_precision_and_date(self):
        pdf = PdfReader(io.BytesIO(printed_sheet(sheet_for("returns", "en")).content))
        text = text_of(pdf)
        for words in (
            "714,572",
            "1 January to 29 June 2025",
            "30 June 2025",
            "nearly 1,000,000",
            "over 256,000",
            "15,675",
            "They never share a line, an axis or a sum.",
            "Not every week is here.",
        ):
            assert words in text
        sentence = "این شمارش‌ها هرگز روی یک خط یا یک محور نمی‌آید و با هم جمع نمی‌شود."
        pdf = PdfReader(io.BytesIO(printed_sheet(sheet_for("returns", "fa")).content))
        assert folded(sentence) in logical(pdf)
