"""Addresses around the pages: unknown ones, nonsense, lists, feeds, files for machines."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from . import site
from .reading import Answer
from .test_pages import direction

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
    pytest.mark.long,
]

NONSENSE = [
    "page=-1", "page=0", "page=99999999999999999999", "page=NaN", "page=%00", "page=%DB%B1",
    "q=%00%00", "q=%FF%FE", "q=%ED%A0%80", "q=%F0%9F%92%A9", "q=' OR 1=1--", "q=%25%25%5C",
    "q=<script>alert(1)</script>", "q=" + "a" * 5000, "q=" + "%D8%A7+" * 900, "q[]=1", "q=(((",
    "year=20230", "year=%D9%A2%D9%A0%D9%A2%D9%A3", "year=-2023", "year=%00", "year=2023-13-45",
    "kind=nothing", "kind=%00", "type=%00", "programme=../../etc/passwd", "programme=%00",
    "language=xx", "lang=%00", "country=<b>", "from=2023-02-30", "to=0000-00-00", "from=%00",
    "start=99999-01-01", "end=1e309", "series=%00", "format=exe", "sort=;drop", "%00=%00",
    "=&&&=", "%", "a" * 3000, "&".join(f"x{n}=1" for n in range(400)),
]  # fmt: skip
UNKNOWN = [
    "nothing-is-here/", "programmes/nothing/", "news/nothing/", "publications/nothing/",
    "returns/nothing/", "returns/nothing.csv", "programmes/%00/", "news/%FF%FE/", "//", ".env",
    "news/../../etc/passwd", "%D9%86%D8%A7/", "programmes/cap/nothing/", "a" * 2000, "news/'/",
    "search/nothing",
]  # fmt: skip


def get(client, address: str):
    """Asks for the address as it is written, without the client's own encoding."""
    path, _, query = address.partition("?")
    return client.generic("GET", path, QUERY_STRING=query)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda value: value[:24])
def test_nonsense_in_a_query_string_is_a_page(nonsense):
    client = Client()
    for language in ("en", "fa"):
        for address in site.list_pages(language):
            # The explorer answers for the whole of its address, or refuses it.
            fair = (200, 400) if address.endswith("/explore/") else (200, 404)
            assert get(client, f"{address}?{nonsense}").status_code in fair, address


def test_nonsense_about_a_page_is_a_page():
    client = Client()
    for path in {address.split("?")[0] for address in site.kinds("fa").values()}:
        for nonsense in NONSENSE[:12]:
            # What is made for one question alone refuses another with plain words.
            assert get(client, f"{path}?{nonsense}").status_code in (200, 400, 404), path


def test_what_was_asked_is_shown_as_text():
    answer = Client().get(site.SEARCH.url("en"), {"q": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("language", site.LANGUAGES)
@pytest.mark.parametrize("unknown", UNKNOWN, ids=lambda value: value[:24])
def test_an_unknown_address_is_a_page_of_the_site(language, unknown):
    client = Client()
    response = client.get(f"/{language}/{unknown}", follow=True)
    assert response.status_code == 404
    document = Answer.of(response).document
    assert (document.head.lang, document.head.dir) == (language, direction(language))
    assert document.h1 == 1
    assert "site-header" in document.classes
    assert "demo-banner" in document.classes
    assert "noindex" in document.head.metas["robots"]
    assert not response.cookies


@pytest.mark.parametrize(
    "address", ["/nothing/", "/xx/", "/de/news/", "/static/nothing.css", "/media/x"]
)
def test_an_address_without_a_language_of_ours_is_not_found_in_english(address):
    response = Client().get(address)
    assert response.status_code == 404
    if not address.startswith("/static/"):
        assert Answer.of(response).document.head.lang == "en"


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("", "/en/"), ("fa", "/fa/"), ("fa-IR,en;q=0.5", "/fa/"), ("fa-AF", "/fa-af/"),
        ("prs", "/fa-af/"), ("ps", "/ps/"), ("ps-AF,fa;q=0.8", "/ps/"), ("de, en;q=0.5", "/en/"),
        ("de", "/en/"), ("*", "/en/"), (";;;,,q=\x00", "/en/"), ("x" * 9000, "/en/"),
    ],
)  # fmt: skip
def test_the_bare_address_leads_to_the_readers_language(asked, led_to):
    response = Client().get("/", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, led_to)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_an_address_without_its_last_slash_finds_the_page():
    assert Client().get("/fa/programmes").headers["Location"] == "/fa/programmes/"


def test_robots_names_the_site_map_and_hides_the_desk(settings):
    text = Client().get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /\n" not in text


@pytest.mark.parametrize("contact", ["", "mailto:security@example.org"])
def test_security_txt_says_whom_to_tell_and_until_when(settings, contact):
    settings.SECURITY_CONTACT = contact
    response = Client().get("/.well-known/security.txt")
    assert response["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines() if line)
    assert fields["Contact"] == (contact or f"{settings.SITE_URL}{reverse('pages:contact')}")
    expires = datetime.fromisoformat(fields["Expires"])
    assert 0 < (expires - datetime.now(UTC)).days < 366
    assert {"Canonical", "Preferred-Languages"} <= set(fields)


def test_the_site_map_lists_every_original_once(settings):
    response = Client().get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = [entry.text for entry in root.findall("s:url/s:loc", ns)]
    expected = {
        settings.SITE_URL + page.url(language)
        for page in site.public_pages()
        if page != site.SEARCH
        for language in page.languages
    }
    assert set(listed) == expected
    assert len(listed) == len(expected)
    for entry in root.findall("s:url", ns):
        links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", ns)}
        assert entry.find("s:loc", ns).text in links.values()


@pytest.mark.parametrize("language", site.LANGUAGES)
@pytest.mark.parametrize("name", ["news:news_feed", "publications:publication_feed"])
def test_a_feed_is_valid_and_its_items_open(name, language, settings):
    client = Client()
    with translation.override(language):
        address = reverse(name)
    response = client.get(address)
    assert response["Content-Type"].startswith("application/rss+xml")
    assert client.get(address).content == response.content
    channel = ElementTree.fromstring(response.content).find("channel")
    assert channel.findtext("language").lower() == language
    assert channel.findtext("description")
    items = channel.findall("item")
    assert items
    guids = [item.findtext("guid") for item in items]
    assert len(set(guids)) == len(guids)
    for item in items:
        link = item.findtext("link")
        assert item.findtext("title")
        assert link.startswith(f"{settings.SITE_URL}/{language}/")
        assert client.get(urlsplit(link).path).status_code == 200, link
    linked = {
        link.rstrip("/").split("/")[-1]
        for link in re.findall(r"<link>(.*?)</link>", response.content.decode())
    }
    assert not linked & {slug for _name, slug in site.protected_pages()}


# What each list asks of the database, however long it grows; the first question is the ETag's,
# the last the footer's.
QUERIES = {
    "pages:home": 16,
    "programmes:programme_list": 3,
    "news:news_list": 5,
    "publications:publication_list": 10,
    "pages:about": 7,
    "pages:search": 19,
    "returns:overview": 28,
    "returns:series_list": 4,
    "returns:place_list": 6,
    "returns:api_page": 17,
}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_list_asks_a_fixed_number_of_questions(name, language, django_assert_num_queries):
    client = Client()
    address = site.Page(name).url(language)
    client.get("/robots.txt")  # middleware and address book are loaded once
    with django_assert_num_queries(QUERIES[name]):
        client.get(f"{address}?q=2023" if name == "pages:search" else address)
