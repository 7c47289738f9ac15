"""The arithmetic guard names what a source misprints, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from returns.importing import guard
from returns.importing.files import read_all
from returns.importing.rows import SeriesData, Statement

from .factories import row


@pytest.fixture(scope="module")
def found():
    """Findings in the real files, by series."""
    return {slug: guard.findings(data) for slug, data in read_all().items()}


def named(findings, rule, start, country):
    return [
        f for f in findings if (f.rule, f.period_start, f.country_from) == (rule, start, country)
    ]


@pytest.mark.parametrize(
    ("series", "rule", "start", "country", "printed", "computed"),
    [
        ("iom-undocumented-weekly", "parts", "2018-12-09", "PAK", "496", "312"),
        ("iom-undocumented-weekly", "change", "2018-12-09", "PAK", "50", "9.3"),
        ("iom-undocumented-weekly", "change", "2018-03-04", "PAK", "29", "71.2"),
        ("iom-undocumented-dated", "parts", "2017-12-01", "PAK", "1987", "1986"),
        ("iom-undocumented-dated", "share", "2017-12-01", "IRN", "6", "3.0"),
        ("iom-assisted-weekly", "share", "2017-12-31", "PAK", "92", "82.3"),
    ],
)
def test_each_of_the_five_known_misprints_is_named(
    found, series, rule, start, country, printed, computed
):
    (finding,) = named(found[series], rule, start, country)
    assert (finding.printed, finding.computed) == (printed, computed)


def test_counts_to_date_of_2020_miss_their_weeks_by_2_and_later_by_40(found):
    weekly = found["iom-undocumented-weekly"]
    (by_two,) = named(weekly, "to_date", "2020-06-14", "IRN")
    assert int(by_two.computed) - int(by_two.printed) == 2
    by_forty = named(weekly, "to_date", "2020-12-13", "PAK")
    assert {int(f.printed) - int(f.computed) for f in by_forty} == {40}


def test_nothing_else_in_the_real_files_is_named(found):
    assert {slug: len(findings) for slug, findings in found.items() if findings} == {
        "iom-undocumented-weekly": 6,
        "iom-undocumented-dated": 2,
        "iom-assisted-weekly": 1,
    }


def test_a_count_that_restarts_on_1_january_is_right(found):
    assert not named(found["iom-undocumented-weekly"], "to_date_below", "2017-12-31", "PAK")
    assert not [f for f in found["iom-undocumented-weekly"] if f.rule == "falls"]


def to_date(end, printed, start=None):
    about = row(period_start=start or end, period_end=end)
    return Statement(about, "cumulative", Decimal(printed), about.source)


def test_a_count_to_date_that_falls_within_its_year_is_named():
    data = SeriesData(statements=[to_date(date(2021, 2, 1), 900), to_date(date(2021, 3, 1), 800)])
    assert [f.rule for f in guard.findings(data)] == ["falls"]


def test_a_count_to_date_below_its_own_week_is_named():
    week = row()
    data = SeriesData(
        rows=[week], statements=[Statement(week, "cumulative", Decimal(99), week.source)]
    )
    assert [f.rule for f in guard.findings(data)] == ["to_date_below"]


def test_rounded_parts_are_not_held_to_the_last_digit():
    parts = [
        row(value=100),
        row(value=61, manner="spontaneous", precision="rounded"),
        row(value=40, manner="deported"),
    ]
    assert guard.findings(SeriesData(rows=parts)) == []
    exact = [replace(part, precision="exact") for part in parts]
    assert [f.rule for f in guard.findings(SeriesData(rows=exact))] == ["parts"]


def test_women_and_men_may_be_fewer_than_the_total_but_not_more():
    fewer = [row(value=100), row(value=40, sex="female"), row(value=50, sex="male")]
    assert guard.findings(SeriesData(rows=fewer)) == []
    more = [row(value=100), row(value=60, sex="female"), row(value=50, sex="male")]
    assert [f.rule for f in guard.findings(SeriesData(rows=more))] == ["parts_exceed"]


def test_countries_that_miss_their_common_total_are_named():
    rows = [
        row(value=100, country_from="IRN_PAK"),
        row(value=70, country_from="IRN"),
        row(value=20, country_from="PAK"),
    ]
    assert [f.rule for f in guard.findings(SeriesData(rows=rows))] == ["countries"]


def test_a_share_without_a_stated_base_is_not_judged():
    about = row()
    statement = Statement(about, "share_forced", Decimal(70), about.source)
    assert guard.findings(SeriesData(rows=[about], statements=[statement])) == []
