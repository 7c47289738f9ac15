"""What the database refuses of a sum, and the words that it shares with the pages."""

import itertools
from datetime import date

import pytest
from django.db import IntegrityError, connection

from returns.importing.rollups.counting import PRECISION
from returns.models import Rollup, Series
from returns.sums import precision_of_sum

from .factories import make_observation, make_place, make_release, make_series, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series().document


def test_the_profile_says_span_size_lengths_and_values(series):
    release = make_release(series)
    make_observation(release)
    make_observation(
        release,
        period_start=date(2021, 2, 1),
        period_end=date(2021, 2, 28),
        place=make_place("islam-qala", "crossing"),
        manner="deported",
    )
    publish(release)
    release.refresh_from_db()
    assert release.profile == {
        "first": "2021-01-03",
        "last": "2021-02-28",
        "size": 2,
        "days": [7, 28],
        "values": {
            "place": ["everywhere", "islam-qala"],
            "country_from": ["IRN"],
            "documentation": ["undocumented"],
            "manner": ["all", "deported"],
            "sex": ["all"],
            "age_group": ["all"],
        },
    }


def test_the_database_and_the_pages_agree_on_the_word_for_a_sum():
    words = ("exact", "rounded", "nearly", "over", "about")
    asked = f"SELECT {PRECISION.as_string()} FROM unnest(%s::text[]) AS precision"
    with connection.cursor() as cursor:
        for parts in itertools.product(words, repeat=3):
            cursor.execute(asked, [list(parts)])
            assert cursor.fetchone()[0] == precision_of_sum(list(parts))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("rollup_period_in_order", {"period_end": date(2020, 12, 31)}),
        ("rollup_value_not_negative", {"value": -1}),
        ("rollup_made_of_observations", {"observations": 0}),
        ("rollup_days_counted_possible", {"days_counted": 0}),
        ("rollup_days_counted_possible", {"days_counted": 367}),
        ("rollup_grain_known", {"grain": "own"}),
        ("rollup_calendar_known", {"calendar": "julian"}),
        ("rollup_country_from_known", {"country_from": "XXX"}),
        ("rollup_documentation_known", {"documentation": "example"}),
        ("rollup_manner_known", {"manner": "example"}),
        ("rollup_sex_known", {"sex": "example"}),
        ("rollup_age_group_known", {"age_group": "example"}),
        ("rollup_precision_known", {"precision": "roughly"}),
    ],
)
def test_a_sum_that_breaks_a_rule_is_refused(series, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        make_rollup(series, **fields)


def test_a_group_has_one_sum(series):
    make_rollup(series)
    with pytest.raises(IntegrityError, match="rollup_group_once"):
        make_rollup(series)


def make_rollup(series: Series, **fields) -> Rollup:
    values = {
        "series": series,
        "grain": "month",
        "calendar": "gregorian",
        "period_start": date(2021, 1, 1),
        "period_end": date(2021, 1, 31),
        "place": make_place(),
        "country_from": "IRN",
        "documentation": "all",
        "manner": "all",
        "sex": "all",
        "age_group": "all",
        "value": 1,
        "precision": "exact",
        "observations": 1,
        "days_counted": 7,
        "plot": True,
    }
    return Rollup.objects.create(**values | fields)
