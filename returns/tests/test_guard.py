"""The arithmetic guard names what a source misprints, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from returns.importing.guard import MEDIAN
from returns.importing.rows import Statement
from returns.models import Release

from .examples import imported_rows, rules
from .factories import make_observation, make_release, make_series, publish, row
from .real_content import RealContentTestCase

pytestmark = pytest.mark.django_db

# The five known misprints: series, rule, first day, country, as printed, as computed.
KNOWN = (
    ("iom-undocumented-weekly", "parts", "2018-12-09", "PAK", "496", "312"),
    ("iom-undocumented-weekly", "change", "2018-12-09", "PAK", "50", "9.3"),
    ("iom-undocumented-weekly", "change", "2018-03-04", "PAK", "29", "71.2"),
    ("iom-undocumented-dated", "parts", "2017-12-01", "PAK", "1987", "1986"),
    ("iom-undocumented-dated", "share", "2017-12-01", "IRN", "6", "3.0"),
    ("iom-assisted-weekly", "share", "2017-12-31", "PAK", "92", "82.3"),
)


def named(findings, rule, start, country):
    return [
        f
        for f in findings
        if (f["rule"], f["period_start"], f["country_from"]) == (rule, start, country)
    ]


class TestTheRealContent(RealContentTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.found = {
            release.document.slug: release.findings
            for release in Release.objects.published().select_related("document")
        }

    def test_each_of_the_five_known_misprints_is_named(self):
        for series, rule, start, country, printed, computed in KNOWN:
            (finding,) = named(self.found[series], rule, start, country)
            assert (finding["printed"], finding["computed"]) == (printed, computed)

    def test_counts_to_date_of_2020_miss_their_weeks_by_2_and_later_by_40(self):
        weekly = self.found["iom-undocumented-weekly"]
        (by_two,) = named(weekly, "to_date", "2020-06-14", "IRN")
        assert int(by_two["computed"]) - int(by_two["printed"]) == 2
        by_forty = named(weekly, "to_date", "2020-12-13", "PAK")
        assert {int(f["printed"]) - int(f["computed"]) for f in by_forty} == {40}

    def test_nothing_else_in_the_real_files_is_named(self):
        assert {slug: len(findings) for slug, findings in self.found.items() if findings} == {
            "iom-undocumented-weekly": 6,
            "iom-undocumented-dated": 2,
            "iom-assisted-weekly": 1,
        }

    def test_a_release_whose_figures_do_not_add_up_says_so_to_readers(self):
        for release in Release.objects.published():
            assert bool(release.findings) == bool(release.findings_note_en)
            assert bool(release.findings) == bool(release.findings_note_fa)

    def test_a_count_that_restarts_on_1_january_is_right(self):
        weekly = self.found["iom-undocumented-weekly"]
        assert not named(weekly, "to_date_below", "2017-12-31", "PAK")
        assert not [f for f in weekly if f["rule"] == "falls"]


def guarded(rows=(), statements=(), **fields) -> list[str]:
    data_import = imported_rows(rows, statements, **fields)
    assert data_import.fault_count == 0
    return rules(data_import)


def to_date(end, printed, start=None):
    about = row(period_start=start or end, period_end=end)
    return Statement(about, "cumulative", Decimal(printed), about.source)


def test_a_count_to_date_that_falls_within_its_year_is_named():
    statements = [to_date(date(2021, 2, 1), 900), to_date(date(2021, 3, 1), 800)]
    assert guarded(statements=statements) == ["falls"]


def test_a_count_to_date_below_its_own_week_is_named():
    week = row()
    statement = Statement(week, "cumulative", Decimal(99), week.source)
    assert guarded([week], [statement]) == ["to_date_below"]


def test_rounded_parts_are_not_held_to_the_last_digit():
    parts = [
        row(value=100),
        row(value=61, manner="spontaneous", precision="rounded"),
        row(value=40, manner="deported"),
    ]
    assert guarded(parts) == []
    exact = [replace(part, precision="exact") for part in parts]
    assert guarded(exact) == ["parts"]


def test_women_and_men_may_be_fewer_than_the_total_but_not_more():
    fewer = [row(value=100), row(value=40, sex="female"), row(value=50, sex="male")]
    assert guarded(fewer) == []
    more = [row(value=100), row(value=60, sex="female"), row(value=50, sex="male")]
    assert guarded(more) == ["parts_exceed"]


def test_countries_that_miss_their_common_total_are_named():
    rows = [
        row(value=100, country_from="IRN_PAK"),
        row(value=70, country_from="IRN"),
        row(value=20, country_from="PAK"),
    ]
    assert guarded(rows) == ["countries"]


def test_a_share_without_a_stated_base_is_not_judged():
    about = row()
    statement = Statement(about, "share_forced", Decimal(70), about.source)
    assert guarded([about], [statement]) == []


def test_a_change_and_parts_that_a_source_prints_wrong_are_named():
    week = row(manner="all", documentation="undocumented")
    parts = [
        Statement(replace(week, manner=manner), "count", Decimal(printed), week.source)
        for manner, printed in (("spontaneous", 60), ("deported", 41))
    ]
    change = Statement(
        week, "change", Decimal(50), week.source, "stated", base_value=80, part_value=100
    )
    assert sorted(guarded([week], [*parts, change])) == ["change", "parts"]


def test_a_count_from_1_january_that_falls_among_the_rows_is_named():
    rows = [
        row(period_start=date(2021, 1, 1), period_end=date(2021, 2, 28), value=900),
        row(period_start=date(2021, 1, 1), period_end=date(2021, 3, 31), value=800),
        row(period_start=date(2022, 1, 1), period_end=date(2022, 1, 31), value=10),
    ]
    assert guarded(rows, kind="cumulative") == ["falls"]


def test_two_counts_to_date_are_compared_with_the_weeks_between_them():
    weeks = [
        row(
            period_start=date(2021, 1, 3) + timedelta(weeks=number),
            period_end=date(2021, 1, 9) + timedelta(weeks=number),
            value=100,
        )
        for number in range(3)
    ]
    right = [Statement(weeks[n], "cumulative", Decimal(100 * n), weeks[n].source) for n in (1, 2)]
    assert guarded(weeks, right) == []
    assert guarded(weeks, [right[0], replace(right[1], printed=Decimal(240))]) == ["to_date"]
    assert guarded([weeks[0], weeks[2]], [right[0]]) == []


def test_ages_of_a_sex_may_not_exceed_its_total():
    rows = [row(value=100, sex="female"), row(value=101, sex="female", age_group="0-4")]
    assert guarded(rows) == ["parts_exceed"]


class TestOutliers:
    """A series of thirteen weeks about a hundred, and what comes after them."""

    @pytest.fixture
    def weeks(self):
        return [
            row(
                period_start=date(2021, 1, 3) + timedelta(weeks=number),
                period_end=date(2021, 1, 9) + timedelta(weeks=number),
                value=100 + number,
                documentation="undocumented",
            )
            for number in range(14)
        ]

    @pytest.fixture
    def series(self, weeks):
        series = make_series().document
        release = make_release(series)
        for week in weeks[:13]:
            make_observation(
                release,
                period_start=week.period_start,
                period_end=week.period_end,
                value=week.value,
            )
        publish(release)
        return series

    def test_a_new_count_far_from_the_history_of_the_series_is_named(self, weeks, series):
        assert guarded(weeks, series=series) == []
        assert guarded([*weeks[:13], replace(weeks[13], value=11_000)], series=series) == [
            "outlier"
        ]

    def test_a_changed_count_far_from_it_is_named_too(self, weeks, series):
        changed = [replace(weeks[0], value=1), *weeks[1:]]
        assert guarded(changed, series=series) == ["outlier"]

    def test_without_a_live_release_there_is_no_history(self, weeks):
        assert guarded([*weeks[:13], replace(weeks[13], value=11_000)]) == []

    def test_a_period_that_ends_before_it_begins_is_a_fault_and_no_failure(self, weeks, series):
        day = weeks[13].period_start
        wrong = [replace(weeks[13], period_end=day - timedelta(days=n)) for n in (1, 5)]
        data_import = imported_rows([*weeks[:13], *wrong], series=series)
        assert {fault.rule for fault in data_import.faults.all()} >= {"period_order"}


def test_a_median_of_counted_sizes_is_that_of_the_sizes_one_by_one():
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE TEMP TABLE sizes ON COMMIT DROP AS
            SELECT alike, ln(1 + (number * 7919) % (3 + alike * 5))::float AS size
            FROM generate_series(1, 8) AS alike, generate_series(1, 11 + alike) AS number
        """)
        cursor.execute("""
            CREATE TEMP TABLE counted ON COMMIT DROP AS
            SELECT alike, size, count(*) AS counts FROM sizes GROUP BY alike, size
        """)
        cursor.execute("""
            SELECT alike, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY size)
            FROM sizes GROUP BY alike ORDER BY alike
        """)
        one_by_one = cursor.fetchall()
        cursor.execute(MEDIAN.format(table="counted") + " ORDER BY alike")
        assert [
            (alike, counts, pytest.approx(median)) for alike, counts, median in cursor.fetchall()
        ] == one_by_one
