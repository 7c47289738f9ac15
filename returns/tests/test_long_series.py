"""The page of a series with more rows than a page may read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from returns import queries
from returns.filters import ReturnsFilter
from returns.importing.synthetic_rows import ROWS_A_DAY
from returns.long_series import grain_for
from returns.models import Observation, Release

pytestmark = pytest.mark.django_db
PAGE = "/en/returns/series/synthetic-returns/"


@pytest.fixture
def synthetic():
    call_command("generate_observations", rows=40 * ROWS_A_DAY, verbosity=0)
    return Release.objects.published().select_related("document").get()


def test_the_page_shows_totals_and_says_so(synthetic, client):
    text = client.get(PAGE).text
    assert "too long for one page" in text
    assert "<svg" in text
    assert text.count("<tr") < 20


def test_the_page_reads_a_few_rows_and_not_the_series(synthetic, client, monkeypatch):
    monkeypatch.setattr(queries, "observations", None)
    assert client.get(PAGE + "?from=2001-01-05&to=2001-02-01&sex=female").status_code == 200


def test_a_filter_that_fits_nothing_is_said(synthetic, client):
    text = client.get(PAGE + "?from=2019-01-01").text
    assert "No figure of this series fits the address." in text


def test_the_latest_totals_are_those_of_the_last_day(synthetic, django_assert_num_queries):
    with django_assert_num_queries(4):
        rows = queries.latest_totals(ReturnsFilter(series="synthetic-returns"), synthetic)
    assert len(rows) == 9
    everywhere, *others = sorted(rows, key=lambda row: row.place != "everywhere")
    assert everywhere.value == sum(row.value for row in others)
    assert everywhere.period_end == max(Observation.objects.values_list("period_end", flat=True))


def test_the_grain_is_the_finest_that_a_chart_can_show(synthetic):
    edition = queries.series_page("synthetic-returns")
    asked = ReturnsFilter(series="synthetic-returns")
    for days, grain in ((400, "own"), (2800, "week"), (2900, "month"), (12000, "year")):
        synthetic.profile["last"] = _day_after(synthetic.profile["first"], days - 1)
        assert grain_for(edition, synthetic, asked) == grain


def test_the_longer_of_two_compared_periods_says_the_grain(synthetic):
    edition = queries.series_page("synthetic-returns")
    first = date.fromisoformat(synthetic.profile["first"])
    synthetic.profile["last"] = _day_after(synthetic.profile["first"], 4000)
    short = ReturnsFilter(series="synthetic-returns", start=first, end=first + timedelta(days=30))
    for days, grain in ((30, "own"), (399, "own"), (900, "week"), (2900, "month")):
        compare = (first, first + timedelta(days=days))
        assert grain_for(edition, synthetic, short, compare) == grain
        turned = replace(short, start=compare[0], end=compare[1])
        assert grain_for(edition, synthetic, turned, (short.start, short.end)) == grain


def _day_after(first: str, days: int) -> str:
    return (date.fromisoformat(first) + timedelta(days=days)).isoformat()
