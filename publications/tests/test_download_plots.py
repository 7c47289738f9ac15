"""Staff see how often files are fetched, and nothing of who fetched them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from iomiran.tests.factories import make_author, make_user
from publications import download_sums as downloads
from publications.models import DownloadCount

from .factories import make_publication

pytestmark = pytest.mark.django_db

OVERVIEW = "admin:publications_publicationedition_all_downloads"
TODAY = date(2027, 3, 10)


def fetched(publication, count=1, *, days_ago=0, key="en", today=TODAY):
    DownloadCount.objects.create(
        publication=publication, key=key, day=today - timedelta(days=days_ago), count=count
    )


@pytest.fixture
def document():
    return make_publication(title_en="Test page").document


@pytest.fixture
def author(client):
    client.force_login(make_author())
    return client


def test_days_without_a_download_count_as_none(document, django_assert_num_queries):
    fetched(document, 3)
    fetched(document, 2, key="fa")
    fetched(document, 4, days_ago=29)
    fetched(document, 9, days_ago=30)
    with django_assert_num_queries(1):
        spans = downloads.by_day(TODAY, date(2026, 1, 1))
    assert len(spans) == 30
    assert [span.count for span in spans if span.count] == [4, 5]
    assert spans[-1].end == TODAY


def test_a_plot_begins_with_the_counting(document):
    fetched(document, 3, days_ago=2)
    spans = downloads.by_day(TODAY, downloads.counted_since())
    assert [span.count for span in spans] == [3, 0, 0]


def test_weeks_end_today(document, django_assert_num_queries):
    fetched(document, 3, days_ago=6)
    fetched(document, 5, days_ago=7)
    fetched(make_publication().document, 7)
    with django_assert_num_queries(1):
        spans = downloads.by_week(TODAY, date(2020, 1, 1), publication=document)
    assert len(spans) == 52
    assert [span.count for span in spans[-2:]] == [5, 3]


def test_a_week_in_which_counting_began_says_how_much_of_it_was_counted(document):
    fetched(document, 3, days_ago=8)
    first, last = downloads.by_week(TODAY, downloads.counted_since())
    assert (first.counted, first.days, first.count) == (2, 7, 3)
    assert (last.counted, last.count) == (7, 0)


def test_sums_by_publication_and_by_file(document, django_assert_num_queries):
    other = make_publication().document
    fetched(document, 3)
    fetched(document, 4, days_ago=100, key="data")
    fetched(document, 5, days_ago=1000)
    fetched(other, 1)
    with django_assert_num_queries(1):
        sums = downloads.of_publications(TODAY)
    assert sums == [
        downloads.Sums(document.pk, 12, 7, 3),
        downloads.Sums(other.pk, 1, 1, 1),
    ]
    assert downloads.of_files(document, TODAY) == [
        downloads.Sums("en", 8, 3, 3),
        downloads.Sums("data", 4, 4, 0),
    ]


def test_the_overview_draws_the_last_days_and_weeks(author, document, django_assert_num_queries):
    today = localdate()
    fetched(document, 1234, today=today, days_ago=3)
    author.get(reverse(OVERVIEW))
    with django_assert_num_queries(10):
        text = author.get(reverse(OVERVIEW)).content.decode()
    assert "1,234 downloads, " in text
    assert text.count("<svg") >= 4, "two plots, each in two widths"
    assert "Test page" in text
    assert "Each column is seven days." in text


def test_a_publication_has_a_page_of_its_own_by_file(author, document):
    fetched(document, 7, today=localdate())
    edition = document.editions.get()
    address = reverse("admin:publications_publicationedition_downloads", args=[edition.pk])
    response = author.get(address)
    assert [(row["title"], row["sums"].total) for row in response.context["rows"]] == [("en", 7)]
    form = reverse("admin:publications_publicationedition_change", args=[edition.pk])
    assert "../downloads/" in author.get(form).content.decode()


def test_before_the_first_download_it_says_so(author, document):
    assert "No download has been counted yet." in author.get(reverse(OVERVIEW)).content.decode()


def test_whoever_may_not_see_publications_sees_no_counts(client, document):
    client.force_login(make_user())
    assert client.get(reverse(OVERVIEW)).status_code == 403
    edition = document.editions.get()
    address = reverse("admin:publications_publicationedition_downloads", args=[edition.pk])
    assert client.get(address).status_code == 403
