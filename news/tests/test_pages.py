"""The pages of news: what the public sees, and what it does not."""

import json
import re

import pytest

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.search import search
from news.filters import ArchiveFilter
from news.queries import archive, latest, years
from news.sitemap import sitemap_entries
from programmes.tests.factories import make_programme

from .factories import make_news_item

pytestmark = pytest.mark.django_db

NONSENSE = [
    "year=",
    "year=20x5",
    "year=%00",
    "year=٢٠٢٥",
    "year=2025&year=abc",
    "page=0",
    "page=-1",
    "page=9999999999999999999999",
    "page=" + "9" * 5000,
    "page=%00%FF",
    "kind=nothing&x[]=1&=&&",
]


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
def test_list_and_item_answer_in_every_language(client, language):
    item = make_news_item()
    assert f'lang="{language}"' in page_of(client, f"/{language}/news/")
    page = page_of(client, f"/{language}/news/{item.document.slug}/")
    assert ("Example item" if language in {"en", "ps"} else "خبر نمونه") in page


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_query_string_is_ignored(client, query):
    make_news_item()
    assert "Example item" in page_of(client, f"/en/news/?{query}")


def test_a_year_without_items_says_so_and_shows_a_way_on(client):
    make_news_item()
    page = page_of(client, "/en/news/?year=1999")
    assert "No news item is published for this choice." in page
    assert 'value="1999" selected' in page


def test_the_year_narrows_the_list_and_counts_its_items(client):
    make_news_item(title_en="Of this June", date="2025-06-30")
    make_news_item(title_en="Of some day that year", date="2025")
    make_news_item(title_en="Of another year", date="2020-08-01")
    page = page_of(client, "/en/news/?year=2025")
    assert "Of this June" in page
    assert "Of some day that year" in page
    assert "Of another year" not in page
    assert years() == [("2025", 2), ("2020", 1)]


def test_undated_items_come_last_and_say_so(client):
    undated = make_news_item(slug="a", date="")
    dated = make_news_item(slug="b", date="2020")
    assert list(archive(ArchiveFilter())) == [dated, undated]
    assert "Date not stated" in page_of(client, "/en/news/a/")


def test_ten_items_stand_on_a_page(client):
    for number in range(11):
        make_news_item(title_en=f"Item number {number}.")
    assert page_of(client, "/en/news/").count("Item number") == 10
    assert page_of(client, "/en/news/?page=2").count("Item number") == 1


def test_the_list_asks_the_database_five_questions_however_long_it_is(
    client, django_assert_num_queries
):
    for _item in range(9):
        make_news_item()
    # generation, number of items, items, years
    with django_assert_num_queries(5):
        client.get("/en/news/")


def test_an_item_asks_the_database_four_questions(client, django_assert_num_queries):
    item = make_news_item(programmes=[make_programme().document])
    # generation, item, programmes; nothing for the picture that is not there
    with django_assert_num_queries(4):
        client.get(f"/en/news/{item.document.slug}/")


def test_a_draft_is_nowhere(client):
    draft = make_news_item(live=False, title_en="Unpublished words")
    assert client.get(f"/en/news/{draft.document.slug}/").status_code == 404
    for address in ("/en/news/", "/en/news/?year=2025", "/en/news/feed.xml"):
        assert "Unpublished words" not in page_of(client, address)
    assert search("unpublished") == []
    assert [name for name, *_rest in sitemap_entries()] == ["news:news_list"]


def test_a_live_item_keeps_its_words_while_the_next_edition_is_a_draft(client):
    live = make_news_item()
    draft = draft_from(edition=live, by=None)
    draft.title_en = "Unpublished words"
    draft.save()
    assert "Example item" in page_of(client, f"/en/news/{live.document.slug}/")
    publish_edition(edition=draft, by=None, without_approval="example")
    assert "Unpublished words" in page_of(client, f"/en/news/{live.document.slug}/")


def test_a_withdrawn_item_answers_gone_with_the_reason_and_without_its_text(client):
    item = make_news_item(body_en="<p>Words taken back.</p>")
    withdraw_edition(edition=item, by=None, reason="A figure in it was wrong.")
    response = client.get(f"/en/news/{item.document.slug}/")
    assert response.status_code == 410
    assert "A figure in it was wrong." in response.content.decode()
    assert "Words taken back." not in response.content.decode()
    assert "Example item" not in page_of(client, "/en/news/")
    assert "Example item" not in page_of(client, "/en/news/feed.xml")
    assert search("example item") == []


def test_an_item_on_a_protection_programme_stays_out_of_latest_lists_and_is_not_shared(client):
    protection = make_programme(protection=True).document
    item = make_news_item(programmes=[make_programme().document, protection])
    assert latest(5) == []
    assert "Example item" not in page_of(client, "/en/news/feed.xml")
    page = page_of(client, f"/en/news/{item.document.slug}/")
    assert "quick-exit" in page
    assert "data-share" not in page


def test_unconfirmed_items_say_so_in_page_list_and_feed(client):
    item = make_news_item(level="B")
    for address in (f"/en/news/{item.document.slug}/", "/en/news/", "/en/news/feed.xml"):
        assert "Not yet confirmed by the mission" in page_of(client, address)


def linked_data_of(page: str) -> dict:
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(match.group(1))


def test_machine_readable_data_names_no_publisher_on_a_demonstration(client, settings):
    item = make_news_item(title_en="A title with </script> & more")
    data = linked_data_of(page_of(client, f"/en/news/{item.document.slug}/"))
    assert data["headline"] == "A title with </script> & more"
    assert "publisher" not in data
    assert "Organization" not in json.dumps(data)


def test_machine_readable_data_names_the_publisher_on_the_official_site(client, settings):
    settings.OFFICIAL_SITE = True
    item = make_news_item()
    data = linked_data_of(page_of(client, f"/en/news/{item.document.slug}/"))
    assert data["publisher"]["name"] == "International Organization for Migration"
