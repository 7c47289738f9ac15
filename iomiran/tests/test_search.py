"""Search: how words are compared, what comes first, and that readers find what they look for."""

import pytest
from django.utils import translation

from iomiran.common import search as searching
from iomiran.common.search import SYNONYMS, SearchHit, search, words


def hit(title="Example", text="", **more) -> SearchHit:
    return SearchHit(title, f"/{title}/", "", "", text, "en", "ltr", **more)


@pytest.fixture
def found(monkeypatch):
    """Titles of the pages that a question finds among `hits`, best first."""

    def ask(question: str, *hits: SearchHit) -> list[str]:
        monkeypatch.setattr(searching, "_sources", [lambda: hits])
        monkeypatch.setattr(searching, "_inside", [])
        return [one.title for one in search(question)]

    return ask


@pytest.mark.parametrize("asked", ["اسلامقلعه", "اسلام قلعه", "اسلام‌قلعه", "اسلام-قلعه"])
@pytest.mark.parametrize("written", ["اسلام‌قلعه", "اسلامقلعه", "اسلام قلعه"])
def test_a_name_is_found_however_its_parts_are_joined(found, asked, written):
    assert found(asked, hit(written), hit("اسلام")) == [written]


def test_whole_words_come_before_words_that_begin_like_them(found):
    capacity = hit("Capacity", "capacity " * 9)
    assert found("CAP", capacity, hit("A plan", "It is called CAP.")) == ["A plan", "Capacity"]


def test_a_section_comes_before_its_items(found):
    items = [hit("بازگشت هفتگی", "بازگشت " * 9), hit("بازگشت سالانه", "بازگشت " * 9)]
    assert found("بازگشت", *items, hit("آمار بازگشت", section=True))[0] == "آمار بازگشت"


def test_a_section_that_only_mentions_a_word_does_not_come_first(found):
    assert found("example", hit("Other", "example", section=True), hit()) == ["Example", "Other"]


@pytest.mark.parametrize("group", SYNONYMS, ids=lambda group: group[0])
def test_words_for_the_same_thing_find_each_other(found, group):
    for asked in group:
        for written in group:
            assert found(asked, hit(written)) == [written], (asked, written)


def test_no_word_stands_in_two_groups_of_the_same_meaning():
    every = ["".join(words(word)) for group in SYNONYMS for word in group]
    assert len(every) == len(set(every))


def test_every_word_of_the_question_must_be_there(found):
    assert found("example absent", hit()) == []
    assert found("", hit()) == []


@pytest.fixture
def first(real_content):
    """The best answers of the portal to a question, as titles with addresses."""

    def ask(language: str, question: str) -> list[SearchHit]:
        with translation.override(language):
            return search(question)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize(
    "question",
    [
        *("visa", "fraud", "scam", "money", "password", "WhatsApp", "ویزا", "کلاهبرداری"),
        *("تقلب", "پول", "رمز", "واتساپ", "پسورد"),
    ],
)
def test_who_is_asked_for_money_finds_the_page_on_messages(first, language, question):
    assert f"/{language}/verify/" in [one.url for one in first(language, question)][:3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "question", "address"),
    [
        ("en", "CAP", "/en/programmes/cap/"),
        ("fa", "CAP", "/fa/programmes/cap/"),
        ("fa", "کپ", "/fa/programmes/cap/"),
        ("en", "DRRM", "/en/programmes/drrm/"),
        ("fa", "بازگشت", "/fa/returns/"),
        ("fa", "عودت", "/fa/returns/"),
        ("en", "returns", "/en/returns/"),
        ("fa", "احصائیه", "/fa/returns/"),
        ("en", "explore", "/en/returns/explore/"),
        ("en", "compare", "/en/returns/explore/"),
        ("fa", "نمودار", "/fa/returns/explore/"),
        ("fa", "مرز", "/fa/returns/crossings-and-centres/"),
        ("fa", "سرحد", "/fa/returns/crossings-and-centres/"),
        ("fa", "اسلامقلعه", "/fa/returns/crossings-and-centres/#place-islam-qala"),
        ("fa", "اسلام قلعه", "/fa/returns/crossings-and-centres/#place-islam-qala"),
        ("fa", "Islam Qala", "/fa/returns/crossings-and-centres/#place-islam-qala"),
        (
            "en",
            "Torkham transit",
            "/en/returns/crossings-and-centres/#place-torkham-transit-centre",
        ),
    ],
)
def test_what_readers_look_for_comes_first(first, language, question, address):
    assert first(language, question)[0].url == address


@pytest.mark.django_db
def test_every_place_that_search_finds_stands_on_the_page_of_the_places(first, client):
    page = client.get("/en/returns/crossings-and-centres/").text
    found = [one.url.split("#")[1] for one in first("en", "Islam Qala") if "#place-" in one.url]
    assert found
    for anchor in found:
        assert f'id="{anchor}"' in page


@pytest.mark.django_db
def test_a_search_without_results_leads_to_the_page_on_messages(real_content, client):
    assert 'href="/en/verify/">Check whether' in client.get("/en/search/?q=xqzv").text


@pytest.mark.django_db
def test_the_other_languages_are_asked_the_same_question(real_content, client):
    page = client.get("/en/search/?q=visa&page=1").text
    assert 'href="/fa/search/?q=visa&amp;page=1"' in page
