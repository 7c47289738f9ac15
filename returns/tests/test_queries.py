"""One number, one function: what the pages, charts and files are given."""

from datetime import date

import pytest

from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from returns import queries
from returns.filters import ReturnsFilter
from returns.sums import precision_of_sum

from .factories import make_figure, make_observation, make_release, make_series, publish
from .real_content import RealContentTestCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series(slug="example")


@pytest.fixture
def release(series):
    return make_release(series.document)


def asked(**fields):
    return ReturnsFilter(series="example", **fields)


def test_a_draft_release_gives_the_public_nothing(release):
    make_observation(release)
    assert queries.observations(asked()) == []
    assert queries.series_list() == []


def test_a_withdrawn_release_gives_the_public_nothing(release):
    make_observation(release)
    publish(release)
    assert len(queries.observations(asked())) == 1
    withdraw_edition(edition=release, by=None, reason="example")
    assert queries.observations(asked()) == []


def test_a_total_that_no_source_prints_is_computed_from_its_parts(release):
    make_observation(release, manner="spontaneous", value=60)
    make_observation(release, manner="deported", value=40, precision="rounded")
    publish(release)
    (total,) = queries.time_series(asked())
    assert (total.value, total.precision, total.is_computed) == (100, "rounded", True)
    assert total.key == ""


def test_a_total_of_two_countries_is_computed_where_both_are_given(release):
    make_observation(release, country_from="IRN", value=60)
    make_observation(release, country_from="PAK", value=40)
    publish(release)
    (total,) = queries.time_series(asked(country_from="IRN_PAK"))
    assert (total.value, total.country_from) == (100, "IRN_PAK")


def test_a_printed_total_is_never_replaced(release):
    make_observation(release, value=101)
    make_observation(release, manner="spontaneous", value=60)
    make_observation(release, manner="deported", value=40)
    publish(release)
    (total,) = queries.time_series(asked())
    assert (total.value, total.is_computed) == (101, False)


def test_no_sum_is_made_of_one_part_or_of_one_that_is_not_drawn(release):
    make_observation(release, manner="spontaneous", value=60)
    make_observation(
        release,
        manner="deported",
        value=40,
        plot=False,
        not_plotted_reason="example",
        confidence="low",
    )
    publish(release)
    assert queries.time_series(asked()) == []


def test_periods_are_taken_whole(release):
    make_observation(release)
    publish(release)
    assert queries.observations(asked(start=date(2021, 1, 3)))
    assert not queries.observations(asked(start=date(2021, 1, 4)))


def test_a_headline_figure_reads_its_value_from_the_live_release(release):
    observation = make_observation(release, value=714)
    publish(release)
    figure = make_figure(observation)
    publish_edition(edition=figure, by=None, without_approval="example")
    (found,) = queries.headline_figures()
    assert found.observed.value == 714


def test_a_figure_without_its_observation_cannot_go_public(release):
    observation = make_observation(release)
    figure = make_figure(observation)
    with pytest.raises(EditorialError, match="has no observation"):
        publish_edition(edition=figure, by=None, without_approval="example")


def test_the_precision_of_a_sum_is_that_of_its_parts():
    assert precision_of_sum(["exact", "exact"]) == "exact"
    assert precision_of_sum(["exact", "over"]) == "over"
    assert precision_of_sum(["rounded", "over"]) == "about"


class TestOnTheRealContent(RealContentTestCase):
    def test_the_headline_is_714572_and_its_shares_have_no_stated_base(self):
        figures = queries.headline_figures()
        first = figures[0]
        assert first.observed.value == 714_572
        assert {(s.what, int(s.printed), s.base) for s in first.shares} == {
            ("share_undocumented", 99, "not_stated"),
            ("share_forced", 70, "not_stated"),
        }

    def test_2023_is_nearly_a_million(self):
        (figure,) = queries.headline_figures("returns-2023")
        assert (figure.observed.value, figure.observed.precision) == (1_000_000, "nearly")
        assert {(s.what, int(s.printed), s.base) for s in figure.shares} == {
            ("share_undocumented", 70, "not_stated"),
            ("share_forced", 60, "not_stated"),
        }

    def test_the_yearly_total_of_2014_is_computed_and_2019_is_not_drawn(self):
        both = queries.time_series(
            ReturnsFilter(series="iom-undocumented-yearly", country_from="IRN_PAK")
        )
        values = {row.period_start.year: (row.value, row.is_computed) for row in both}
        assert values[2014] == (546_681, True)
        assert values[2015] == (663_295, False)
        iran = queries.time_series(ReturnsFilter(series="iom-undocumented-yearly"))
        assert {row.period_start.year: row.plot for row in iran}[2019] is False

    def test_figures_cost_five_queries(self):
        with self.assertNumQueries(5):
            queries.headline_figures()

    def test_the_list_of_series_costs_two_queries(self):
        with self.assertNumQueries(2):
            found = queries.series_list()
        assert len(found) == 23

    def test_every_series_has_a_scope_in_english_and_persian(self):
        for answer in queries.series_list():
            assert " counts " in answer.edition.scope_sentence("en")
            assert "شمارش از" in answer.edition.scope_sentence("fa")

    def test_all_countries_is_said_where_returns_are_not_from_iran_alone(self):
        for slug in ("unhcr-returned-refugees-by-province", "unhcr-returned-refugees-by-sex-age"):
            edition = queries.series_page(slug)
            assert "all countries of asylum" in edition.scope_sentence("en")
            assert "from Iran" not in edition.text("en").title
