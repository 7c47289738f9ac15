"""How the API behaves: methods, limits, copies, origins, faults."""

import pytest
from django.db import OperationalError
from django.test import Client

from iomiran.common.http.caching import kept_pages
from iomiran.common.http.clients import DAY, client_mark
from returns.api import gate, rates
from returns.models import Caller

from .factories import make_observation, make_release, make_series, publish

pytestmark = pytest.mark.django_db
SERIES = "/api/v1/series"
ADDRESSES = ("/api/", "/api/openapi.json", SERIES, "/api/v1/observations", "/api/v1/nothing")
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def fresh_counts():
    rates.counter.forget()


@pytest.fixture
def published():
    release = make_release(make_series(slug="test-series").document)
    make_observation(release)
    publish(release)
    return release


# --- Methods -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FOO"]
)
def test_an_odd_method_is_refused_at_every_address(method):
    client = Client(enforce_csrf_checks=True)
    for address in ADDRESSES:
        answer = client.generic(method, address)
        assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM), address
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_head_answers_as_get_without_a_body(client, published):
    for address in (SERIES, "/api/v1/observations?format=csv", "/api/openapi.json"):
        get, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("Content-Type", "Content-Length", "ETag"):
            assert head[name] == get[name]
    assert client.head("/api/v1/nothing").status_code == 404


def test_options_says_what_is_allowed_to_whom(client):
    answer = client.options(SERIES)
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Origin"] == "*"


# --- Origins, copies, cookies ------------------------------------------------------


def test_any_site_may_read_the_api_and_the_files_and_nothing_else(client, published):
    file = "/en/returns/series/test-series.csv"
    for address in (SERIES, "/api/v1/nothing", file):
        answer = client.get(address, headers={"origin": "https://example.org"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    for address in ("/en/returns/", "/admin/login/", "/en/returns/series/test-series/"):
        answer = client.get(address, headers={"origin": "https://example.org"})
        assert "Access-Control-Allow-Origin" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_copy_is_good_until_something_is_published(client, published):
    first = client.get(SERIES)
    again = client.get(SERIES, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"].startswith("public")
    other = make_release(make_series(slug="test-other").document)
    make_observation(other)
    publish(other)
    assert client.get(SERIES, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_each_question_and_format_has_its_own_mark(client, published):
    marks = {
        client.get(f"{SERIES}{question}", headers={"accept": accept})["ETag"]
        for question in ("", "?language=fa", "?limit=5")
        for accept in ("application/json", "text/csv")
    }
    assert len(marks) == 6


def test_no_cookie_is_set_and_the_page_cache_stays_empty(client, published):
    kept_pages.clear()
    answer = client.get(SERIES)
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]
    assert not kept_pages._pages


def test_staff_read_what_everybody_reads(client, admin_client, published):
    assert admin_client.get(SERIES).content == client.get(SERIES).content
    assert admin_client.get(SERIES)["Cache-Control"].startswith("public")


# --- Limits ------------------------------------------------------------------------


def test_too_many_requests_are_refused_with_the_time_to_wait(client, settings, published):
    settings.API_REQUESTS_PER_MINUTE = 3
    left = [client.get(SERIES)["RateLimit"].split(";")[1] for _ in range(3)]
    assert left == ["r=2", "r=1", "r=0"]
    refused = client.get(SERIES)
    assert (refused.status_code, refused["Content-Type"]) == (429, PROBLEM)
    assert refused["RateLimit-Policy"] == '"per-minute";q=3;w=60'
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["violated-policies"] == ["per-minute"]
    assert "ETag" not in refused
    assert refused["Cache-Control"] == "no-cache"


def test_each_client_has_a_limit_of_its_own_behind_a_proxy(client, settings, published):
    settings.API_REQUESTS_PER_MINUTE = 1
    settings.PROXIES = 1
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8:1::1", "2001:db8:2::1"):
        assert client.get(SERIES, headers={"x-forwarded-for": address}).status_code == 200
    for address in ("192.0.2.1", "2001:db8:1::99"):
        assert client.get(SERIES, headers={"x-forwarded-for": address}).status_code == 429


def test_a_refused_client_costs_the_database_nothing(
    client, settings, published, django_assert_num_queries
):
    settings.API_REQUESTS_PER_MINUTE = 1
    client.get(SERIES)
    client.get(SERIES)
    with django_assert_num_queries(0):
        assert client.get(SERIES).status_code == 429


def test_a_new_minute_begins_anew_and_forgets_the_last(client, settings, published, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 1
    monkeypatch.setattr(rates.time, "time", lambda: 1_000_000_000.0)
    assert client.get(SERIES, REMOTE_ADDR="192.0.2.1").status_code == 200
    assert client.get(SERIES, REMOTE_ADDR="192.0.2.1").status_code == 429
    monkeypatch.setattr(rates.time, "time", lambda: 1_000_000_060.0)
    assert client.get(SERIES, REMOTE_ADDR="192.0.2.2").status_code == 200
    assert Caller.objects.count() == 1
    assert client.get(SERIES, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_no_address_is_kept_and_its_mark_changes_every_day(client, published, rf, monkeypatch):
    client.get(SERIES, REMOTE_ADDR="192.0.2.77")
    assert "192.0.2" not in str(list(Caller.objects.values()))
    request = rf.get("/", REMOTE_ADDR="192.0.2.77")
    assert client_mark(request, 0) != client_mark(request, DAY)


def test_the_counts_are_not_written_ahead(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'returns_caller'")
        assert cursor.fetchone() == ("u",)


def test_without_a_limit_nothing_is_counted(client, settings, published):
    settings.API_REQUESTS_PER_MINUTE = 0
    assert "RateLimit" not in client.get(SERIES)
    assert not Caller.objects.exists()


# --- Faults ------------------------------------------------------------------------

REFUSED = [
    ("sex=women", 400), ("foo=1", 400), ("sex=", 400), ("sex=all&sex=male", 400), ("limit=0", 400),
    ("limit=1001", 400), ("limit=1_0", 400), ("limit=99999999999999999999", 400), ("limit=", 400),
    ("from=2021-02-30", 400), ("from=banana", 400), ("from=2022&to=2021", 400), ("from=0001", 400),
    ("to=9999", 400), ("release=1", 400), ("series=none", 400), ("place=none", 400),
    ("place=%00", 400), ("series=%FF%FE", 400), ("series=%ED%A0%80", 400), ("%00=1", 400),
    ("language=de", 400), ("format=xml", 400), ("series=test-series&release=9", 404),
    ("series=test-series&release=99999999999", 400), ("a=" + "x" * 20_000, 414),
    ("&".join(f"x{n}=1" for n in range(60)), 400), ("q=%", 400), ("=&&=", 400),
    ("country=iran", 400), ("age=60%2B&country=IRN&limit=1", 200),
]  # fmt: skip


@pytest.mark.parametrize(("question", "status"), REFUSED, ids=lambda value: str(value)[:24])
def test_a_question_that_cannot_be_used_is_refused_in_one_form(client, published, question, status):
    answer = client.generic("GET", "/api/v1/observations", QUERY_STRING=question)
    assert answer.status_code == status
    if status != 200:
        assert answer["Content-Type"] == PROBLEM
        problem = answer.json()
        assert problem["status"] == status
        assert problem["detail"].endswith(".")
        assert problem["type"].startswith("http")


def test_what_would_be_allowed_is_said(client, published):
    (error,) = client.get("/api/v1/observations?series=none").json()["errors"]
    assert error["allowed"] == ["test-series"]
    (error,) = client.get("/api/v1/observations?sexx=male").json()["errors"]
    assert "sex" in error["allowed"]
    (error,) = client.get("/api/v1/observations?limit=0").json()["errors"]
    assert error["allowed"] == ["1–1000"]


@pytest.mark.parametrize(
    "path",
    ["v1", "v1/", "v1/series/", "v1/series/None_Such", "v1/series/%00", "v1/series/test-series/x",
     "v1/series/test-series/releases/0", "v1/series/test-series/releases/99999999999999999999",
     "v1/places/none", "x" * 300, "v1/%FF", "docs", "v2/series", "v1/series/../../etc/passwd"],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_an_unknown_address_is_a_problem_not_a_page(client, published, path):
    answer = client.generic("GET", f"/api/{path}")
    assert answer.status_code in (400, 404)
    assert answer["Content-Type"] == PROBLEM


def test_faults_are_said_in_the_asked_language(client, published):
    answer = client.get("/api/v1/observations?language=fa&sex=women")
    assert answer["Content-Language"] == "fa"


def test_the_description_takes_no_parameters(client):
    assert client.get("/api/openapi.json?language=fa").status_code == 400


def test_the_root_leads_people_to_the_page(client):
    answer = client.get("/api/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/returns/api/")


def test_a_database_that_is_away_is_said(client, published, monkeypatch):
    def away():
        raise OperationalError("the example database is away")

    monkeypatch.setattr(gate, "current_generation", away)
    answer = client.get(SERIES)
    assert (answer.status_code, answer["Content-Type"]) == (503, PROBLEM)
    assert answer["Retry-After"] == "30"


def test_a_fault_of_ours_is_no_page_either(published, monkeypatch):
    from returns.api import series

    monkeypatch.setattr(series.queries, "series_list", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get(SERIES)
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "division" not in answer.text
