"""The filter reads any address without an error and writes itself back."""

from datetime import date

import pytest

from returns.filters import ReturnsFilter


def test_an_address_gives_the_filter_and_the_filter_the_address():
    text = (
        "series=example&from=2020-01-01&to=2020-12-31&country=IRN"
        "&manner=deported&sex=female&age=60%2B"
    )
    asked, ignored = ReturnsFilter.from_querystring(text)
    assert ignored == []
    assert asked == ReturnsFilter(
        series="example",
        start=date(2020, 1, 1),
        end=date(2020, 12, 31),
        country_from="IRN",
        manner="deported",
        sex="female",
        age_group="60+",
    )
    assert ReturnsFilter.from_querystring(asked.to_querystring())[0] == asked


def test_a_year_and_a_month_are_taken_whole():
    asked, _ignored = ReturnsFilter.from_querystring("from=2020&to=2020-02")
    assert (asked.start, asked.end) == (date(2020, 1, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    "text",
    [
        "from=99999",
        "from=0001-01-01",
        "to=2020-13-45",
        "from=۲۰۲۰",
        "country=Atlantis",
        "manner=%00",
        "place=../../etc/passwd",
        "series=%27%20OR%201=1",
        "age=1000",
        "sex=" + "x" * 5000,
    ],
)
def test_what_it_does_not_know_is_ignored_and_said(text):
    asked, ignored = ReturnsFilter.from_querystring(text)
    assert asked == ReturnsFilter()
    assert len(ignored) == 1
    assert len(ignored[0].value) <= 80


def test_a_reversed_period_is_ignored_and_said():
    asked, ignored = ReturnsFilter.from_querystring("from=2021&to=2020")
    assert not asked.narrows
    assert [one.name for one in ignored] == ["to"]


@pytest.mark.parametrize("text", ["&&&&", "a=b&" * 100, "=", "utm_source=x", "from=", "%FF%FE=1"])
def test_other_parameters_and_broken_addresses_do_no_harm(text):
    asked, _ignored = ReturnsFilter.from_querystring(text)
    assert asked == ReturnsFilter()


def test_what_the_page_decides_the_address_cannot_change():
    asked, _ignored = ReturnsFilter.from_querystring("series=other", series="example")
    assert asked.series == "example"
