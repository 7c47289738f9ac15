"""The infosheets: what they say, in which order, and that no text breaks out of its place."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import override_settings

from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.files.models import Upload
from iomiran.common.files.storage import path_of, store_bytes
from iomiran.common.http.generation import current_generation
from programmes.tests.factories import make_appeal, make_programme
from publications.actions import attach_generated
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import SheetTooLongError

from .factories import make_publication
from .sheets import folded, logical, pdf_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


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
