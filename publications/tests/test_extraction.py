"""What is copied out of a sheet is what the page says, in the order in which it is read."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from django.utils import translation

from iomiran.common.richtext import plain_lines
from programmes import queries as programmes
from programmes.models import ProgrammeEdition
from publications.infosheets.words import LANGUAGES
from returns import presenters, queries
from returns.filters import ReturnsFilter
from returns.presenters.words import period_text, value_text

from .every_sheet import Sheet, kept
from .extracting import by_pdfium, by_poppler, missing_in_order, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
YEARLY = "iom-undocumented-yearly"


@pytest.fixture(scope="module")
def sheets(real_content) -> list[Sheet]:
    return list(kept())


def page_of(sheet: Sheet) -> ProgrammeEdition:
    return programmes.programme_page(sheet.generator.partition(":")[2])


def lines_of(sheet: Sheet) -> list[str]:
    """Title, summary, and each paragraph, heading and item of the page, as they are read.

    Without those that have vowel marks: no reader tells where in a line they stand.
    """
    text = page_of(sheet).text(sheet.language)
    lines = [text.title, text.summary, *plain_lines(text.body).splitlines()]
    composed = (unicodedata.normalize("NFC", line) for line in lines)
    return [line for line in composed if not any(map(unicodedata.combining, line))]


def of_programmes(sheets: list[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.kind == "programme.typ"]


def test_the_text_of_a_page_is_copied_out_of_its_sheet_in_order(sheets):
    missing, lines, mixed = {}, Counter(), 0
    for sheet in of_programmes(sheets):
        expected = lines_of(sheet)
        lines[sheet.language] += len(expected)
        if sheet.language == "fa":
            mixed += sum(bool(re.search("[A-Za-z]", line)) for line in expected)
        if found := missing_in_order(expected, by_pdfium(sheet.path)):
            missing[str(sheet)] = found
    assert missing == {}
    assert min(lines[language] for language in LANGUAGES) > 100
    assert mixed > 10, "lines in which Latin words stand among Persian ones"


def test_another_reader_turns_no_word_and_no_number_round(sheets):
    """It takes columns for lines, so that their order is its own; words with hyphens differ."""
    wrong = {}
    for sheet in of_programmes(sheets):
        expected = Counter(words(re.sub(r"\S+-\S+", " ", "\n".join(lines_of(sheet)))))
        lost = expected - Counter(words(by_poppler(sheet.path)))
        if lost:
            wrong[str(sheet)] = dict(lost)
    assert wrong == {}


@pytest.fixture(params=LANGUAGES)
def statistics(request, sheets) -> Sheet:
    (sheet,) = [x for x in sheets if (x.generator, x.language) == ("returns", request.param)]
    return sheet


def test_a_table_is_copied_row_by_row(statistics):
    with translation.override(statistics.language):
        rows = queries.time_series(ReturnsFilter(series=YEARLY))
        cells = [text for row in rows for text in (period_text(row), value_text(row))]
    assert len(cells) > 10
    assert missing_in_order(cells, by_pdfium(statistics.path)) == []


def test_figures_follow_each_other_with_what_they_count(statistics):
    with translation.override(statistics.language):
        views = [presenters.figure_view(figure) for figure in queries.headline_figures()]
    parts = [(x.precision_word, x.value_text, x.label, x.period_text, x.scope) for x in views]
    cells = [text for figure in parts for text in figure if text]
    assert missing_in_order(cells, by_pdfium(statistics.path)) == []
    assert {x.value_text for x in views} <= set(words(by_poppler(statistics.path)))


def test_of_a_reversed_line_the_words_are_missed(tmp_path: Path):
    line = "برنامه‌ی منطقه‌ای IOM در سال ۲۰۲۱ آغاز شد"
    assert missing_in_order([line], line) == []
    assert missing_in_order([line], line[::-1]) == [line]
    assert missing_in_order([line], line.replace("۲۰۲۱", "۱۲۰۲")) == [line]
