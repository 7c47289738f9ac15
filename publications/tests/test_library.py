"""The list of the library: what it is narrowed by, and in which order it stands."""

import re

import pytest

from iomiran.common.editorial.actions import withdraw_edition
from programmes.tests.factories import make_programme
from publications.filters import LibraryFilter
from publications.queries import facet_counts

from .factories import make_publication
from .library import about, make_province, make_theme

pytestmark = pytest.mark.django_db

NONSENSE = ["theme=nothing", "theme=%00", "province=everywhere", "sort=-date", "sort=%27;drop"]


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'class="card__title"><a [^>]*>([^<]*)', page)


def offered(page: str, facet: str) -> list[str]:
    select = re.search(rf'<select[^>]* name="{facet}">(.*?)</select>', page, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)<", select.group(1)) if select else []


@pytest.mark.parametrize("query", NONSENSE)
def test_what_is_no_theme_province_or_order_is_ignored(client, query):
    make_publication()
    assert titles(page_of(client, f"/en/publications/?{query}")) == ["Example report"]


def test_a_theme_and_a_province_narrow_the_list(client):
    theme, province = make_theme(), make_province()
    about(make_publication(title_en="The one"), themes=[theme], provinces=[province])
    make_publication(title_en="The other")
    for query in (f"theme={theme.slug}", f"province={province.slug}"):
        page = page_of(client, f"/en/publications/?{query}")
        assert titles(page) == ["The one"]
        assert "selected" in page


def test_themes_and_provinces_have_their_names_in_the_language_of_the_page(client):
    about(make_publication(), themes=[make_theme()], provinces=[make_province()])
    make_publication()
    page = page_of(client, "/fa/publications/")
    assert offered(page, "theme")[1:] == ["موضوع نمونه (۱)"]
    assert offered(page, "province")[1:] == ["ولایت نمونه (۱)"]


def test_options_stand_in_the_order_of_the_alphabet(client):
    names = {"پ": "Beta", "ب": "Alpha", "گ": "Gamma", "ی": "Delta"}
    for persian, english in names.items():
        about(make_publication(), themes=[make_theme(name_en=english, name_fa=persian)])
    persian = offered(page_of(client, "/fa/publications/"), "theme")[1:]
    assert [label[0] for label in persian] == ["ب", "پ", "گ", "ی"]
    english = offered(page_of(client, "/en/publications/"), "theme")[1:]
    assert [label.split()[0] for label in english] == ["Alpha", "Beta", "Delta", "Gamma"]


def test_a_facet_in_which_every_choice_finds_all_is_not_shown(client):
    theme = make_theme()
    for _publication in range(2):
        about(make_publication(file_languages=["en"]), themes=[theme])
    page = page_of(client, "/en/publications/")
    for facet in ("kind", "theme", "year", "language", "programme", "province"):
        assert offered(page, facet) == []
    assert offered(page, "sort")


def test_one_publication_needs_no_form(client):
    make_publication()
    assert "facet-form" not in page_of(client, "/en/publications/")


def test_a_theme_that_was_withdrawn_is_offered_no_more(client):
    theme = make_theme()
    about(make_publication(), themes=[theme])
    make_publication()
    withdraw_edition(edition=theme.editions.get(), by=None, reason="Two themes became one.")
    assert offered(page_of(client, "/en/publications/"), "theme") == []
    assert len(titles(page_of(client, f"/en/publications/?theme={theme.slug}"))) == 2


def test_counts_of_all_facets_hold_under_the_other_choices():
    theme, programme = make_theme(), make_programme().document
    about(make_publication(kind="newsletter", date="2023"), themes=[theme])
    make_publication(kind="newsletter", date="2021", programmes=[programme])
    about(make_publication(kind="situation-report", date="2021"), themes=[theme])
    counts = facet_counts(LibraryFilter(kind="newsletter", theme=theme.slug))
    assert counts["kind"] == {"newsletter": 1, "situation-report": 1}
    assert counts["theme"] == {theme.slug: 1}
    assert counts["year"] == {"2023": 1}
    assert counts["programme"] == {}


def test_counts_take_one_question_whatever_is_chosen(django_assert_num_queries):
    with django_assert_num_queries(1):
        facet_counts(LibraryFilter(kind="newsletter", year="2023", language="fa", theme="x"))


def test_the_list_is_sorted_by_date_or_by_title(client):
    make_publication(title_en="Beta", date="2021")
    make_publication(title_en="alpha", date="2023")
    make_publication(
        title_en="Gamma", kind="infosheet", date="", generator="returns", external_url=""
    )
    orders = {"": "Gamma alpha Beta", "newest": "alpha Beta Gamma", "title": "alpha Beta Gamma"}
    for order, expected in orders.items():
        page = page_of(client, f"/en/publications/?sort={order}")
        assert titles(page) == expected.split()
    assert 'value="title" selected' in page


def test_titles_are_sorted_as_the_reader_sees_them(client):
    for persian in ("گزارش", "پیام", "بررسی", "یادداشت", "آمار", "کتاب"):
        make_publication(title_fa=persian, title_en="Same title")
    make_publication(title_en="English only", title_fa="")
    page = page_of(client, "/fa/publications/?sort=title")
    assert titles(page) == ["English only", "آمار", "بررسی", "پیام", "کتاب", "گزارش", "یادداشت"]


def test_further_pages_keep_facets_and_order(client):
    theme = make_theme()
    for _publication in range(21):
        about(make_publication(), themes=[theme])
    page = page_of(client, f"/en/publications/?theme={theme.slug}&sort=title")
    assert f"?theme={theme.slug}&amp;sort=title&amp;page=2" in page


def test_themes_and_provinces_add_no_questions(client, django_assert_num_queries):
    for _publication in range(5):
        edition = make_publication(file_languages=["en"])
        about(edition, themes=[make_theme()], provinces=[make_province()])
    with django_assert_num_queries(10):
        client.get("/en/publications/?sort=title")
