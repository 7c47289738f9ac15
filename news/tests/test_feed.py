"""The feed: valid, stable, and honest about what this site is."""

from xml.etree import ElementTree

import pytest

from iomiran.common.http.caching import kept_pages

from .factories import make_news_item

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def channel_of(client, language="en"):
    kept_pages.clear()  # a setting that changes within a test
    response = client.get(f"/{language}/news/feed.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(response.content).find("channel")


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "en"), ("fa", "fa"), ("fa-af", "fa-AF"), ("ps", "ps")]
)
def test_each_language_has_its_feed(client, language, tag):
    make_news_item()
    channel = channel_of(client, language)
    assert channel.findtext("language") == tag
    assert len(channel.findall("item")) == 1


def test_links_are_absolute_under_the_address_of_the_site(client, settings):
    settings.SITE_URL = "https://portal.example.org"
    item = make_news_item()
    channel = channel_of(client)
    assert channel.findtext("link") == "https://portal.example.org/en/news/"
    assert channel.find(f"{ATOM}link").get("href") == "https://portal.example.org/en/news/feed.xml"
    link = f"https://portal.example.org/en/news/{item.document.slug}/"
    assert channel.findtext("item/link") == link


def test_the_guid_stays_when_the_site_moves(client, settings):
    item = make_news_item()
    settings.SITE_URL = "https://elsewhere.example.org"
    assert channel_of(client).findtext("item/guid") == f"iomiran:news:{item.document.slug}:en"
    assert channel_of(client).find("item/guid").get("isPermaLink") == "false"


def test_a_demonstration_says_so_and_the_official_site_does_not(client, settings):
    make_news_item()
    sentence = "not an official IOM site"
    assert sentence in channel_of(client).findtext("description")
    settings.OFFICIAL_SITE = True
    assert sentence not in channel_of(client).findtext("description")


def test_an_item_has_a_day_only_where_its_day_is_known(client):
    make_news_item(date="2023")
    assert channel_of(client).find("item/pubDate") is None


def test_an_empty_feed_has_the_same_bytes_twice(client):
    assert client.get("/en/news/feed.xml").content == client.get("/en/news/feed.xml").content
