"""Addresses around the pages: unknown ones, nonsense, lists, feeds, files for machines, links."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from . import site
from .reading import Answer
from .test_pages import direction, none

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

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
    for address in site.kinds("fa").values():
        path = address.split("?")[0]
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
    "publications:publication_list": 11,
    "pages:about": 6,
    "pages:search": 10,
    "returns:overview": 25,
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


SAMPLE = 25


def boundless(address: str) -> str:
    """The kind of an address of which there are very many; empty for a page of its own."""
    path, _mark, question = address.partition("?")
    if question:
        return path
    ending = PurePosixPath(path).suffix
    return ending if "/returns/" in path else ""


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_internal_link_answers_and_every_page_is_reached(pages, language):
    """A walk from the home page: links, anchors, files; no page is an orphan.

    Of views with a question in their address, and of files made from the same counts, there is
    no end: some of each kind are opened, and no way leads on from them.
    """
    client = Client()
    opened = Counter()
    known = {answer.url: answer for _page, _language, answer in pages}
    home = site.Page("pages:home").url(language)
    waiting, seen, faults = [(home, "the start")], {}, []
    while waiting and len(seen) < 1500:
        address, found_on = waiting.pop()
        if address in seen:
            continue
        if kind := boundless(address):
            opened[kind] += 1
            if opened[kind] > SAMPLE:
                continue
        answer = known.get(address) or Answer.of(client.get(address))
        seen[address] = answer
        if answer.status != 200:
            faults.append(f"{address} answers {answer.status}, linked from {found_on}")
        if kind or not answer.is_page or not address.startswith(f"/{language}/"):
            continue
        for link in answer.document.links:
            target, anchor = urldefrag(urljoin(address, link))
            if anchor and target == address and anchor not in answer.document.ids:
                faults.append(f"{address} has no #{anchor}")
            if not urlsplit(target).netloc and not re.match(r"[a-z]+:", target):
                waiting.append((target, address))
    orphans = {p.url(language) for p in site.public_pages()} - set(seen)
    none(faults + [f"{address} is linked from nowhere" for address in sorted(orphans)])


def test_every_published_file_can_be_read_in_parts(pages):
    client = Client()
    files = {
        link
        for _p, _l, answer in pages
        for link in answer.document.links
        if link.startswith("/files/")
    }
    assert files
    for address in files:
        head = Answer.of(client.head(address))
        assert (head.status, head.content) == (200, b""), address
        part = Answer.of(client.get(address, headers={"range": "bytes=0-9"}))
        assert (part.status, len(part.content)) == (206, 10), address
        known = client.get(address, headers={"if-none-match": head.headers["ETag"]})
        assert known.status_code == 304, address
        assert client.post(address).status_code == 405, address
