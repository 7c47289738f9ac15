"""The API: what it answers, whom it lets read, what it never shows."""

import csv
import io
import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from iomiran.common.editorial.actions import withdraw_edition
from returns import queries
from returns.filters import ReturnsFilter
from returns.models import Release

from .factories import WEEK, make_observation, make_place, make_release, make_series, publish

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


@pytest.fixture
def release():
    return make_release(make_series(slug="test-series").document)


@pytest.fixture
def published(release):
    make_observation(release, value=123)
    publish(release)
    return release


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def walk(client, address: str) -> list[dict]:
    """Every row, page after page."""
    rows = []
    while address:
        answer = client.get(path_of(address))
        assert answer.status_code == 200, answer.content
        rows += answer.json()["data"]
        address = answer.json()["next"]
    return rows


# --- What it answers ---------------------------------------------------------------


def test_an_observation_says_all_that_is_needed_to_quote_it(client, published):
    (row,) = client.get(f"{ROOT}/observations?series=test-series").json()["data"]
    assert (row["value"], row["unit"], row["precision"]) == (123, "persons", "exact")
    assert (row["series"], row["release"]) == ("test-series", 1)
    assert row["source"]["name"] == "Example source"
    assert path_of(row["page_url"]).startswith("/en/returns/series/test-series/")
    scope = client.get(path_of(row["scope_url"])).json()
    assert scope["scope"] == (
        "example who_counts en counts example what_is_counted en, example where_counted en."
    )


def test_texts_come_in_the_asked_language_and_codes_stay(client, published):
    for language in ("fa", "fa-af", "ps"):
        answer = client.get(f"{ROOT}/series/test-series?language={language}")
        assert answer["Content-Language"] == language
        assert answer.json()["code"] == "test-series"
        assert f"/{language}/returns/" in answer.json()["page_url"]
    assert answer.json()["text_language"] == "en"


def test_csv_comes_by_parameter_or_by_accept(client, published):
    by_name = client.get(f"{ROOT}/observations?format=csv")
    by_header = client.get(f"{ROOT}/observations", headers={"accept": "text/csv"})
    assert by_name.content == by_header.content
    assert by_name["Content-Type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(by_name.text))
    assert (row["value"], row["release"], row["drawn"]) == ("123", "1", "yes")
    assert "Accept" in by_header["Vary"]


def test_every_list_comes_as_csv_too(client, published):
    for path in ("series", "series/test-series", "series/test-series/releases", "places"):
        rows = list(csv.DictReader(io.StringIO(client.get(f"{ROOT}/{path}?format=csv").text)))
        assert rows, path


def test_another_format_is_not_offered(client, published):
    answer = client.get(f"{ROOT}/series", headers={"accept": "application/xml"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


# --- What it never shows -----------------------------------------------------------


def test_a_draft_is_nowhere(client, release):
    make_observation(release, place=make_place("test-place", "crossing"), value=987_654)
    for path in ("series", "observations", "aggregates?series=test-series", "openapi.json"):
        address = f"/api/{path}" if path == "openapi.json" else f"{ROOT}/{path}"
        text = client.get(address).text
        assert "987654" not in text
        # A question that is refused repeats what was asked, and nothing more.
        repeated = ('"value": "test-series"', "“test-series”")
        assert "test-series" not in text.replace(repeated[0], "").replace(repeated[1], "")
    for path in ("series/test-series", "series/test-series/releases"):
        assert client.get(f"{ROOT}/{path}").status_code == 404


def test_the_next_release_is_not_seen_before_it_is_published(client, published):
    draft = Release.objects.create(document=published.document, number=2, notes_en="example")
    make_observation(draft, value=987_654, manner="deported")
    assert "987654" not in client.get(f"{ROOT}/observations").text
    assert client.get(f"{ROOT}/observations?series=test-series&release=2").status_code == 404
    assert client.get(f"{ROOT}/series/test-series/releases/2").status_code == 404
    assert len(client.get(f"{ROOT}/series/test-series/releases").json()["data"]) == 1


def test_what_was_withdrawn_is_gone_and_says_why(client, published):
    withdraw_edition(edition=published, by=None, reason="example reason")
    assert client.get(f"{ROOT}/series/test-series").status_code == 404
    assert client.get(f"{ROOT}/observations").json()["data"] == []
    second = make_release(published.document)
    make_observation(second, value=5, manner="deported")
    publish(second)
    assert client.get(f"{ROOT}/series/test-series").status_code == 200


def test_a_withdrawn_series_says_why(client, published):
    withdraw_edition(
        edition=published.document.editions.get(), by=None, reason="example public reason"
    )
    answer = client.get(f"{ROOT}/series/test-series")
    assert (answer.status_code, answer.json()["detail"]) == (410, "example public reason")


# --- Pages -------------------------------------------------------------------------


def days(number: int) -> dict:
    day = WEEK[0].replace(day=number)
    return {"period_start": day, "period_end": day}


def test_a_reader_gets_every_row_of_one_release_though_another_is_published(client, release):
    for number in range(1, 8):
        make_observation(release, value=number, **days(number))
    publish(release)
    first = client.get(f"{ROOT}/observations?series=test-series&limit=3").json()
    second = make_release(release.document)
    release.document.observations.filter(period_start=days(5)["period_start"]).update(to_release=2)
    make_observation(second, value=5000, **days(5))
    make_observation(second, value=8, **days(8))
    publish(second)
    rows = first["data"] + walk(client, first["next"])
    assert [row["value"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert {row["release"] for row in rows} == {1}
    again = walk(client, f"{ROOT}/observations?series=test-series&limit=3")
    assert [row["value"] for row in again] == [1, 2, 3, 4, 5000, 6, 7, 8]


def test_pages_run_from_one_series_into_the_next(client, release):
    for number in (1, 2, 3):
        make_observation(release, value=number, **days(number))
    publish(release)
    other = make_release(make_series(slug="test-other").document)
    for number in (1, 2):
        make_observation(other, value=10 * number, **days(number))
    publish(other)
    rows = walk(client, f"{ROOT}/observations?limit=2")
    assert [row["value"] for row in rows] == [1, 2, 3, 10, 20]


def test_a_cursor_into_a_withdrawn_release_is_gone(client, release):
    for number in (1, 2):
        make_observation(release, value=number, **days(number))
    publish(release)
    following = client.get(f"{ROOT}/observations?series=test-series&limit=1").json()["next"]
    withdraw_edition(edition=release, by=None, reason="example")
    assert client.get(path_of(following)).status_code in (400, 410)


def test_a_link_header_leads_on_and_ends(client, release):
    for number in (1, 2):
        make_observation(release, value=number, **days(number))
    publish(release)
    first = client.get(f"{ROOT}/observations?limit=1&format=csv")
    assert first["Link"].endswith('rel="next"')
    last = client.get(path_of(first["Link"].split(">")[0].lstrip("<")))
    assert "Link" not in last
    assert len(last.text.splitlines()) == 2


@pytest.mark.parametrize("cursor", ["abc", "W10:x", "a" * 400, "%F0%9F%92%A9", "::", "W10"])
def test_a_cursor_of_nobody_is_refused(client, published, cursor):
    answer = client.get(f"{ROOT}/observations?cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_of_another_question_is_refused(client, release):
    for number in (1, 2):
        make_observation(release, value=number, **days(number))
    publish(release)
    following = client.get(f"{ROOT}/observations?limit=1").json()["next"]
    assert client.get(f"{path_of(following)}&sex=all").status_code == 409


def test_a_page_costs_a_fixed_number_of_questions(client, published, django_assert_num_queries):
    client.get("/robots.txt")
    client.get(f"{ROOT}/places")  # the first request of a minute sweeps the counts of the last
    for path, number in (
        ("observations", 6),
        ("observations?series=test-series", 6),
        ("aggregates?series=test-series", 8),
        ("series", 4),
        ("series/test-series", 6),
        ("series/test-series/releases", 6),
        ("places", 4),
    ):
        with django_assert_num_queries(number):
            assert client.get(f"{ROOT}/{path}").status_code == 200


def test_the_description_has_examples_out_of_the_data(client, published):
    document = json.loads(client.get("/api/openapi.json").content)
    operation = document["paths"]["/api/v1/observations"]["get"]
    content = operation["responses"]["200"]["content"]
    assert content["application/json"]["example"]["data"][0]["value"] == 123
    names = {part["name"]: part["schema"] for part in operation["parameters"]}
    assert names["series"]["enum"] == ["test-series"]
    assert names["sex"]["enum"] == ["all", "female", "male", "not_stated"]


# --- Aggregates --------------------------------------------------------------------


def weeks(release, *values):
    for number, value in enumerate(values):
        start = WEEK[0] + timedelta(weeks=number)
        make_observation(
            release, value=value, period_start=start, period_end=start + timedelta(days=6)
        )


def test_aggregates_say_what_they_are_of_and_what_they_cover(client, release):
    weeks(release, 10, 20)
    publish(release)
    (row,) = client.get(f"{ROOT}/aggregates?series=test-series&group=month").json()["data"]
    assert (row["value"], row["observations"], row["precision"]) == (30, 2, "exact")
    assert (row["days_counted"], row["days"], row["complete"]) == (14, 31, False)
    assert (row["place_code"], row["returned_from"], row["sex"]) == ("everywhere", "IRN", "all")
    cells = queries.aggregates(ReturnsFilter(series="test-series"), grain="month")
    assert [cell.value for cell in cells] == [30]


def test_aggregates_by_a_dimension_name_it_in_each_row(client, release):
    make_observation(release, sex="female", value=4)
    make_observation(release, sex="male", value=6)
    publish(release)
    rows = client.get(f"{ROOT}/aggregates?series=test-series&by=sex").json()["data"]
    assert {row["sex"]: row["value"] for row in rows} == {"female": 4, "male": 6}


def test_what_may_not_be_added_is_said(client, release):
    weeks(release, 10)
    publish(release)
    answer = client.get(f"{ROOT}/aggregates?series=test-series&group=week")
    if answer.status_code == 404:
        assert "own" in answer.json()["errors"][0]["allowed"]
    make_place("test-place", "crossing")
    assert client.get(f"{ROOT}/aggregates").status_code == 400
    assert client.get(f"{ROOT}/aggregates?series=test-series&by=mood").status_code == 400


def test_pages_of_sums_end_where_another_release_begins(client, release):
    weeks(release, 10, 20, 30)
    publish(release)
    first = client.get(f"{ROOT}/aggregates?series=test-series&limit=2").json()
    assert [row["value"] for row in first["data"] + walk(client, first["next"])] == [10, 20, 30]
    second = make_release(release.document)
    make_observation(second, value=5, manner="deported")
    publish(second)
    assert client.get(path_of(first["next"])).status_code == 409
