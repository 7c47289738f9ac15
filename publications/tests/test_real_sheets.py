"""The sheets made of the real content."""

import io
import re
from dataclasses import asdict

import pytest
from django.core.management import call_command
from django.utils import translation
from pypdf import PdfReader

from iomiran.common.files.storage import path_of
from iomiran.common.http.generation import current_generation
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet
from publications.infosheets.words import WORDS
from publications.models import IssuedFile, PublicationEdition, PublicationFile
from returns import queries
from returns.filters import ReturnsFilter
from returns.presenters.sources import speakers
from returns.tests.real_content import RealContentTestCase

from .sheets import folded, logical, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


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

    def test_the_weekly_chart_names_the_sources_of_its_rows_as_the_page_does(self):
        asked = ReturnsFilter(series="iom-undocumented-weekly")
        said, left = speakers(queries.time_series(asked))
        assert said
        for language, separator in (("en", "; "), ("fa", "؛ ")):
            with translation.override(language):
                names = [view.name for view, _documents in speakers(queries.time_series(asked))[0]]
            words = [run.text for run in sheet_for("returns", language).weekly.source]
            assert [name for name in names if name not in words] == []
            assert words.count(separator) == len(said) + (left > 0) - 1

    def test_all_sheets_are_made_once_and_always_alike(self):
        out = io.StringIO()
        generated = PublicationFile.objects.filter(generated=True)
        before = set(generated.values_list("upload__sha256", flat=True))
        issued = IssuedFile.objects.count()
        generated.delete()
        call_command("make_infosheets", stdout=out)
        live = PublicationEdition.objects.published().exclude(generator="").count()
        assert f"{2 * live} made, 0 unchanged" in out.getvalue()
        generation = current_generation()
        call_command("make_infosheets", stdout=out)
        assert f"0 made, {2 * live} unchanged" in out.getvalue()
        assert current_generation() == generation
        assert set(generated.values_list("upload__sha256", flat=True)) == before
        assert IssuedFile.objects.count() == issued, "the same bytes are no new version"
        for file in generated.select_related("upload"):
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
