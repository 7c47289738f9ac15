"""How the four languages write numbers, dates and periods."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.conf.locale import LANG_INFO
from django.template import Context, Template
from django.utils import translation

from iomiran.common.languages import bidi, chain
from iomiran.common.languages.calendar_words import WORDS
from iomiran.common.languages.calendars import (
    format_date,
    format_partial,
    format_period,
    format_since,
    parse_partial,
)
from iomiran.common.languages.info import LANGUAGES, LANGUAGES_BIDI, own_name
from iomiran.common.languages.numbers import (
    DOLLARS,
    DOLLARS_AFTER,
    PRECISIONS,
    QUALIFIED,
    SCALES,
    digits,
    format_compact,
    format_money_usd,
    format_number,
    format_percent,
    parse_number,
    qualified,
    with_precision,
)


def render(source, language="en", **context):
    with translation.override(language):
        return Template("{% load languages %}" + source).render(Context(context))


class TestLanguages:
    def test_every_list_knows_the_same_four(self):
        codes = list(chain.FALLBACK)
        assert codes == [code for code, _name in LANGUAGES]
        assert set(WORDS) == set(QUALIFIED) == set(DOLLARS) == set(DOLLARS_AFTER) == set(codes)
        assert all(set(names) == set(codes) for _start, _scale, names in SCALES)
        assert set(LANGUAGES_BIDI) == {x for x in codes if chain.direction(x) == "rtl"}

    def test_dari_falls_back_on_persian_and_pashto_on_english(self):
        assert chain.FALLBACK["fa-af"] == ("fa-af", "fa", "en")
        assert chain.FALLBACK["ps"] == ("ps", "en")

    def test_django_knows_dari_and_pashto_by_their_own_names(self):
        assert LANG_INFO["fa-af"]["name_local"] == own_name("fa-af") == "دری"
        assert translation.get_language_info("ps")["name_local"] == "پښتو"
        assert translation.get_language_info("fa-af")["bidi"]

    @pytest.mark.parametrize(
        ("asked", "known"),
        [("fa_AF", "fa-af"), ("fa-IR", "fa"), ("en-GB", "en"), ("PS", "ps"), ("de", "en")],
    )
    def test_other_spellings_of_a_language_are_understood(self, asked, known):
        assert chain.known_language(asked) == known

    def test_without_a_language_the_active_one_counts(self):
        with translation.override("fa-af"):
            assert chain.direction() == "rtl"
            assert format_date(date(2025, 3, 21), both=False) == "۱ حمل ۱۴۰۴"
        with translation.override(None):
            assert chain.known_language() == "en"


class TestNumbers:
    def test_english_groups_by_comma_and_persian_by_its_own_sign(self):
        assert format_number(714572, "en") == "714,572"
        assert format_number(714572, "fa") == "۷۱۴٬۵۷۲"
        assert format_number(Decimal("1234.5"), "en") == "1,234.5"
        assert format_number(Decimal("1234.5"), "ps") == "۱٬۲۳۴٫۵"

    def test_a_minus_stays_on_the_left_of_a_persian_number(self):
        assert format_number(-5, "en") == "\u22125"
        assert format_number(-5, "fa") == "\u200e\u2212۵"

    def test_halves_are_rounded_away_from_zero(self):
        assert format_number(Decimal("0.5"), "en", places=0) == "1"
        assert format_number(2.5, "en", places=0) == "3"
        assert format_number(Decimal("-2.5"), "en", places=0) == "\u22123"

    def test_a_negative_that_rounds_to_nothing_has_no_minus(self):
        assert format_number(Decimal("-0.2"), "en", places=0) == "0"

    def test_what_is_no_number_is_refused(self):
        with pytest.raises(ValueError, match="NaN"):
            format_number(Decimal("NaN"), "en")

    def test_seventy_per_cent_is_seventy(self):
        assert format_percent(70, "en") == "70%"
        assert format_percent(70, "fa") == "۷۰٪"
        assert format_percent(Decimal("23.46"), "fa-af", places=1) == "۲۳٫۵٪"

    @pytest.mark.parametrize(
        ("value", "english", "persian"),
        [
            (589_000_000, "589 million", "۵۸۹ میلیون"),
            (158_900_000, "158.9 million", "۱۵۸٫۹ میلیون"),
            (1_040_000_000, "1.04 billion", "۱٫۰۴ میلیارد"),
            (995_000_000, "995 million", "۹۹۵ میلیون"),
            (999_960_000, "1 billion", "۱ میلیارد"),
            (600_000, "600,000", "۶۰۰٬۰۰۰"),
            (999_999, "999,999", "۹۹۹٬۹۹۹"),
            (-3_600_000, "\u22123.6 million", "\u200e\u2212۳٫۶ میلیون"),
        ],
    )
    def test_large_numbers_have_a_short_form(self, value, english, persian):
        assert format_compact(value, "en") == english
        assert format_compact(value, "fa") == persian

    def test_dollars_are_named_as_each_language_names_them(self):
        assert format_money_usd(506704250, "en") == "USD 506,704,250"
        assert format_money_usd(506704250, "fa") == "۵۰۶٬۷۰۴٬۲۵۰ دلار آمریکا"
        assert format_money_usd(506704250, "fa-af") == "۵۰۶٬۷۰۴٬۲۵۰ دالر امریکایی"
        assert format_money_usd(506704250, "ps") == "۵۰۶٬۷۰۴٬۲۵۰ امریکايي ډالر"

    def test_the_precision_stands_where_the_language_wants_it(self):
        assert with_precision(1_000_000, "nearly", "en") == "nearly 1,000,000"
        assert with_precision(1_000_000, "nearly", "fa") == "نزدیک به ۱٬۰۰۰٬۰۰۰"
        assert with_precision(256_000, "over", "fa") == "بیش از ۲۵۶٬۰۰۰"
        assert with_precision(256_000, "over", "fa-af") == "بیشتر از ۲۵۶٬۰۰۰"
        assert with_precision(256_000, "over", "ps") == "له ۲۵۶٬۰۰۰ څخه زیات"
        assert with_precision(45, "rounded", "en") == "45 (rounded)"
        assert with_precision(714572, "exact", "en") == "714,572"

    def test_money_keeps_its_precision_too(self):
        more = format_money_usd(589_000_000, "en", "over", compact=True)
        assert more == "over USD 589 million"
        more = format_money_usd(589_000_000, "ps", "over", compact=True)
        assert more == "له ۵۸۹ میلیون امریکايي ډالرو څخه زیات"

    def test_every_language_has_every_precision_and_no_other_is_taken(self):
        assert all(set(patterns) == set(PRECISIONS) for patterns in QUALIFIED.values())
        with pytest.raises(ValueError, match="almost"):
            qualified("5", "almost", "en")

    def test_digits_alone_change_nothing_else(self):
        assert digits("2023-06, p. 4", "fa") == "۲۰۲۳-۰۶, p. ۴"
        assert digits(2023, "en") == "2023"


class TestNumbersAsTyped:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("۱٬۲۳۴", 1234),
            ("1 234", 1234),
            ("1\u202f234\u202f567", 1234567),
            ("١٢٣", 123),
            ("۱،۲۳۴", 1234),
            ("1,234.50", Decimal("1234.50")),
            ("۷۰٫۵", Decimal("70.5")),
            ("\u22125", -5),
            ("\u200e-۵", -5),
            (" 714572 ", 714572),
        ],
    )
    def test_are_read(self, text, value):
        parsed = parse_number(text)
        assert parsed == value
        assert type(parsed) is type(value)

    @pytest.mark.parametrize(
        "text", ["", "abc", "1,23", "1.234.567", "1,234 567", "1e5", "NaN", "12-", "½", "1 2345"]
    )
    def test_are_refused_where_they_could_mean_two_things(self, text):
        with pytest.raises(ValueError, match="is not a number"):
            parse_number(text)

    @pytest.mark.parametrize("language", list(chain.FALLBACK))
    @pytest.mark.parametrize("value", [0, 7, -1234, 8_382_403, Decimal("1234.5")])
    def test_what_the_portal_writes_it_can_read(self, value, language):
        assert parse_number(format_number(value, language)) == value


class TestDates:
    @pytest.mark.parametrize(
        ("day", "persian"),
        [
            (date(2025, 3, 21), "۱ فروردین ۱۴۰۴"),
            (date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳"),  # 1403 is a leap year
            (date(2024, 3, 20), "۱ فروردین ۱۴۰۳"),
            (date(2024, 3, 19), "۲۹ اسفند ۱۴۰۲"),
            (date(2021, 3, 20), "۳۰ اسفند ۱۳۹۹"),
            (date(2025, 1, 1), "۱۲ دی ۱۴۰۳"),
            (date(2020, 2, 29), "۱۰ اسفند ۱۳۹۸"),
        ],
    )
    def test_the_solar_year_turns_at_the_right_day(self, day, persian):
        assert format_date(day, "fa", both=False) == persian

    def test_each_language_names_both_calendars_its_own_way(self):
        day = date(2025, 3, 21)
        assert format_date(day, "en") == "21 March 2025"
        assert format_date(day, "fa") == "۱ فروردین ۱۴۰۴ (۲۱ مارس ۲۰۲۵)"
        assert format_date(day, "fa-af") == "۱ حمل ۱۴۰۴ (۲۱ مارچ ۲۰۲۵)"
        assert format_date(day, "ps") == "۱ وری ۱۴۰۴ (۲۱ مارچ ۲۰۲۵)"

    def test_a_moment_is_dated_in_tehran(self, settings):
        settings.TIME_ZONE = "Asia/Tehran"
        evening = datetime(2025, 3, 20, 21, 0, tzinfo=UTC)
        assert format_date(evening, "en") == "21 March 2025"

    def test_an_unknown_style_is_refused(self):
        with pytest.raises(ValueError, match="week"):
            format_date(date(2025, 1, 1), "en", "week")

    @pytest.mark.parametrize(
        ("text", "english", "persian"),
        [
            ("1991", "1991", "سال ۱۹۹۱ میلادی"),
            ("2002-09", "September 2002", "سپتامبر ۲۰۰۲ (شهریور و مهر ۱۳۸۱)"),
            ("2025-03", "March 2025", "مارس ۲۰۲۵ (اسفند ۱۴۰۳ و فروردین ۱۴۰۴)"),
            ("2002-09-01", "1 September 2002", "۱۰ شهریور ۱۳۸۱ (۱ سپتامبر ۲۰۰۲)"),
            ("", "", ""),
        ],
    )
    def test_a_partial_date_claims_no_more_than_its_source(self, text, english, persian):
        assert format_partial(text, "en") == english
        assert format_partial(text, "fa") == persian

    @pytest.mark.parametrize("text", ["2023-13", "2023-6", "23", "2023-02-30", "2023-06-00", "x"])
    def test_a_partial_date_that_is_none_is_refused(self, text):
        with pytest.raises(ValueError, match="is not a date"):
            parse_partial(text)


class TestPeriods:
    @pytest.mark.parametrize(
        ("start", "end", "english", "persian"),
        [
            (
                date(2025, 1, 1),
                date(2025, 6, 29),
                "1 January to 29 June 2025",
                "۱۲ دی ۱۴۰۳ تا ۸ تیر ۱۴۰۴ (۱ ژانویه تا ۲۹ ژوئن ۲۰۲۵)",
            ),
            (
                date(2017, 6, 11),
                date(2017, 6, 17),
                "11–17 June 2017",
                "۲۱ تا ۲۷ خرداد ۱۳۹۶ (۱۱ تا ۱۷ ژوئن ۲۰۱۷)",
            ),
            (
                date(2017, 12, 31),
                date(2018, 1, 6),
                "31 December 2017 to 6 January 2018",
                "۱۰ تا ۱۶ دی ۱۳۹۶ (۳۱ دسامبر ۲۰۱۷ تا ۶ ژانویه ۲۰۱۸)",
            ),
            (
                date(2018, 3, 18),
                date(2018, 3, 24),
                "18–24 March 2018",
                "۲۷ اسفند ۱۳۹۶ تا ۴ فروردین ۱۳۹۷ (۱۸ تا ۲۴ مارس ۲۰۱۸)",
            ),
            (
                date(2025, 6, 1),
                date(2025, 6, 1),
                "1 June 2025",
                "۱۱ خرداد ۱۴۰۴ (۱ ژوئن ۲۰۲۵)",
            ),
            (date(2023, 1, 1), date(2023, 12, 31), "2023", "سال ۲۰۲۳ میلادی"),
            ("2024", "2025", "2024–2025", "سال‌های ۲۰۲۴ تا ۲۰۲۵ میلادی"),
            (
                date(2025, 5, 1),
                date(2025, 5, 31),
                "May 2025",
                "مه ۲۰۲۵ (۱۱ اردیبهشت تا ۱۰ خرداد ۱۴۰۴)",
            ),
            (
                "2025-01",
                "2025-06",
                "January to June 2025",
                "ژانویه تا ژوئن ۲۰۲۵ (۱۲ دی ۱۴۰۳ تا ۹ تیر ۱۴۰۴)",
            ),
            (
                date(2024, 3, 20),
                date(2025, 3, 20),
                "20 March 2024 to 20 March 2025",
                "سال ۱۴۰۳ (۲۰ مارس ۲۰۲۴ تا ۲۰ مارس ۲۰۲۵)",
            ),
            (
                date(2025, 3, 21),
                date(2025, 4, 20),
                "21 March to 20 April 2025",
                "فروردین ۱۴۰۴ (۲۱ مارس تا ۲۰ آوریل ۲۰۲۵)",
            ),
        ],
    )
    def test_say_all_days_once(self, start, end, english, persian):
        assert format_period(start, end, "en") == english
        assert format_period(start, end, "fa") == persian

    def test_have_the_afghan_months_in_dari_and_pashto(self):
        days = date(2025, 1, 1), date(2025, 6, 29)
        assert format_period(*days, "fa-af") == (
            "۱۲ جدی ۱۴۰۳ تا ۸ سرطان ۱۴۰۴ (۱ جنوری تا ۲۹ جون ۲۰۲۵)"
        )
        assert format_period(*days, "ps") == (
            "۱۲ مرغومی ۱۴۰۳ تر ۸ چنګاښ ۱۴۰۴ (۱ جنوري تر ۲۹ جون ۲۰۲۵)"
        )

    def test_inflect_a_pashto_month_after_its_preposition(self):
        period = format_period(date(2025, 3, 22), date(2025, 3, 28), "ps", both=False)
        assert period == "۲ تر ۸ وري ۱۴۰۴"

    def test_can_be_said_in_one_calendar(self):
        days = date(2025, 1, 1), date(2025, 6, 29)
        assert format_period(*days, "fa", both=False) == "۱۲ دی ۱۴۰۳ تا ۸ تیر ۱۴۰۴"
        assert format_period("2025-05", "2025-05", "fa", both=False) == "مه ۲۰۲۵"

    def test_of_february_know_the_leap_year(self):
        assert format_period(date(2024, 2, 1), date(2024, 2, 29), "en") == "February 2024"
        assert format_period(date(2024, 2, 1), date(2024, 2, 28), "en") == "1–28 February 2024"

    def test_cannot_end_before_they_start(self):
        with pytest.raises(ValueError, match="cannot end"):
            format_period(date(2025, 2, 1), date(2025, 1, 1), "en")

    def test_may_be_open(self):
        assert format_since("2025", "en") == "since 2025"
        assert format_since("2025", "fa") == "از سال ۲۰۲۵ میلادی"
        assert format_since("2025", "ps") == "له ۲۰۲۵ میلادي کال راهیسې"
        assert format_since("", "en") == ""


class TestDirections:
    def test_isolated_text_drops_stray_controls(self):
        assert bidi.isolate("\u202bIOM") == "\u2068IOM\u2069"
        assert bidi.isolate("") == ""

    def test_a_bdi_element_escapes_and_names_its_language(self):
        assert bidi.bdi("<b>") == "<bdi>&lt;b&gt;</bdi>"
        assert bidi.bdi("دری", "fa-af") == '<bdi lang="fa-af" dir="rtl">دری</bdi>'

    def test_a_list_has_the_comma_of_its_language(self):
        assert bidi.joined(["a", "", None, "b"], "en") == "a, b"
        for language in ("fa", "fa-af", "ps"):
            assert bidi.joined(["الف", "ب"], language) == "الف، ب"

    def test_a_foreign_name_is_isolated_where_it_stands_among_persian_words(self):
        assert bidi.foreign("IOM", "en") == "IOM"
        assert bidi.foreign("IOM", "fa") == "\u2068IOM\u2069"

    def test_a_heading_becomes_an_anchor_in_its_own_script(self):
        assert bidi.slug_safe("Who counts, and what?") == "who-counts-and-what"
        assert bidi.slug_safe("برنامه\u200cی ۲۰۲۵: بازگشت") == "برنامه-ی-2025-بازگشت"
        assert bidi.slug_safe("كتاب علي") == bidi.slug_safe("کتاب علی")


class TestTemplateTags:
    def test_filters_write_in_the_active_language(self):
        source = "{{ n|number }} {{ p|percent }} {{ n|precision_number:'over' }}"
        assert render(source, n=256000, p=70) == "256,000 70% over 256,000"
        assert render(source, "fa", n=256000, p=70) == "۲۵۶٬۰۰۰ ۷۰٪ بیش از ۲۵۶٬۰۰۰"

    def test_a_text_that_fell_back_keeps_its_own_digits(self):
        assert render("{{ n|number:'en' }} {{ n|money:'en' }}", "ps", n=5000) == "5,000 USD 5,000"

    def test_a_missing_value_is_empty_and_a_word_stays(self):
        assert render("[{{ n|number }}{{ n|percent }}{{ d|day }}{{ d|partial_date }}]") == "[]"
        assert render("{{ n|number }}", n="unknown") == "unknown"

    def test_dates_and_periods(self):
        context = {"a": date(2025, 1, 1), "b": date(2025, 6, 29)}
        assert render("{{ a|day }}", "fa", **context) == "۱۲ دی ۱۴۰۳ (۱ ژانویه ۲۰۲۵)"
        assert render("{{ a|day:'short' }}", "fa", **context) == "۱۲ دی ۱۴۰۳"
        assert render("{{ a|day:'month' }}", **context) == "January 2025"
        assert render("{% period a b %}", **context) == "1 January to 29 June 2025"
        assert render("{% period a b 'en' %}", "fa", **context) == "1 January to 29 June 2025"
        assert render("{% period '2025' %}", "fa") == "از سال ۲۰۲۵ میلادی"
        assert render("{{ '2002-09'|partial_date:'en' }}", "fa") == "September 2002"

    def test_languages_and_directions(self):
        assert render("{% langname 'ps' %} {% lang_dir 'ps' %} {% lang_dir %}") == "پښتو rtl ltr"
        assert render("{{ w|joined }}{% comma %}", "fa", w=["الف", "ب"]) == "الف، ب، "
        assert render("{{ t|bdi }}", t="<i>") == "<bdi>&lt;i&gt;</bdi>"
        assert render("{% isolate t %}", t="<i>") == "<bdi>&lt;i&gt;</bdi>"
