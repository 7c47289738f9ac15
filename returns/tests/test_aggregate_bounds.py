"""Which counts may be grouped and added at all, and what is public of them."""

from datetime import date

import pytest

from iomiran.common.editorial.actions import withdraw_edition
from returns import queries
from returns.filters import ReturnsFilter
from returns.models import Rollup, SeriesEdition

from .factories import make_release, make_series
from .grouped import cells, count, publish, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series(slug="example")


@pytest.fixture
def release(series):
    return make_release(series.document)


def test_only_whole_groups_inside_the_bounds_are_given(release):
    for week in ("2021-01-03", "2021-02-07", "2021-03-07"):
        count(release, week)
    publish(release)
    found = values("month", start=date(2021, 1, 2), end=date(2021, 3, 30))
    assert list(found) == ["2021-02-01"]


@pytest.mark.parametrize("kind", ["cumulative", "point", "stock"])
def test_only_counts_of_intervals_are_added(kind):
    edition = make_series(kind=kind, slug="example")
    release = make_release(edition.document)
    count(release, "2021-01-01", days=1)
    release = publish(release)
    assert len(cells()) == 1
    assert cells("month") == cells("year") == []
    assert [str(grain) for grain in queries.grains_of(edition, release)] == ["own"]


def test_a_mean_of_a_day_is_not_added():
    edition = make_series(slug="example", unit="persons_per_day")
    release = make_release(edition.document)
    count(release, "2021-01-03")
    publish(release)
    assert cells("month") == []


def test_weeks_are_grouped_by_months_and_years_and_not_by_weeks(series, release):
    count(release, "2021-01-03")
    publish(release)
    release.refresh_from_db()
    assert [str(grain) for grain in queries.grains_of(series, release)] == ["own", "month", "year"]
    assert cells("week") == []


def test_nothing_is_public_of_a_draft_or_of_what_was_withdrawn(release):
    count(release, "2021-01-03")
    assert cells() == cells("month") == []
    live = publish(release)
    assert cells()
    assert cells("month")
    withdraw_edition(edition=live, by=None, reason="example")
    assert cells() == cells("month") == []
    assert not Rollup.objects.exists()


def test_a_series_that_turns_out_to_be_of_points_keeps_no_sums(series, release):
    count(release, "2021-01-03")
    publish(release)
    assert Rollup.objects.exists()
    SeriesEdition.objects.filter(pk=series.pk).update(state="superseded")
    series.pk, series.number, series.kind, series.state = None, 2, "point", "draft"
    series.save(force_insert=True)
    publish(series)
    assert not Rollup.objects.exists()


def test_what_cannot_be_asked_is_said():
    with pytest.raises(ValueError, match="name one series"):
        queries.aggregates(ReturnsFilter())
    with pytest.raises(ValueError, match="not a dimension"):
        cells(by="colour")
    with pytest.raises(ValueError, match="decade"):
        cells("decade")
