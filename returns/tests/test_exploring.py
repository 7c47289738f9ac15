"""The state of an exploration stands in its address: there and back, and refused by name."""

from datetime import date

import pytest

from returns.exploring import BY, CALENDARS, GRAINS, SHAPES, Exploration, Refused
from returns.filters import ReturnsFilter

FULL = (
    "series=test-series&from=2020-01-01&to=2020-12-31&country=IRN&documentation=undocumented"
    "&manner=deported&sex=female&age=60%2B&place=test-place&group=month&calendar=solar_hijri"
    "&by=place&shape=bars&compare_from=2019-01-01&compare_to=2019-12-31"
)


def test_an_address_gives_the_view_and_the_view_the_address():
    view, refused = Exploration.from_querystring(FULL)
    assert refused == []
    assert view == Exploration(
        asked=ReturnsFilter(
            series="test-series",
            start=date(2020, 1, 1),
            end=date(2020, 12, 31),
            country_from="IRN",
            documentation="undocumented",
            manner="deported",
            sex="female",
            age_group="60+",
            place="test-place",
        ),
        grain="month",
        calendar="solar_hijri",
        by="place",
        shape="bars",
        compare=(date(2019, 1, 1), date(2019, 12, 31)),
    )
    assert view.to_querystring() == FULL


@pytest.mark.parametrize(
    ("name", "values"),
    [("group", GRAINS), ("calendar", CALENDARS), ("by", BY), ("shape", SHAPES)],
)
def test_every_value_of_the_view_comes_back(name, values):
    for value in values:
        view, refused = Exploration.from_querystring(f"{name}={value}")
        assert refused == []
        assert Exploration.from_querystring(view.to_querystring()) == (view, [])


def test_a_default_does_not_lengthen_the_address():
    view, _refused = Exploration.from_querystring("group=own&calendar=gregorian&by=&shape=")
    assert view.to_querystring() == ""
    assert view.is_bare


def test_parts_can_be_left_out_of_the_address():
    view, _refused = Exploration.from_querystring(FULL)
    left = view.to_querystring("series", "compare_from", "by")
    assert "series=" not in left
    assert "compare" not in left
    assert "by=" not in left
    assert "group=month" in left


def test_a_view_with_other_fields_is_another_view():
    view = Exploration(asked=ReturnsFilter(series="test-series"))
    other = view.other(by="sex", country_from="IRN", shape="shares")
    assert other.to_querystring() == "series=test-series&country=IRN&by=sex&shape=shares"
    assert view.to_querystring() == "series=test-series"


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("1400", date(2021, 3, 21), date(2022, 3, 20)),
        ("۱۴۰۰", date(2021, 3, 21), date(2022, 3, 20)),
        ("1399-12", date(2021, 2, 19), date(2021, 3, 20)),
        ("1400/01/01", date(2021, 3, 21), date(2021, 3, 21)),
        ("۱۴۰۰/۳/۱", date(2021, 5, 22), date(2021, 5, 22)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("٢٠٢٠-٠٢-٠٢", date(2020, 2, 2), date(2020, 2, 2)),
    ],
)
def test_dates_of_either_calendar_are_taken(written, start, end):
    view, refused = Exploration.from_querystring(f"from={written}&to={written}")
    assert refused == []
    assert (view.asked.start, view.asked.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from=banana", "from"),
        ("from=0001-01-01", "from"),
        ("to=99999", "to"),
        ("to=2020-13-45", "to"),
        ("to=1400-12-31", "to"),
        ("from=1200", "from"),
        ("from=2020-1-1-1", "from"),
        ("series=%27%20OR%201=1", "series"),
        ("series=%00", "series"),
        ("place=../../etc/passwd", "place"),
        ("country=Atlantis", "country"),
        ("manner=%00", "manner"),
        ("sex=" + "x" * 5000, "sex"),
        ("age=1000", "age"),
        ("documentation=<b>", "documentation"),
        ("group=fortnight", "group"),
        ("calendar=maya", "calendar"),
        ("by=series", "by"),
        ("by=country_from", "by"),
        ("shape=pie", "shape"),
        ("compare_from=x&compare_to=2020", "compare_from"),
        ("&".join(f"x{n}=1" for n in range(400)), ""),
    ],
)
def test_what_is_not_known_is_refused_by_name(text, name):
    _view, refused = Exploration.from_querystring(text)
    assert name in [one.name for one in refused]
    assert all(len(one.value) <= 80 for one in refused)


def test_a_refusal_says_what_is_allowed():
    _view, refused = Exploration.from_querystring("group=fortnight&by=hour")
    assert refused == [Refused("group", "fortnight", GRAINS), Refused("by", "hour", tuple(BY))]


def test_a_reversed_period_and_half_a_comparison_are_refused():
    _view, refused = Exploration.from_querystring("from=2021&to=2020")
    assert refused == [Refused("to", "2020-12-31", (), "reversed")]
    view, refused = Exploration.from_querystring("compare_from=2021")
    assert refused == [Refused("compare_to", "", (), "incomplete")]
    assert view.compare is None


@pytest.mark.parametrize("text", ["&&&&", "a=b&" * 20, "=", "utm_source=x", "from=", "%FF%FE=1"])
def test_other_parameters_and_empty_fields_do_no_harm(text):
    assert Exploration.from_querystring(text) == (Exploration(), [])


def test_what_the_page_decides_the_address_cannot_change():
    view, refused = Exploration.from_querystring("series=other&by=sex", series="test", by="")
    assert (view.asked.series, view.by, refused) == ("test", "", [])
