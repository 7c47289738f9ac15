"""Weeks, months and years of two calendars: where they begin and end."""

import itertools
from datetime import date, timedelta

import pytest
from persiantools.jdatetime import JalaliDate

from returns.groups import LONGEST, SHORTEST, Group, group_of, groups


@pytest.mark.parametrize(
    ("day", "grain", "calendar", "first", "last"),
    [
        # Over New Year a week is whole: it is of neither year.
        ("2021-01-01", "week", "gregorian", "2020-12-28", "2021-01-03"),
        ("2021-01-01", "week", "solar_hijri", "2020-12-26", "2021-01-01"),
        ("2021-01-02", "week", "solar_hijri", "2021-01-02", "2021-01-08"),
        # Nowruz of 1400 is a Sunday: its week began the day before.
        ("2021-03-21", "week", "solar_hijri", "2021-03-20", "2021-03-26"),
        ("2020-02-29", "month", "gregorian", "2020-02-01", "2020-02-29"),
        ("2021-12-31", "month", "gregorian", "2021-12-01", "2021-12-31"),
        # Esfand of 1399 has 30 days, that of 1400 has 29.
        ("2021-03-20", "month", "solar_hijri", "2021-02-19", "2021-03-20"),
        ("2022-03-20", "month", "solar_hijri", "2022-02-20", "2022-03-20"),
        ("2022-03-21", "month", "solar_hijri", "2022-03-21", "2022-04-20"),
        ("2020-02-29", "year", "gregorian", "2020-01-01", "2020-12-31"),
        ("2021-03-20", "year", "solar_hijri", "2020-03-20", "2021-03-20"),
        ("2021-03-21", "year", "solar_hijri", "2021-03-21", "2022-03-20"),
    ],
)
def test_a_group_has_the_days_of_its_calendar(day, grain, calendar, first, last):
    found = group_of(date.fromisoformat(day), grain, calendar)
    assert found == Group(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("calendar", ["gregorian", "solar_hijri"])
@pytest.mark.parametrize("grain", ["week", "month", "year"])
def test_groups_follow_each_other_without_a_gap_and_are_as_long_as_they_may_be(grain, calendar):
    found = list(groups(date(1979, 5, 5), date(2026, 5, 5), grain, calendar))
    assert found[0].first <= date(1979, 5, 5)
    assert found[-1].last >= date(2026, 5, 5)
    for before, after in itertools.pairwise(found):
        assert after.first == before.last + timedelta(days=1)
    lengths = {(group.last - group.first).days + 1 for group in found}
    assert min(lengths) >= SHORTEST[grain]
    assert max(lengths) == LONGEST[grain]


def test_every_solar_month_begins_on_its_first_day():
    for group in groups(date(2016, 1, 1), date(2026, 1, 1), "month", "solar_hijri"):
        assert JalaliDate(group.first).day == 1


def test_periods_of_the_source_are_no_group():
    with pytest.raises(ValueError, match="groups nothing"):
        group_of(date(2021, 1, 1), "own", "gregorian")
