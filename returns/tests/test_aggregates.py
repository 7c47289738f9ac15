"""Counts by groups of days: one number for each, from the observations it is made of."""

import pytest

from returns import queries
from returns.filters import ReturnsFilter

from .factories import make_place, make_release, make_series
from .grouped import cells, count, publish, values
from .real_content import RealContentTestCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series(slug="example")


@pytest.fixture
def release(series):
    return make_release(series.document)


def test_a_week_counts_in_the_month_in_which_it_ends(release):
    count(release, "2021-01-28", value=5)
    count(release, "2021-01-03", value=7)
    publish(release)
    assert values("month") == {"2021-01-01": 7, "2021-02-01": 5}


def test_the_days_of_a_week_are_days_of_the_month_in_which_they_lie(release):
    for week in ("2021-01-01", "2021-01-08", "2021-01-15", "2021-01-22", "2021-01-29"):
        count(release, week)
    publish(release)
    january, february = cells("month")
    assert (january.observations, january.days_counted, january.complete) == (4, 31, True)
    assert (february.observations, february.days_counted, february.complete) == (1, 4, False)
    assert (january.days, february.days) == (31, 28)


def test_a_week_over_new_year_counts_in_the_new_year(release):
    count(release, "2020-12-28", value=5)
    publish(release)
    assert values("year") == {"2021-01-01": 5}
    assert values("year", "solar_hijri") == {"2020-03-20": 5}


def test_the_last_week_of_esfand_counts_in_the_leap_year_that_it_ends(release):
    count(release, "2021-03-14", value=5)
    count(release, "2021-03-21", value=7)
    publish(release)
    assert values("year", "solar_hijri") == {"2020-03-20": 5, "2021-03-21": 7}
    assert values("month", "solar_hijri") == {"2021-02-19": 5, "2021-03-21": 7}


def test_days_make_weeks_of_both_calendars(release):
    for day in range(1, 15):
        count(release, f"2021-01-{day:02}", days=1, value=1)
    publish(release)
    assert values("week") == {"2020-12-28": 3, "2021-01-04": 7, "2021-01-11": 4}
    assert values("week", "solar_hijri") == {"2020-12-26": 1, "2021-01-02": 7, "2021-01-09": 6}


def test_a_month_without_a_count_is_absent(release):
    count(release, "2021-01-03")
    count(release, "2021-03-07")
    publish(release)
    assert list(values("month")) == ["2021-01-01", "2021-03-01"]


def test_a_count_that_is_longer_than_the_group_counts_in_none(release):
    count(release, "2021-01-01", days=32, value=5)
    count(release, "2021-02-02", value=7)
    publish(release)
    assert values("month") == {"2021-02-01": 7}
    assert cells("month")[0].days_counted == 7
    assert values("year") == {"2021-01-01": 12}


def test_a_sum_with_a_count_that_is_not_drawn_is_not_drawn(release):
    count(release, "2021-01-03", value=5)
    count(release, "2021-01-10", value=7, plot=False, not_plotted_reason="example")
    count(release, "2021-02-07")
    publish(release)
    assert [(cell.value, cell.plot) for cell in cells("month")] == [(12, False), (100, True)]


def test_a_cell_names_the_observation_where_it_is_one(release):
    one = count(release, "2021-01-03")
    count(release, "2021-02-07")
    count(release, "2021-02-14")
    publish(release)
    assert [cell.key for cell in cells("month")] == [one.key, ""]
    assert cells()[0].key == one.key


def test_a_total_that_no_source_states_is_computed_for_the_weeks_that_have_every_part(release):
    for week in ("2021-01-03", "2021-01-10"):
        count(release, week, manner="spontaneous", value=60)
    count(release, "2021-01-03", manner="deported", value=40, precision="rounded")
    publish(release)
    for grain in ("own", "month"):
        (cell,) = cells(grain)
        assert (cell.value, cell.precision, cell.observations, cell.key) == (100, "rounded", 2, "")
    assert cells("month")[0].days_counted == 7


def test_a_stated_total_stands_and_a_computed_one_fills_its_gaps(release):
    count(release, "2021-01-03", value=101)
    for week in ("2021-01-03", "2021-01-10"):
        count(release, week, manner="spontaneous", value=60)
        count(release, week, manner="deported", value=40)
    publish(release)
    assert values() == {"2021-01-03": 101, "2021-01-10": 100}
    assert values("month") == {"2021-01-01": 201}


def test_a_missing_total_of_a_day_is_computed_beside_stated_ones(release):
    for day in (1, 2, 3):
        first = f"2021-01-{day:02}"
        count(release, first, days=1, manner="spontaneous", value=60)
        count(release, first, days=1, manner="deported", value=40)
        if day != 2:
            count(release, first, days=1, value=101)
    publish(release)
    assert values("month") == {"2021-01-01": 302}
    assert sum(values().values()) == 302


def test_two_countries_are_added_where_both_are_given(release):
    count(release, "2021-01-03", country_from="IRN", value=60)
    count(release, "2021-01-03", country_from="PAK", value=40)
    count(release, "2021-01-10", country_from="PAK", value=1)
    publish(release)
    assert values(country_from="IRN_PAK") == {"2021-01-03": 100}
    assert values("month", country_from="IRN_PAK") == {"2021-01-01": 100}


def test_parts_that_may_not_be_drawn_make_no_total(release):
    count(release, "2021-01-03", manner="spontaneous")
    count(release, "2021-01-03", manner="deported", plot=False, not_plotted_reason="example")
    publish(release)
    assert cells() == cells("month") == []


def test_each_value_of_a_dimension_is_a_category(release):
    crossing = make_place("islam-qala", "crossing")
    count(release, "2021-01-03", value=3)
    count(release, "2021-01-03", value=2, place=crossing)
    count(release, "2021-01-03", value=1, manner="deported")
    publish(release)
    for grain in ("own", "month"):
        assert {c.category: c.value for c in cells(grain, by="place")} == {
            "everywhere": 3,
            "islam-qala": 2,
        }
        assert {c.category: c.value for c in cells(grain, by="manner")} == {
            "all": 3,
            "deported": 1,
        }
        narrowed = cells(grain, by="place", place="islam-qala")
        assert [(c.category, c.value) for c in narrowed] == [("islam-qala", 2)]


def test_counts_of_several_places_are_not_ours_to_add(release):
    for slug in ("islam-qala", "milak"):
        count(release, "2021-01-03", place=make_place(slug, "crossing"))
    publish(release)
    assert cells() == cells("month") == []
    assert len(cells("month", by="place")) == 2


def test_iran_comes_first_and_the_only_value_is_taken(release):
    count(release, "2021-01-03", country_from="IRN", value=1)
    count(release, "2021-01-03", country_from="PAK", value=2)
    count(release, "2021-01-03", country_from="IRN_PAK", value=3)
    publish(release)
    assert values() == {"2021-01-03": 1}


class TestOnTheRealContent(RealContentTestCase):
    def test_three_queries_whatever_is_asked(self):
        asked = ReturnsFilter(series="iom-undocumented-weekly")
        for grain in ("own", "month", "year"):
            for by in ("", "manner", "place"):
                with self.assertNumQueries(3):
                    assert queries.aggregates(asked, grain=grain, by=by)

    def test_every_own_cell_is_the_observation_that_it_names(self):
        for answer in queries.series_list():
            asked = ReturnsFilter(series=answer.edition.document.slug)
            rows = {row.key: row for row in queries.observations(asked)}
            for cell in queries.aggregates(asked, by="place"):
                if cell.key:
                    row = rows[cell.key]
                    assert (cell.value, cell.plot, cell.category) == (
                        row.value,
                        row.plot,
                        row.place,
                    )

    def test_the_series_over_time_and_the_aggregates_agree(self):
        for slug in ("iom-undocumented-weekly", "iom-undocumented-yearly"):
            for country in ("IRN", "PAK", "IRN_PAK"):
                asked = ReturnsFilter(series=slug, country_from=country)
                of_rows = [(r.period_start, r.value) for r in queries.time_series(asked)]
                of_cells = [(c.period_start, c.value) for c in queries.aggregates(asked)]
                assert of_rows == of_cells
