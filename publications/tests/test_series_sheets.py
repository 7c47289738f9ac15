"""The sheet of a series: what leads it, what it lists, what it leaves out and says so."""

from datetime import date, timedelta

import pytest

from iomiran.common.editorial.actions import withdraw_edition
from publications.infosheets.errors import SheetError
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet
from returns import long_series
from returns.actions import record_correction
from returns.models import Correction
from returns.tests.factories import (
    make_observation,
    make_place,
    make_release,
    make_series,
    make_source,
    publish,
)

from .sheets import bare, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]

FIRST = date(2021, 1, 3)


def make_weeks(count, *, kind="interval", first=FIRST, value=100, **fields):
    """A live series with so many weeks in a row."""
    series = make_series(kind=kind, **fields)
    release = make_release(series.document)
    for number in range(count):
        start = first + timedelta(weeks=number)
        make_observation(
            release,
            period_start=start,
            period_end=start + timedelta(days=6),
            value=value + number,
            source=make_source(name=f"Example report {number + 1}"),
        )
    publish(release)
    return series


def sheet_of(series, language="en", period=("", "")):
    return sheet_for(f"series:{series.document.slug}", language, period)


def leading(sheet) -> dict[str, str]:
    return {figure.label.split(" (")[0]: figure.value for figure in sheet.figures}


def test_a_sheet_has_each_count_with_its_source_scope_and_caveat():
    series = make_weeks(3, caveat_en="An example caveat.")
    text = read(printed_sheet(sheet_of(series)))
    for words in (
        "Example report 1",
        "Example report 3",
        "102",
        "An example caveat.",
        series.scope_sentence("en"),
        f"/en/returns/series/{series.document.slug}/releases/1/",
    ):
        assert bare(words) in bare(text), words


def test_weeks_that_fill_a_month_lead_with_their_sum():
    series = make_weeks(6)
    sheet = sheet_of(series, period=("2021-01", "2021-02-13"))
    assert leading(sheet) == {"Counted in all": "615", "Latest count": "105"}
    assert sheet.figures[0].remark == "sum of 6 counts, 42 of 44 days counted"


@pytest.mark.parametrize("kind", ["cumulative", "point", "stock"])
def test_counts_that_are_no_intervals_are_never_added(kind):
    assert leading(sheet_of(make_weeks(4, kind=kind))) == {"Latest count": "103"}


def test_means_of_a_day_are_never_added():
    assert leading(sheet_of(make_weeks(4, unit="persons_per_day"))) == {"Latest count": "103"}


def test_a_sum_that_misses_much_of_its_time_does_not_lead():
    series = make_weeks(6)
    assert leading(sheet_of(series, period=("2021", "2021"))) == {"Latest count": "105"}


def test_nothing_is_added_over_more_than_a_year():
    assert leading(sheet_of(make_weeks(60))) == {"Latest count": "159"}


def test_no_sum_leads_where_a_count_is_doubtful():
    series = make_series()
    release = make_release(series.document)
    make_observation(release)
    make_observation(
        release,
        period_start=FIRST + timedelta(weeks=1),
        period_end=FIRST + timedelta(days=13),
        plot=False,
        not_plotted_reason="the source is doubtful",
    )
    publish(release)
    sheet = sheet_of(series)
    assert leading(sheet) == {"Latest count": "100"}
    assert "not drawn: the source is doubtful" in read(printed_sheet(sheet))


def test_a_long_series_is_told_by_months_and_says_so():
    sheet = sheet_of(make_weeks(40))
    assert len(sheet.table.grid.rows) <= 14
    text = read(printed_sheet(sheet))
    assert "Each month is the sum of the counts whose period ends in it" in text
    assert "The series has 40 counts for this time." in text


def test_of_a_series_too_long_to_read_the_counts_of_the_period_are_told(monkeypatch):
    monkeypatch.setattr(long_series, "MOST_READ", 5)
    text = read(printed_sheet(sheet_of(make_weeks(40), period=("2021-01-10", "2021-01-23"))))
    assert "The series has 2 counts for this time." in text


def test_dated_counts_without_end_are_shortened_and_say_so():
    sheet = sheet_of(make_weeks(60, kind="point"))
    text = read(printed_sheet(sheet))
    assert sheet.table.all == 60
    assert "of 60 rows" in text


def test_a_sheet_is_bound_to_its_period():
    sheet = sheet_of(make_weeks(6), period=("2021-01-10", "2021-01-23"))
    assert sheet.head.title.endswith("10–23 January 2021")
    text = read(printed_sheet(sheet))
    assert "Example report 2" in text
    assert "Example report 4" not in text
    assert "from=2021-01-10&to=2021-01-23" in bare(text)


def test_a_period_without_any_figure_is_refused_in_a_sentence():
    series = make_weeks(2)
    with pytest.raises(SheetError, match="has no live figure in 1999 to 1999"):
        sheet_of(series, period=("1999", "1999"))


def test_counts_of_places_have_a_picture_by_place():
    series = make_series()
    release = make_release(series.document)
    for number, slug in enumerate(("one-place", "other-place")):
        make_observation(release, place=make_place(slug, "crossing"), value=10 + number)
    publish(release)
    sheet = sheet_of(series)
    assert "Example other-place" in sheet.illustrations[0].title
    assert sheet.figures == []


def test_corrections_stand_on_the_sheet_and_move_its_day():
    series = make_weeks(2)
    correction = Correction(
        series=series.document,
        release=series.document.releases.get(),
        on=date(2099, 1, 1),
        what_en="An example misprint.",
        effect_en="None at all.",
        old_value=1,
        new_value=2,
    )
    record_correction(correction=correction, by=None)
    sheet = sheet_of(series)
    assert "An example misprint." in sheet.corrections[0]
    assert sheet.head.made == date(2099, 1, 1)


def test_a_series_that_is_withdrawn_or_not_described_has_no_sheet():
    assert sheet_for("series:nowhere", "en") is None
    series = make_weeks(2, method_fa="")
    assert sheet_of(series, "fa") is None
    withdraw_edition(edition=series, by=None, reason="An example reason.")
    assert sheet_of(series) is None
