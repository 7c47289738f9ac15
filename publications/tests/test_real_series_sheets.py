"""Sheets of every live series of the real content, and of the mission."""

import io
import re
from dataclasses import asdict

import pytest
from django.utils import translation
from pypdf import PdfReader

from programmes.models import AppealEdition
from publications.infosheets.generators import sheet_for
from publications.infosheets.mission_words import WORDS as OF_MISSION
from publications.infosheets.printing import printed_sheet
from publications.infosheets.series_words import WORDS as OF_SERIES
from publications.infosheets.words import LANGUAGES
from returns import queries
from returns.tests.real_content import RealContentTestCase

from .sheets import bare, read
from .test_real_sheets import latin_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]

# Of the sheet that is bound to a year.
WEEKLY = "series:iom-undocumented-weekly"


def test_the_words_of_the_persian_sheets_are_persian():
    assert latin_words(OF_SERIES["fa"]) == set()
    assert latin_words(OF_MISSION["fa"]) == set()


def text_of_rows(sheet) -> list[str]:
    """What stands in the cells of the table, run by run."""
    return [run.text for row in sheet.table.grid.rows for cell in row for run in cell.runs]


class RealSeriesSheetsTest(RealContentTestCase):
    def test_every_series_has_a_whole_sheet_in_both_languages(self):
        slugs = [answer.edition.document.slug for answer in queries.series_list()]
        assert len(slugs) > 20
        for slug in slugs:
            for language in LANGUAGES:
                with self.subTest(slug=slug, language=language):
                    self.assert_whole(sheet_for(f"series:{slug}", language), language)

    def assert_whole(self, sheet, language: str):
        printed = printed_sheet(sheet)
        assert 1 <= printed.pages <= 2
        assert sheet.head.summary
        assert sheet.caveat.text
        assert sheet.table.grid.rows
        assert sheet.illustrations or sheet.notes
        for shown in sheet.illustrations:
            assert shown.title
            assert shown.drawing.summary
            assert "<svg" in shown.drawing.svg
        assert "" not in [figure.value for figure in sheet.figures]
        if language == "en":
            self.assert_nothing_is_absent(sheet, bare(read(printed)))

    def assert_nothing_is_absent(self, sheet, found: str):
        """Every figure that leads, and every cell of the rows that are printed."""
        for figure in sheet.figures:
            assert bare(f"{figure.precision}{figure.value}") in found
        cells = [text for text in text_of_rows(sheet) if re.search(r"\d", text)]
        absent = [text for text in cells if bare(text) not in found]
        # A sheet that was made shorter says so.
        assert not absent or "Herestandthelatest" in found, absent[:3]
        assert len(sheet.table.grid.rows) == sheet.table.all or "rows" in found

    def test_a_series_bound_to_a_year_says_which(self):
        for language, year in (("en", "2020"), ("fa", "۲۰۲۰")):
            sheet = sheet_for(WEEKLY, language, ("2020", "2020"))
            assert year in sheet.head.title
            assert printed_sheet(sheet).pages <= 2

    def test_the_sheet_of_a_headline_series_has_the_headline_figure(self):
        text = read(printed_sheet(sheet_for("series:iom-all-returns-2025", "en")))
        for words in ("714,572", "1 January to 29 June 2025", "Latest count"):
            assert words in text

    def test_the_sheet_of_provinces_has_the_footnote_of_its_map(self):
        sheet = sheet_for("series:unhcr-returned-refugees-by-province", "en")
        drawn = " ".join(re.findall(">([^<]+)<", sheet.illustrations[0].drawing.svg))
        assert "do not imply official endorsement" in drawn

    def test_the_mission_stands_on_two_pages(self):
        for language in LANGUAGES:
            sheet = sheet_for("mission", language)
            printed = printed_sheet(sheet)
            assert printed.pages == 2
            assert len(sheet.programmes) == 7
            assert [person.name.text for person in sheet.people]
            assert sheet.events
            pdf = PdfReader(io.BytesIO(printed.content))
            assert pdf.metadata.title == OF_MISSION[language]["title"]
        assert latin_words(asdict(sheet) | {"unplaced": ""}) <= {"iom"}

    def test_every_appeal_stands_on_the_mission_s_sheet_by_itself(self):
        with translation.override("en"):
            text = bare(read(printed_sheet(sheet_for("mission", "en"))))
        appeals = list(AppealEdition.objects.published())
        assert appeals
        for appeal in appeals:
            assert bare(appeal.name_en) in text
            assert f"{appeal.amount_usd:,}" in text
        assert f"{sum(appeal.amount_usd for appeal in appeals):,}" not in text
