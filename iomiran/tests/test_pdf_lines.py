"""Lines of Arabic script are read from the places of their letters."""

import pytest

from iomiran.common.files.pdf.lines import Glyph, cleaned, logical, turned_back, with_pairs


def seen(text: str) -> list[Glyph]:
    """Signs as they stand on the page from the left, ten points each."""
    return [Glyph(sign, place * 10, place * 10 + 10, 0, 12) for place, sign in enumerate(text)]


def read(from_the_left: str, **options) -> str:
    return logical(seen(from_the_left), **{"rightward": False} | options)


@pytest.mark.parametrize(
    ("from_the_left", "as_read"),
    [
        ("ناریا رد", "در ایران"),
        ("۱۴۰۳ لاس", "سال ۱۴۰۳"),
        ("رفن ۷۱۴٬۵۷۲", "۷۱۴٬۵۷۲ نفر"),
        ("مهس ۷۰٪", "۷۰٪ سهم"),
        ("۲۰ ات ۱۰", "۱۰ تا ۲۰"),
        ("۲۰ ۱۰", "۱۰ ۲۰"),
        ("تسا Return from Iran نیا", "این Return from Iran است"),
        ("۱۰ ،IOM :عبنم", "منبع: IOM، ۱۰"),
    ],
)
def test_a_persian_line_is_read_from_the_right(from_the_left, as_read):
    assert read(from_the_left) == as_read


def test_a_persian_word_in_an_english_line_is_read_in_its_place():
    assert read("called تارجاهم here", rightward=True) == "called مهاجرات here"


def test_the_order_in_which_a_program_drew_the_letters_does_not_matter():
    assert logical(seen("ناریا")[::-1], rightward=False) == "ایران"


def test_a_gap_is_a_space():
    first, second = Glyph("ب", 20, 30, 0, 12), Glyph("ا", 4, 10, 0, 12)
    assert logical([first, second], rightward=False) == "ب ا"


def test_a_sign_without_a_place_stays_with_its_letter():
    first, second = Glyph("ه", 20, 30, 0, 12, after="\u200c"), Glyph("ی", 10, 20, 0, 12)
    assert logical([second, first], rightward=False) == "ه\u200cی"


@pytest.mark.parametrize(
    ("given", "letters"),
    [("ال", "لا"), ("لا", "لا"), ("ی\u200c", "\u200cی"), ("\u200cی", "\u200cی"), (" ت", " ت")],
)
def test_the_letters_of_one_glyph_are_in_order(given, letters):
    assert turned_back(given) == letters


@pytest.mark.parametrize(
    ("given", "paired"),
    [(")IOM) و )x(", "(IOM) و (x)"), ("(a) (b)", "(a) (b)"), ("1) a", "1) a")],
)
def test_brackets_open_and_close_in_turn(given, paired):
    assert with_pairs(given) == paired


def test_what_is_kept_is_what_people_type():
    assert cleaned("\u202bﻻﺯﻡ\u202c  \u200fاست\xad") == "لازم است"
