"""The library as RSS, Atom and JSON Feed, whole or narrowed."""

import json
from xml.etree import ElementTree

import pytest

from programmes.tests.factories import make_programme

from .factories import make_publication
from .library import about, make_theme

pytestmark = pytest.mark.django_db

FEEDS = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "feed.atom": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(client, address: str) -> str:
    response = client.get(f"/en/publications/{address}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("name", "media_type"), FEEDS.items())
def test_a_feed_is_the_same_bytes_twice_and_has_an_etag(client, name, media_type):
    make_publication()
    first, second = (client.get(f"/en/publications/{name}?kind=situation-report") for _ in "ab")
    assert first["Content-Type"] == media_type
    assert first.content == second.content
    assert "Example report" in first.content.decode()
    again = client.get(
        f"/en/publications/{name}?kind=situation-report", headers={"If-None-Match": first["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
def test_an_empty_feed_is_a_feed(client, name, language):
    response = client.get(f"/{language}/publications/{name}")
    assert response.status_code == 200
    assert response["Last-Modified"].endswith("2000 00:00:00 GMT")


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_what_the_list_of_the_same_address_has(client, name):
    theme = make_theme()
    about(make_publication(title_en="The one", kind="newsletter", date="2023"), themes=[theme])
    make_publication(title_en="The other", date="2021")
    for query in (f"theme={theme.slug}", "kind=newsletter", "year=2023", "sort=title&year=2023"):
        feed = read(client, f"{name}?{query}")
        assert "The one" in feed
        assert "The other" not in feed


@pytest.mark.parametrize("name", FEEDS)
def test_no_feed_has_what_may_put_readers_at_risk(client, name):
    programme = make_programme(protection=True, title_en="Protected").document
    make_publication(programmes=[programme], title_en="Not for feeds")
    assert "Not for feeds" not in read(client, name)
    assert "Not for feeds" not in read(client, f"{name}?programme={programme.slug}")


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_says_what_this_site_is(client, name, settings):
    settings.OFFICIAL_SITE = False
    assert "not an official IOM site" in read(client, name)


def test_json_feed_has_what_the_format_asks(client, settings):
    edition = make_publication(date="2021-05-26", kind="newsletter")
    feed = json.loads(read(client, "feed.json?kind=newsletter"))
    page = f"{settings.SITE_URL}/en/publications/"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Publications (Newsletter): IOM in Iran"
    assert feed["home_page_url"] == f"{page}?kind=newsletter"
    assert feed["feed_url"] == f"{page}feed.json?kind=newsletter"
    assert feed["language"] == "en"
    (item,) = feed["items"]
    assert item == {
        "id": f"iomiran:publication:{edition.document.slug}:en",
        "url": f"{page}{edition.document.slug}/",
        "title": "Example report",
        "content_text": "An example summary.",
        "date_published": item["date_published"],
        "date_modified": item["date_modified"],
        "tags": ["Newsletter"],
    }
    assert item["date_published"].startswith("2021-05-26T12:00:00")


def test_json_feed_gives_no_day_that_is_not_known(client):
    make_publication(date="2021")
    (item,) = json.loads(read(client, "feed.json"))["items"]
    assert "date_published" not in item
    assert item["date_modified"]


def test_atom_names_itself_its_list_and_its_author(client, settings):
    make_publication()
    feed = ElementTree.fromstring(read(client, "feed.atom?year=2021"))
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    page = f"{settings.SITE_URL}/en/publications/"
    assert links == {"alternate": f"{page}?year=2021", "self": f"{page}feed.atom?year=2021"}
    assert feed.findtext("a:author/a:name", namespaces=ATOM).startswith("IOM in Iran")
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:summary", namespaces=ATOM) == "An example summary."
    assert entry.findtext("a:updated", namespaces=ATOM)


def test_a_feed_is_named_after_what_is_chosen_in_the_readers_language(client):
    theme = make_theme(name_fa="موضوع نمونه")
    about(make_publication(), themes=[theme])
    address = f"/fa/publications/feed.json?theme={theme.slug}&year=2021"
    assert "(موضوع نمونه، ۲۰۲۱)" in json.loads(client.get(address).content)["title"]


def test_the_list_leads_to_its_feeds_in_its_head_and_under_it(client):
    make_publication(kind="newsletter")
    make_publication()
    page = read(client, "?kind=newsletter&sort=title")
    head, body = page.split("<body", 1)
    for name, media_type in FEEDS.items():
        address = f"/en/publications/{name}?kind=newsletter"
        media_type = media_type.partition(";")[0]
        assert f'<link rel="alternate" type="{media_type}"' in head
        assert f'href="{address}"' in head
        assert f'<a href="{address}">' in body


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_takes_seven_questions_however_long_it_is(client, name, django_assert_num_queries):
    for _publication in range(6):
        make_publication(file_languages=["en"])
    # generation, programmes, themes, provinces, publications, files, uploads
    with django_assert_num_queries(7):
        client.get(f"/en/publications/{name}")
