"""The numbers that lead an answer of the explorer: a sum only where it is honest."""

from datetime import date, timedelta

import pytest

from returns import explorer
from returns.exploring import Exploration

from .factories import make_observation, make_release, make_series, publish

pytestmark = pytest.mark.django_db
FIRST = date(2021, 1, 4)


def week(number: int, days: int = 7) -> dict:
    start = FIRST + timedelta(weeks=number)
    return {"period_start": start, "period_end": start + timedelta(days=days - 1)}


def leading(values: list[int], *, days: int = 7, **fields) -> dict:
    release = make_release(make_series(slug="test-series", **fields).document)
    for number, value in enumerate(values):
        make_observation(release, value=value, **week(number, days))
    publish(release)
    view = Exploration.from_querystring("series=test-series")
    return explorer.leading(explorer.find(*view).answer)


def test_intervals_have_a_sum_a_latest_and_a_highest():
    found = leading([3, 5, 4])
    assert {name: cell.value for name, cell in found.items()} == {
        "total": 12,
        "latest": 4,
        "highest": 5,
    }
    total = found["total"]
    assert (total.observations, total.days_counted, total.days) == (3, 21, 21)


def test_a_latest_that_is_the_highest_stands_once():
    assert set(leading([3, 4, 5])) == {"total", "latest"}


def test_one_count_has_no_sum():
    assert set(leading([3])) == {"latest"}


def test_periods_that_overlap_have_no_sum():
    assert "total" not in leading([3, 5, 4], days=8)


def test_counts_to_a_date_have_their_latest_alone():
    assert set(leading([3, 5, 4], kind="cumulative")) == {"latest"}


def test_an_answer_in_parts_has_none():
    release = make_release(make_series(slug="test-series").document)
    for manner in ("spontaneous", "deported"):
        make_observation(release, manner=manner)
    publish(release)
    view = Exploration.from_querystring("series=test-series&by=manner")
    assert explorer.leading(explorer.find(*view).answer) == {}
