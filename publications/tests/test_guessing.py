"""What a file name and the title inside a file say, and when they say nothing."""

import pytest

from publications.guessing import PDF, guessed


@pytest.mark.parametrize(
    ("name", "title", "language", "date"),
    [
        ("test_report_on_examples-en.pdf", "Test report on examples", "en", ""),
        ("test report (FA).pdf", "Test report", "fa", ""),
        ("example_dari.pdf", "Example", "fa-af", ""),
        ("example-fa-af.pdf", "Example", "fa-af", ""),
        ("Example.Pashto.pdf", "Example", "ps", ""),
        ("نمونه_گزارش.pdf", "نمونه گزارش", "fa", ""),
        ("نمونه-انگلیسی.pdf", "نمونه", "en", ""),
        ("بېلګه.pdf", "بېلګه", "ps", ""),
        ("2025-06-30_Example_report.pdf", "Example report", "en", "2025-06-30"),
        ("Example 20250630.pdf", "Example", "en", "2025-06-30"),
        ("example_2025-06.pdf", "Example", "en", "2025-06"),
        ("Example report June 2025.pdf", "Example report June 2025", "en", "2025-06"),
        ("Example_12_Jun_2025.pdf", "Example 12 Jun 2025", "en", "2025-06-12"),
        ("Annual example 2024.pdf", "Annual example 2024", "en", "2024"),
        ("Example 2024-2025.pdf", "Example 2024 2025", "en", ""),
        ("example-2025-13-45.pdf", "Example 2025 13 45", "en", "2025"),
        ("نمونه ۱۴۰۳.pdf", "نمونه ۱۴۰۳", "fa", ""),
    ],
)
def test_a_name_gives_title_language_and_date(name, title, language, date):
    found = guessed(name, media_type=PDF)
    assert (found.title, found.language, found.date) == (title, language, date)


def test_data_has_a_language_only_where_its_name_says_so():
    assert guessed("example.csv", media_type="text/csv").language == ""
    assert guessed("example-fa.csv", media_type="text/csv").language == "fa"


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("An Example\0 Title", "An Example Title"),
        ("Microsoft Word - An Example.docx", "An Example"),
        ("PowerPoint Presentation", "From the name"),
        ("untitled-1", "From the name"),
        ("Document1", "From the name"),
        ("  ", "From the name"),
    ],
)
def test_the_title_inside_comes_first_unless_a_program_wrote_it(inside, title):
    assert guessed("from_the_name.pdf", media_type=PDF, inside=inside).title == title


def test_a_title_is_never_longer_than_its_field():
    assert len(guessed("x" * 900 + ".pdf", media_type=PDF).title) == 250
