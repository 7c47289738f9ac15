"""The screen of a release names the infosheets that it makes anew, with their figures."""

import pytest

from iomiran.tests.factories import make_data_steward, publish_example
from programmes.tests.factories import make_programme
from publications.made_of import sheets_made_of
from returns.models import HeadlineFigure, Observation
from returns.tests.factories import make_figure, make_place, make_series
from returns.tests.received_files import csv_text
from returns.tests.screens import client_of, screen, text_of
from returns.tests.test_import_approval import HEADER, NOTES, ROWS, published, read

from .factories import add_file, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    make_place()
    return make_series(slug="test-series", count="undocumented").document


@pytest.fixture
def steward():
    return client_of(make_data_steward())


@pytest.fixture
def figure(steward, series):
    """A public figure that names the first of two public counts, 101."""
    published(steward, client_of(make_data_steward()), series)
    named = HeadlineFigure.objects.create(slug="test-figure")
    counted = Observation.objects.get(value=101)
    return publish_example(make_figure(counted, document=named, title_en="Test count"))


def previewed(steward, series, *values):
    rows = [[*row[:3], value, row[4]] for row, value in zip(ROWS, values, strict=False)]
    return screen(read(steward, series, csv_text(HEADER, rows)))


def make_sheets():
    """A sheet for each way in which a figure gets into one, and one without any."""
    make_programme(slug="with", body_en="<p>Example {figure:test-figure} text.</p>")
    make_programme(slug="without")
    for name, generator in (
        ("In a text", "programme:with"),
        ("Not in it", "programme:without"),
        ("On returns", "returns"),
        ("Of the series", "series:test-series"),
        ("Of another", "series:other"),
        ("Of the mission", "mission"),
    ):
        add_file(make_publication(title_en=name, generator=generator), generated=True)


def test_sheets_are_found_by_figure_and_by_series(figure, series):
    make_sheets()
    found = sheets_made_of(series=series, figures=frozenset(["test-figure"]))
    kinds = {one.title: (set(one.figures), one.shows_series, one.made_in) for one in found}
    assert kinds == {
        "In a text": ({"test-figure"}, False, ("en",)),
        "On returns": ({"test-figure"}, False, ("en",)),
        "Of the mission": ({"test-figure"}, False, ("en",)),
        "Of the series": (set(), True, ("en",)),
    }


def test_the_question_takes_as_long_for_many(figure, series, django_assert_num_queries):
    make_sheets()
    for number in (1, 4):
        for _ in range(number):
            make_publication(generator="programme:with")
        with django_assert_num_queries(7):
            list(sheets_made_of(series=series, figures=frozenset(["test-figure"])))


def test_before_approval_the_figures_stand_beside_what_they_will_be(steward, figure, series):
    make_sheets()
    address = previewed(steward, series, "250", "102")
    remade = steward.get(address).context["remade"]
    titles = {one.made.title for one in remade}
    assert titles == {"In a text", "On returns", "Of the series", "Of the mission"}
    (changed,) = next(one.figures for one in remade if one.made.title == "In a text")
    assert (changed.title, changed.before, changed.after) == ("Test count", "101", "250")
    text = text_of(steward.get(address))
    assert "Infosheets that it makes anew" in text
    assert "It shows the counts of the series:" in text


def test_it_waits_for_approval_with_the_same_list(steward, figure, series):
    make_sheets()
    address = previewed(steward, series, "250", "102")
    steward.post(address.replace("change", "submit"), NOTES)
    colleague = client_of(make_data_steward())
    assert len(colleague.get(address).context["remade"]) == 4


def test_a_count_that_goes_is_told_and_an_unchanged_one_is_not(steward, figure, series):
    make_sheets()
    text = text_of(steward.get(previewed(steward, series, "101", "300")))
    assert "No figure in it changes." in text
    rows = [[*ROWS[1][:3], "300", ROWS[1][4]]]
    text = text_of(steward.get(screen(read(steward, series, csv_text(HEADER, rows)))))
    assert "not there any more" in text


def test_a_series_that_stands_in_no_sheet_says_so(steward, series):
    assert "None uses this series." in text_of(steward.get(previewed(steward, series, "1", "2")))
