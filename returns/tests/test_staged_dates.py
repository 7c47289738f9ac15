"""Dates and periods of a file, in the calendars and orders in which people write them."""

from datetime import date

import pytest

from returns.models import StagedObservation

from .examples import LONG, faults, imported, table

pytestmark = pytest.mark.django_db
SOURCE = {"constant": "Example source"}


def staged(data_import) -> StagedObservation:
    assert faults(data_import) == set()
    return StagedObservation.objects.get(data_import=data_import)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021-01-03", "2021-01-09"),
        ("3/1/2021", "9.1.2021"),
        ("۲۰۲۱/۰۱/۰۳", "2021-01-09 00:00:00"),
        ("1399-10-14", "۱۳۹۹/۱۰/۲۰"),
    ],
)
def test_a_date_is_read_in_two_calendars(start, end):
    mapping = LONG
    data_import = imported(
        table("start|end|count", f"{start}|{end}|5"), mapping, options={"date_order": "dmy"}
    )
    made = staged(data_import)
    assert (made.period_start, made.period_end) == (date(2021, 1, 3), date(2021, 1, 9))


@pytest.mark.parametrize(
    ("calendar", "start", "end"),
    [("gregorian", "2021-01-03", "2021-01-09"), ("solar_hijri", "1399-10-14", "۱۳۹۹/۱۰/۲۰")],
)
def test_a_chosen_calendar_is_the_only_one(calendar, start, end):
    options = {"date_calendar": calendar}
    made = staged(imported(table("start|end|count", f"{start}|{end}|5"), options=options))
    assert (made.period_start, made.period_end) == (date(2021, 1, 3), date(2021, 1, 9))
    other = {"gregorian": "1399-10-20", "solar_hijri": "2021-01-09"}[calendar]
    data_import = imported(table("start|end|count", f"{start}|{other}|5"), options=options)
    fault = data_import.faults.get()
    assert (fault.column, fault.value, fault.rule) == ("end", other, "other_calendar")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("۱۳۹۹", date(2020, 3, 20), date(2021, 3, 20)),
        ("1399/12", date(2021, 2, 19), date(2021, 3, 20)),
    ],
)
def test_a_period_may_be_a_year_or_a_month_of_either_calendar(written, first, last):
    mapping = {"period": "when", "value": "count", "source_name": SOURCE}
    made = staged(imported(table("when|count", f"{written}|5"), mapping))
    assert (made.period_start, made.period_end) == (first, last)


def test_a_period_may_be_its_first_day_and_a_length():
    mapping = {
        "period_start": "start",
        "period_days": {"constant": "7"},
        "value": "count",
        "source_name": SOURCE,
    }
    made = staged(imported(table("start|count", "2021-01-03|5"), mapping))
    assert made.period_end == date(2021, 1, 9)
    assert made.key.startswith("2021-01-03..2021-01-09/everywhere/ALL/all/")


@pytest.mark.parametrize("days", ["367", "99999999999", "۹۹۹"])
@pytest.mark.parametrize("length", ["days", None])
def test_a_length_that_no_period_has_is_named(days, length):
    mapping = {name: meaning for name, meaning in LONG.items() if name != "period_end"}
    mapping["period_days"] = length or {"constant": days}
    found = faults(imported(table("start|days|count", f"2021-01-03|{days}|5"), mapping))
    row, column = (2, "days") if length else (None, "period_days")
    assert found == {(row, column, days, "too_many_days")}
