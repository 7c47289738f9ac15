"""The library: what the public finds, and what it does not."""

import json
import re

import pytest

from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.files.presenting import upload_url
from iomiran.common.http.caching import kept_pages
from iomiran.common.search import search
from programmes.tests.factories import make_programme
from publications.queries import latest
from publications.sitemap import sitemap_entries

from .factories import add_file, make_publication

pytestmark = pytest.mark.django_db

NONSENSE = [
    "kind=nothing",
    "kind=",
    "programme=no-such-programme",
    "programme=%00'%22<script>",
    "year=20x5",
    "year=٢٠٢١",
    "language=xx",
    "language[]=fa",
    "page=0",
    "page=" + "9" * 5000,
    "=&&kind&year=%FF",
]


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
def test_library_and_publication_answer_in_every_language(client, language):
    edition = make_publication(file_languages=("en", "fa"))
    assert f'lang="{language}"' in page_of(client, f"/{language}/publications/")
    page = page_of(client, f"/{language}/publications/{edition.document.slug}/")
    assert ("Example report" if language in {"en", "ps"} else "گزارش نمونه") in page


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_query_string_is_ignored(client, query):
    make_publication()
    page = page_of(client, f"/en/publications/?{query}")
    assert "Example report" in page
    assert "<script>" not in page


def test_every_facet_narrows_the_library(client):
    programme = make_programme(title_en="Example programme", short_title_en="Example").document
    make_publication(
        title_en="The one", kind="newsletter", date="2023-05", programmes=[programme],
        file_languages=["fa"],
    )  # fmt: skip
    make_publication(title_en="The other", file_languages=["en"])
    for query in ("kind=newsletter", f"programme={programme.slug}", "year=2023", "language=fa"):
        page = page_of(client, f"/en/publications/?{query}")
        assert "The one" in page
        assert "The other" not in page


def test_options_are_counted_under_the_other_choices(client):
    make_publication(kind="newsletter", date="2023")
    make_publication(kind="newsletter", date="2021")
    make_publication(kind="situation-report", date="2021")
    page = page_of(client, "/en/publications/?kind=newsletter")
    assert re.search(r'value="newsletter" selected>\s*Newsletter \(2\)', page)
    assert "Situation report (1)" in page
    assert "2021 (1)" in page


def test_a_file_in_two_parts_counts_once(client):
    make_publication(file_languages=["fa", "fa"])
    page = page_of(client, "/en/publications/?language=fa")
    assert page.count("Example report") == 1
    assert "فارسی (1)" in page


def test_a_choice_that_finds_nothing_shows_a_way_on(client):
    make_publication(kind="newsletter", date="2021")
    page = page_of(client, "/en/publications/?kind=newsletter&year=1999")
    assert "Nothing in the library fits this choice." in page
    assert 'value="1999" selected' in page


def test_further_pages_keep_the_choice(client):
    for _publication in range(21):
        make_publication(kind="newsletter")
    assert "?kind=newsletter&amp;page=2" in page_of(client, "/en/publications/?kind=newsletter")


def test_the_library_asks_the_database_ten_questions_however_long_it_is(
    client, django_assert_num_queries
):
    for _publication in range(9):
        make_publication(file_languages=["en", "fa"])
    # generation, programmes, themes, provinces, number, publications, files, uploads, facets,
    # footer
    with django_assert_num_queries(10):
        client.get("/en/publications/")


def test_a_publication_asks_the_database_eleven_questions(client, django_assert_num_queries):
    edition = make_publication(file_languages=["en", "fa"])
    # generation, publication, files, uploads, records, themes, provinces, series, what came in
    # its place, programmes, footer
    with django_assert_num_queries(11):
        client.get(f"/en/publications/{edition.document.slug}/")


def test_a_file_is_offered_with_format_size_pages_and_language(client):
    edition = make_publication(file_languages=["en", "fa"], title_fa="گزارش نمونه")
    page = page_of(client, f"/fa/publications/{edition.document.slug}/")
    for word in ("PDF", "فارسی", "English", "۱ "):
        assert word in page
    # The reader's language comes first.
    persian, english = (edition.files.get(language=code) for code in ("fa", "en"))
    assert page.index(persian.get_absolute_url()) < page.index(english.get_absolute_url())


def test_an_external_publication_names_the_host_that_the_link_leads_to(client):
    edition = make_publication(external_url="https://www.example.org/report")
    page = page_of(client, f"/en/publications/{edition.document.slug}/")
    assert 'href="https://www.example.org/report"' in page
    assert "Read it at <bdi>example.org</bdi>" in page


def test_a_draft_and_its_file_are_nowhere(client):
    draft = make_publication(live=False, title_en="Unpublished words", file_languages=["en"])
    assert client.get(f"/en/publications/{draft.document.slug}/").status_code == 404
    for address in ("/en/publications/", "/en/publications/feed.xml"):
        assert "Unpublished words" not in page_of(client, address)
    assert search("unpublished") == []
    assert len(list(sitemap_entries())) == 1
    assert client.get(upload_url(draft.files.get().upload)).status_code == 404


def test_a_withdrawn_publication_answers_gone_and_takes_its_files_along(client):
    edition = make_publication(file_languages=["en"])
    address = upload_url(edition.files.get().upload)
    assert client.get(address).getvalue().startswith(b"%PDF-")
    withdraw_edition(edition=edition, by=None, reason="A table in it was wrong.")
    response = client.get(f"/en/publications/{edition.document.slug}/")
    assert response.status_code == 410
    assert "A table in it was wrong." in response.content.decode()
    assert client.get(address).status_code == 404
    assert "Example report" not in page_of(client, "/en/publications/")


def test_publications_on_protection_programmes_stay_out_of_latest_lists(client):
    protection = make_programme(protection=True).document
    edition = make_publication(programmes=[protection])
    assert latest(5) == []
    assert "Example report" not in page_of(client, "/en/publications/feed.xml")
    page = page_of(client, f"/en/publications/{edition.document.slug}/")
    assert "quick-exit" in page
    assert "data-share" not in page


def test_the_feed_says_what_this_site_is(client, settings):
    make_publication()
    assert "not an official IOM site" in page_of(client, "/en/publications/feed.xml")
    settings.OFFICIAL_SITE = True
    kept_pages.clear()
    assert "not an official IOM site" not in page_of(client, "/en/publications/feed.xml")


@pytest.mark.parametrize("official", [False, True])
def test_machine_readable_data_names_no_publisher_of_what_others_publish(
    client, settings, official
):
    settings.OFFICIAL_SITE = official
    edition = make_publication()
    page = page_of(client, f"/en/publications/{edition.document.slug}/")
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL).group(1))
    assert "publisher" not in data


def test_infosheets_of_the_portal_come_first_and_are_always_current(client):
    make_publication(title_en="A dated report", date="2025")
    make_publication(
        title_en="Our sheet", kind="infosheet", date="", generator="returns", external_url=""
    )
    page = page_of(client, "/en/publications/")
    assert page.index("Our sheet") < page.index("A dated report")
    assert "Always current" in page


def test_a_publication_with_nothing_to_read_is_not_published():
    draft = make_publication(live=False, external_url="")
    with pytest.raises(EditorialError, match="nothing to read"):
        publish_edition(edition=draft, by=None, without_approval="example")
    add_file(draft)
    assert publish_edition(edition=draft, by=None, without_approval="example").state == "published"
