"""Figures made for measuring are plainly synthetic, add up, and never meet real ones."""

import io

import pytest
from django.core.management import CommandError, call_command

from returns import queries
from returns.filters import ReturnsFilter
from returns.importing.synthetic import follow_up
from returns.importing.synthetic_rows import ROWS_A_DAY
from returns.models import Observation, Place, Release, Rollup, Series, Source
from returns.models.keys import observation_key

from .factories import make_observation, make_release, make_series, publish

pytestmark = pytest.mark.django_db
SLUG = "synthetic-returns"


def generate(**options) -> str:
    out = io.StringIO()
    call_command("generate_observations", stdout=out, **options)
    return out.getvalue()


def test_a_cube_has_every_total_and_adds_up():
    assert f"{3 * ROWS_A_DAY:,} rows published" in generate(rows=3 * ROWS_A_DAY + 5)
    asked = ReturnsFilter(series=SLUG)
    for by in ("place", "manner", "sex", "age_group"):
        totals = {}
        for cell in queries.aggregates(asked, grain="month", by=by):
            name = "all" if cell.category in ("all", "everywhere") else "parts"
            totals[name] = totals.get(name, 0) + cell.value
        assert totals["all"] == totals["parts"] > 0


def test_it_says_in_english_and_persian_that_it_is_synthetic():
    generate(rows=1)
    (answer,) = queries.series_list()
    assert answer.size == ROWS_A_DAY
    assert "Synthetic" in answer.edition.text("en").title
    assert "ساختگی" in answer.edition.text("fa").title


def test_its_keys_are_those_of_any_observation():
    generate(rows=1)
    for row in Observation.objects.select_related("place")[:200]:
        names = ("country_from", "documentation", "manner", "sex", "age_group")
        fields = {name: getattr(row, name) for name in names}
        assert row.key == observation_key(
            row.period_start, row.period_end, place=row.place.slug, **fields
        )


def test_it_is_refused_beside_real_figures():
    release = make_release(make_series().document)
    make_observation(release)
    publish(release)
    with pytest.raises(CommandError, match="real releases"):
        generate(rows=1)
    assert not Series.objects.filter(slug=SLUG).exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rows": 1, "series": "iom-returns"}, "begins with"),
        ({"rows": 0}, "one row at least"),
        ({"remove": True}, "no such series"),
        ({"remove": True, "series": "iom-returns"}, "begins with"),
    ],
)
def test_what_it_does_not_do_is_said(options, words):
    with pytest.raises(CommandError, match=words):
        generate(**options)


def test_it_is_made_once():
    generate(rows=1)
    with pytest.raises(CommandError, match="remove it first"):
        generate(rows=1)


def test_a_release_on_top_counts_a_day_again_and_adds_one():
    generate(rows=2 * ROWS_A_DAY)
    before = queries.aggregates(ReturnsFilter(series=SLUG))
    follow_up(SLUG)
    after = queries.aggregates(ReturnsFilter(series=SLUG))
    assert [cell.period_start.day for cell in after] == [1, 2, 3]
    assert after[0] == before[0]
    assert after[1].value != before[1].value


def test_it_is_removed_without_a_trace():
    generate(rows=2 * ROWS_A_DAY)
    follow_up(SLUG)
    assert f"{4 * ROWS_A_DAY:,} rows removed" in generate(remove=True)
    for model in (Series, Release, Observation, Rollup, Source):
        assert not model.objects.exists()
    assert not Place.objects.filter(slug__startswith="synthetic").exists()
