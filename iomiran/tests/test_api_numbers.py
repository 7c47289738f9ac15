"""One number, one function: the API says what pages and files say, of the real content."""

import csv
import io
import json
from urllib.parse import urlsplit

import pytest
from django.utils.html import escape

from iomiran.common.languages.numbers import format_number
from returns import queries
from returns.api.rates import counter
from returns.filters import ReturnsFilter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.API_REQUESTS_PER_MINUTE = 0
    counter.forget()


def walk(client, address: str) -> list[dict]:
    rows = []
    while address:
        answer = client.get(address).json()
        rows += answer["data"]
        address = answer["next"]
    return rows


def test_every_observation_of_every_series_comes_once_and_as_it_is(client):
    rows = walk(client, f"{ROOT}/observations?limit=1000")
    expected = queries.observations(ReturnsFilter())
    found = {(row["series"], row["key"]): row for row in rows}
    assert len(rows) == len(found) == len(expected)
    for row in expected:
        given = found[(row.series, row.key)]
        assert (given["value"], given["precision"]) == (row.value, row.precision)
        assert (given["drawn"], given["source"]["name"]) == (row.plot, row.source.name)


def test_small_pages_hold_the_same_rows_in_the_same_order(client):
    whole = walk(client, f"{ROOT}/observations?limit=1000&country=IRN&sex=all")
    parts = walk(client, f"{ROOT}/observations?limit=37&country=IRN&sex=all")
    assert parts == whole


@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
@pytest.mark.parametrize(
    "slug", ["iom-undocumented-yearly", "iom-undocumented-weekly", "iom-all-returns-2025"]
)
def test_the_csv_is_the_file_to_download(client, slug, language):
    address = f"{ROOT}/observations?series={slug}&format=csv&limit=1000&language={language}"
    asked = list(csv.reader(io.StringIO(client.get(address).text)))
    file = client.get(f"/{language}/returns/series/{slug}.csv").getvalue().decode("utf-8-sig")
    assert asked == list(csv.reader(io.StringIO(file)))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_headline_is_the_same_on_the_page_and_in_every_answer(client, language):
    figure = queries.headline_figures()[0]
    observed = figure.observed
    page = client.get(f"/{language}/returns/").text
    assert format_number(observed.value, language) in page
    address = f"{ROOT}/observations?series={observed.series}&limit=1000&language={language}"
    rows = {row["key"]: row for row in client.get(address).json()["data"]}
    assert rows[observed.key]["value"] == observed.value
    text = client.get(f"{address}&format=csv").text
    assert str(observed.value) in {row["value"] for row in csv.DictReader(io.StringIO(text))}


def test_sums_are_those_of_the_query(client):
    asked = ReturnsFilter(series="iom-undocumented-weekly")
    for grain in ("own", "month", "year"):
        cells = queries.aggregates(asked, grain=grain)
        rows = walk(client, f"{ROOT}/aggregates?series={asked.series}&group={grain}&limit=50")
        assert [row["value"] for row in rows] == [cell.value for cell in cells]
        assert [row["complete"] for row in rows] == [cell.complete for cell in cells]


def test_the_description_and_the_page_stand_on_real_rows(client):
    document = json.loads(client.get("/api/openapi.json").content)
    for entry in document["paths"].values():
        operation = entry["get"]
        content = operation["responses"]["200"]["content"]
        assert content["application/json"]["example"], operation["operationId"]
        assert operation["description"]
        assert all(parameter["description"] for parameter in operation["parameters"])
    assert document["info"]["license"]
    text = client.get("/en/returns/api/").text
    for path in document["paths"]:
        assert f"GET {path}" in text


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_terms_and_the_calendar_say_what_their_pages_say(client, language):
    page = client.get(f"/{language}/returns/glossary/").text
    terms = walk(client, f"{ROOT}/terms?limit=7&language={language}")
    assert len(terms) == len(queries.glossary())
    assert all(escape(term["name"]) in page for term in terms)
    first = client.get(f"{ROOT}/terms/{terms[0]['code']}?language={language}").json()
    assert first == terms[0]
    plans = walk(client, f"{ROOT}/calendar?language={language}")
    assert len(plans) == len(queries.planned_releases())
    assert client.get(f"{ROOT}/terms/none").status_code == 404


def test_every_release_names_the_page_that_never_changes(client):
    (release, *_rest) = walk(client, f"{ROOT}/series/iom-undocumented-yearly/releases")
    page = client.get(urlsplit(release["page_url"]).path)
    assert page.status_code == 200
