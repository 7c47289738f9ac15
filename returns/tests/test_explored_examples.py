"""The explorer on made-up counts: too many periods, precision of sums, sources of what is drawn."""

from datetime import date, timedelta

import pytest

from returns import explorer, long_series
from returns.explorer import tables
from returns.exploring import Exploration

from .factories import (
    make_observation,
    make_place,
    make_release,
    make_series,
    make_source,
    publish,
)

pytestmark = pytest.mark.django_db
FIRST = date(2001, 1, 1)
SERIES = "series=test-series"
PARTS = ("spontaneous", "deported")


def week(number: int) -> dict:
    start = FIRST + timedelta(days=7 * number)
    return {"period_start": start, "period_end": start + timedelta(days=6)}


@pytest.fixture
def release():
    """Still empty; `publish` shows it."""
    return make_release(make_series(slug="test-series").document)


def by_manner(release, weeks: int, total=None):
    """Two parts a week, and a stated total where `total` gives one for the number of the week."""
    for number in range(weeks):
        for manner in PARTS:
            make_observation(release, manner=manner, **week(number))
        if total:
            make_observation(release, value=total(number), **week(number))
    publish(release)


def screen(query: str) -> explorer.Screen:
    return explorer.explore(*Exploration.from_querystring(f"{SERIES}&{query}"))


def answer(query: str):
    return explorer.find(*Exploration.from_querystring(f"{SERIES}&{query}")).answer


def test_parts_of_many_periods_without_a_total_are_lines_and_never_bars(release):
    by_manner(release, 40)
    assert answer("by=manner").shape == "line"
    (refused,) = screen("by=manner&shape=bars").refused
    assert refused.label == "Shape"
    assert answer(f"by=manner&to={FIRST.year}-03&shape=bars").shape == "bars"


def test_parts_that_nowhere_make_the_stated_total_are_lines(release):
    by_manner(release, 40, total=lambda number: 500)
    found = answer("by=manner")
    assert found.shape == "line"
    assert found.left_out == []


def test_bars_say_how_many_periods_they_leave_out(release):
    by_manner(release, 40, total=lambda number: 500 if number < 3 else 200)
    shown = screen("by=manner&shape=bars")
    assert any(note.startswith("3 periods are left out") for note in shown.chart.notes)


def test_of_too_many_counts_that_stand_apart_the_latest_are_drawn():
    release = make_release(make_series(slug="test-series", kind="stock").document)
    for number in range(33):
        for place in ("test-one", "test-two"):
            make_observation(release, place=make_place(place, "province"), **week(number))
    publish(release)
    shown = screen("by=place&shape=bars")
    assert any(note.startswith("3 earlier periods stand in the table") for note in shown.notes)
    assert len(shown.table.rows) == 33


def test_two_long_periods_are_compared_by_lines(release):
    for number in range(120):
        make_observation(release, **week(number))
    publish(release)
    spans = "from=2001&to=2001&compare_from=2002&compare_to=2002"
    assert screen(f"{spans}&shape=bars").refused
    assert answer(spans).shape == "line"
    short = "from=2001-01&to=2001-03&compare_from=2002-01&compare_to=2002-03"
    assert answer(f"{short}&shape=bars").shape == "bars"


def test_sums_and_differences_of_a_comparison_keep_the_word_for_their_precision(release):
    for number in range(8):
        make_observation(release, value=10 + number // 4, precision="about", **week(number))
    publish(release)
    shown = screen("from=2001-01-01&to=2001-01-28&compare_from=2001-01-29&compare_to=2001-02-25")
    assert shown.heading.startswith("about 40 ")
    assert "about 4 fewer" in shown.heading
    assert "about \N{MINUS SIGN}9% of about 44" in shown.summary[-1]
    assert shown.table.rows[0][-1].text == "about \N{MINUS SIGN}1 (about \N{MINUS SIGN}9%)"


def test_the_sum_of_both_sexes_keeps_the_word_for_its_precision(release):
    for sex in ("female", "male"):
        for age in ("0-4", "5-11", "12-17", "18-59"):
            make_observation(release, sex=sex, age_group=age, precision="nearly", **week(0))
    publish(release)
    assert "nearly 200" in screen("by=age").heading


def sourced(release):
    """A week of each of four sources; that of the last, in another month, is doubtful."""
    for number, name in ((0, "first"), (1, "second"), (2, "third"), (5, "doubtful")):
        named = f"Example {name} source"
        source = make_source(name=named, publisher=f"{named} office")
        doubt = {"plot": False, "not_plotted_reason": "example"} if name == "doubtful" else {}
        for manner in PARTS:
            make_observation(release, manner=manner, source=source, **week(number), **doubt)
    publish(release)


def names(shown: explorer.Screen) -> set[str]:
    return {source.name.split()[1] for source in shown.chart.sources}


def test_under_a_picture_stand_the_sources_of_what_it_shows(release):
    sourced(release)
    assert names(screen("by=manner")) == {"first", "second", "third"}
    assert names(screen("manner=deported&from=2001-01-08")) == {"second", "third"}
    assert names(screen("from=2001-01-01&to=2001-01-07")) == {"first"}, "of a computed total"
    assert names(screen("group=month&to=2001-01-31&manner=deported")) == {
        "first",
        "second",
        "third",
    }
    compared = "from=2001-01-01&to=2001-01-07&compare_from=2001-01-08&compare_to=2001-01-14"
    assert names(screen(compared)) == {"first", "second"}


def test_files_and_frames_of_a_picture_name_the_same_sources(release, client):
    sourced(release)
    query = f"{SERIES}&manner=deported&to=2001-01-07"
    for address in ("returns/explore.svg", "embed/returns/"):
        text = client.get(f"/en/{address}?{query}").text
        assert "Example first source" in text, address
        assert "Example second source" not in text, address


def test_a_long_table_is_cut_to_the_latest_rows_and_says_so(release, monkeypatch):
    by_manner(release, 20)
    monkeypatch.setattr(tables, "MOST_ROWS", 6)
    shown = screen("by=manner")
    assert len(shown.table.rows) == 6
    assert "May 2001" in shown.table.rows[0][0].text
    assert shown.table_note.startswith("The table shows the latest 6 of 20 rows.")
    monkeypatch.undo()
    assert screen("by=manner").table_note == ""


def test_too_many_periods_are_grouped_and_said_but_files_have_each(release, client, monkeypatch):
    by_manner(release, 60)
    monkeypatch.setattr(long_series, "MOST_READ", 100)
    monkeypatch.setattr(long_series, "MOST_POINTS", 20)
    shown = screen("manner=deported")
    assert shown.view.grain == "month"
    assert any("more periods than a page can show" in note for note in shown.chart.notes)
    assert screen("manner=deported&to=2001-02").view.grain == "own"
    content = client.get(f"/en/returns/explore.csv?{SERIES}&manner=deported").getvalue()
    assert content.count(b",own,") == 60
