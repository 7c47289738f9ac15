"""Numbers of two languages compared: what says the same is understood, what differs is found."""

import re
import tomllib
from pathlib import Path

import pytest

from iomiran.common.languages.number_parity import compare_numbers, numbers_in
from iomiran.common.richtext import from_markdown, plain_lines

ROOT = Path(__file__).parents[2]

THE_SAME = [
    # digits
    ("In 5 places.", "fa", "در ۵ جا."),
    ("In 5 places.", "fa", "در ٥ جا."),
    ("In 5 places.", "ps", "په 5 ځایونو کې."),
    # groups and decimals
    ("1,234,567 people", "fa", "۱٬۲۳۴٬۵۶۷ نفر"),
    ("1,234,567 people", "fa", "۱,۲۳۴,۵۶۷ نفر"),
    ("1,234,567 people", "fa-af", "۱،۲۳۴،۵۶۷ نفر"),
    ("1,234 people", "fa", "۱۲۳۴ نفر"),
    ("2,023 people", "fa", "۲۰۲۳ نفر"),
    ("4.5 metres", "fa", "۴٫۵ متر"),
    ("4.5 metres", "fa", "۴.۵ متر"),
    ("4.5 metres", "fa", "۴/۵ متر"),
    ("4.5 metres", "fa", "۴,۵ متر"),
    ("2.50 metres", "fa", "۲٫۵ متر"),
    ("Lists: 3, 4 and 5.", "fa", "فهرست: ۳، ۴ و ۵."),
    # per cent
    ("70% of them", "fa", "۷۰٪ آنان"),
    ("70 per cent of them", "fa", "۷۰ درصد آنان"),
    ("70 percent of them", "fa-af", "۷۰ فیصد آنان"),
    ("70% of them", "ps", "۷۰ سلنه یې"),
    ("70% of them", "fa", "٪۷۰ آنان"),
    ("70% of them", "fa", "هفتاد درصد آنان"),
    ("60–70% of them", "fa", "۶۰ تا ۷۰ درصد آنان"),
    ("12.5% of them", "fa", "۱۲٫۵ درصد آنان"),
    # scales
    ("USD 589 million", "fa", "۵۸۹ میلیون دلار"),
    ("USD 1.2 million", "fa", "۱٬۲۰۰٬۰۰۰ دلار"),
    ("1,200,000 people", "fa", "۱ میلیون و ۲۰۰ هزار نفر"),
    ("900,000 people", "fa", "۹۰۰ هزار نفر"),
    ("900,000 people", "ps", "۹۰۰ زره کسان"),
    ("1.04 billion", "fa-af", "۱٫۰۴ میلیارد"),
    ("3 to 5 million", "fa", "۳ تا ۵ میلیون"),
    ("2 million people", "fa", "دو میلیون نفر"),
    ("two million people", "fa", "۲ میلیون نفر"),
    # words answer for digits
    ("Sixty people of 25 countries", "fa", "۶۰ نفر از بیست و پنج کشور"),
    ("Twenty-five countries", "fa", "۲۵ کشور"),
    ("In 3 ways", "ps", "په درې ډوله"),
    ("the 2nd report", "fa", "گزارش دوم"),
    ("the second report", "fa", "گزارش ۲"),
    # years of either calendar
    ("In 2023 it began.", "fa", "در ۲۰۲۳ آغاز شد."),
    ("In 2023 it began.", "fa", "در ۱۴۰۲ آغاز شد."),
    ("In 2023 it began.", "fa", "در ۱۴۰۱ آغاز شد."),
    ("In 2023 it began.", "fa-af", "در سال ۱۴۰۲ (۲۰۲۳) آغاز شد."),
    ("In 2023 it began.", "ps", "په ۱۴۰۲ کال کې پیل شو."),
    ("The plan 2024–2025", "fa", "برنامه‌ی ۱۴۰۳–۱۴۰۴"),
    ("The plan 2024–25", "fa", "برنامه‌ی ۲۰۲۴ تا ۲۰۲۵"),
    ("The plan 2024–25", "fa", "برنامه‌ی ۲۰۲۴–۲۵"),
    ("In the 1990s", "fa", "در دهه‌ی ۱۹۹۰"),
    # days
    ("On 21 March 2025", "fa", "در ۱ فروردین ۱۴۰۴"),
    ("On 21 March 2025", "fa", "در ۲۱ مارس ۲۰۲۵"),
    ("On 21 March 2025", "fa", "در ۱ فروردین ۱۴۰۴ (۲۱ مارس ۲۰۲۵)"),
    ("On 21 March 2025", "fa", "در ۲۱ مارسِ ۲۰۲۵".replace("\u0650", "")),
    ("On 6 July 2025", "fa", "در ۱۵ تیر ۱۴۰۴ (۶ ژوئیه‌ی ۲۰۲۵)"),
    ("On 21 March 2025", "fa-af", "در ۱ حمل ۱۴۰۴"),
    ("On 21 March 2025", "ps", "د ۱۴۰۴ کال د وري ۱مه"),
    ("On 21 March 2025", "ps", "د ۲۰۲۵ کال د مارچ پر ۲۱مه"),
    ("March 21, 2025", "fa", "۲۱ مارس ۲۰۲۵"),
    ("the 21st of March 2025", "fa", "۲۱ مارس ۲۰۲۵"),
    ("2025-03-21", "fa", "۱۴۰۴/۰۱/۰۱"),
    ("2025-03-21", "fa", "۱۴۰۴/۱/۱"),
    ("On 5 June it rained; by 20 July 2025 no more.", "fa", "از ۱۵ خرداد تا ۲۹ تیر ۱۴۰۴."),
    ("1 to 29 June 2025", "fa", "۱۱ خرداد تا ۸ تیر ۱۴۰۴ (۱ تا ۲۹ ژوئن ۲۰۲۵)"),
    ("1 January to 29 June 2025", "fa", "از ۱۲ دی ۱۴۰۳ تا ۸ تیر ۱۴۰۴"),
    ("20–26 January 2019", "fa", "۳۰ دی تا ۶ بهمن ۱۳۹۷ (۲۰ تا ۲۶ ژانویه‌ی ۲۰۱۹)"),
    # months
    ("In September 2002", "fa", "در سپتامبر ۲۰۰۲ (شهریور و مهر ۱۳۸۱)"),
    ("In September 2002", "fa", "در شهریور ۱۳۸۱"),
    ("In September 2002", "fa-af", "در سنبله ۱۳۸۱"),
    ("In September 2002", "ps", "د ۱۳۸۱ کال د وږي"),
    ("April to June 2024", "fa", "۱۳ فروردین تا ۱۰ تیر ۱۴۰۳ (آوریل تا ژوئن ۲۰۲۴)"),
    # what is no number of the text
    ("See https://example.org/2024/7/report", "fa", "نشانی را ببینید"),
    ("Write to desk2024@example.org", "fa", "به ما بنویسید"),
    ("COVID-19 and 24/7", "fa", "کووید-۱۹ و ۲۴/۷"),
    ("It may rain in 2023.", "fa", "در ۲۰۲۳ می بارد."),
    ("", "fa", ""),
]


@pytest.mark.parametrize(("english", "language", "other"), THE_SAME)
def test_what_says_the_same_is_understood(english, language, other):
    found = compare_numbers(english, other, language)
    assert not found, [number.text for number in (*found.missing, *found.extra)]


DIFFERENT = [
    ("In 2023 it began.", "fa", "در ۲۰۲۲ آغاز شد.", ["2023"], ["۲۰۲۲"]),
    ("In 2023 it began.", "fa", "در ۱۴۰۳ آغاز شد.", ["2023"], ["۱۴۰۳"]),
    ("1,234 people", "fa", "۱٬۲۴۳ نفر", ["1,234"], ["۱٬۲۴۳"]),
    ("1,234 people came.", "fa", "مردم آمدند.", ["1,234"], []),
    ("People came.", "ps", "۷ کسان راغلل.", [], ["۷"]),
    ("70% of them", "fa", "۷۰ نفر از آنان", ["70%"], ["۷۰"]),
    ("USD 589 million", "fa", "۵۸۹ میلیارد دلار", ["589 million"], ["۵۸۹ میلیارد"]),
    ("4.5 million", "fa", "۴۵ میلیون", ["4.5 million"], ["۴۵ میلیون"]),
    ("On 21 March 2025", "fa", "در ۲ فروردین ۱۴۰۴", ["21 March 2025"], ["۲ فروردین ۱۴۰۴"]),
    ("On 21 March 2025", "fa", "در ۲۱ مارس ۲۰۲۴", ["21 March 2025"], ["۲۱ مارس ۲۰۲۴"]),
    ("On 21 March 2025", "fa", "در مارس ۲۰۲۵", ["21 March 2025"], []),
    ("In May 2024", "fa", "در اوت ۲۰۲۴", ["May 2024"], ["اوت ۲۰۲۴"]),
    ("In September 2002", "fa", "در اسفند ۱۳۸۱", ["September 2002"], ["اسفند ۱۳۸۱"]),
    ("On 5 June", "fa", "در ۲۰ خرداد", ["5 June"], ["۲۰ خرداد"]),
    ("Sixty people", "fa", "۷۰ نفر", [], ["۷۰"]),
    ("25 countries", "fa", "بیست و شش کشور", ["25"], []),
    ("On 31 February 2024", "fa", "در ۳۱ فوریه‌ی ۲۰۲۴", [], []),
]


@pytest.mark.parametrize(("english", "language", "other", "missing", "extra"), DIFFERENT)
def test_what_differs_is_found_as_it_is_written(english, language, other, missing, extra):
    found = compare_numbers(english, other, language)
    assert [number.text for number in found.missing] == missing
    assert [number.text for number in found.extra] == extra
    assert len(found) == len(missing) + len(extra)


def test_a_difference_comes_with_its_sentence():
    english = "A first sentence of 2023. In all 1.5 million people came! And no more."
    (number,) = compare_numbers(english, "در ۲۰۲۳.", "fa").missing
    assert (number.text, number.sentence) == ("1.5 million", "In all 1.5 million people came!")


def test_a_line_ends_a_sentence():
    assert [number.sentence for number in numbers_in("Heading 1\nText 2", "en")] == [
        "Heading 1",
        "Text 2",
    ]


def test_a_number_that_is_repeated_is_told_once():
    assert len(compare_numbers("7 and 7 and again 7", "", "fa")) == 1


def test_the_texts_are_compared_between_any_two_languages():
    assert not compare_numbers("در ۱۴۰۴/۰۱/۰۱", "د ۲۰۲۵ کال د مارچ ۲۱مه", "ps", "fa")


def texts_of(values, found: dict) -> None:
    """Every text per language in the values of a content file."""
    if isinstance(values, dict) and isinstance(values.get("en"), str):
        for code, text in values.items():
            found.setdefault(code, []).append(text)
    elif isinstance(values, dict | list):
        for value in values.values() if isinstance(values, dict) else values:
            texts_of(value, found)


CONTENT = sorted(ROOT.glob("*/content/*/*/document.toml"))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_the_real_content_says_the_same_numbers_in_every_language(path):
    found: dict[str, list[str]] = {}
    texts_of(tomllib.loads(path.read_text(encoding="utf-8")), found)
    for file in path.parent.glob("*.md"):
        _start, head, body = file.read_text(encoding="utf-8").split("+++", 2)
        texts = [str(value) for value in tomllib.loads(head).values()]
        found.setdefault(file.stem, []).extend([*texts, plain_lines(from_markdown(body))])
    english = "\n".join(found.pop("en", []))
    for code, texts in found.items():
        differences = compare_numbers(english, "\n".join(texts), code)
        told = [(n.text, n.sentence) for n in (*differences.missing, *differences.extra)]
        assert not told, f"{code}: {told}"


def test_there_is_real_content_to_compare():
    assert len(CONTENT) > 50
    assert any(re.search(r"\d", path.read_text(encoding="utf-8")) for path in CONTENT)
