"""Glossary, method pages, how new a series is, what changed lately."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from iomiran.common.editorial.actions import withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.search import search
from returns import presenters, queries
from returns.models import Correction, SeriesEdition, Term, TermEdition

from .factories import make_observation, make_release, make_series, publish
from .real_content import RealContentTestCase

ATOM = "{http://www.w3.org/2005/Atom}"
GROUPS = ("people", "counts", "data", "places")


def make_term(slug, **fields) -> TermEdition:
    edition = TermEdition.objects.create(
        document=Term.objects.create(slug=slug),
        **{"group": "data", "name_en": f"Example {slug}", "short_en": "An example."} | fields,
    )
    return publish_edition(edition=edition, by=None, without_approval="example")


def tag(code, label="") -> str:
    terms = presenters.term_links(queries.terms())
    template = Template("{% load terms %}{% term terms code label %}")
    return template.render(Context({"terms": terms, "code": code, "label": label}))


@pytest.mark.django_db
def test_a_term_is_linked_by_its_code():
    make_term("test-term")
    assert tag("test-term") == (
        '<a class="term" href="/en/returns/glossary/#test-term">Example test-term</a>'
    )
    assert ">other word</a>" in tag("test-term", "other word")


@pytest.mark.django_db
def test_a_term_that_is_not_live_stays_plain_text():
    withdraw_edition(edition=make_term("test-term"), by=None, reason="Example.")
    assert tag("test-term", "a <word>") == "a &lt;word&gt;"
    assert tag("test-term") == ""


@pytest.mark.django_db
def test_a_term_without_a_source_is_said_to_be_the_usage_of_this_site(client):
    make_term("test-term")
    text = client.get("/en/returns/glossary/").text
    assert 'id="test-term"' in text
    assert "As the word is used on this site." in text


def edition(**fields) -> SeriesEdition:
    return SeriesEdition(**{"kind": "interval", "frequency": "weekly"} | fields)


@pytest.mark.parametrize(
    ("fields", "last", "today", "state"),
    [
        ({}, date(2030, 1, 5), date(2030, 1, 12), "current"),
        ({}, date(2030, 1, 5), date(2030, 1, 13), "expected"),
        ({}, date(2030, 1, 5), date(2030, 2, 2), "expected"),
        ({}, date(2030, 1, 5), date(2030, 2, 3), "late"),
        ({"frequency": "yearly"}, date(2029, 12, 31), date(2030, 12, 31), "current"),
        ({"frequency": "yearly"}, date(2029, 12, 31), date(2031, 7, 3), "late"),
        ({"frequency": "irregular"}, date(2001, 1, 1), date(2030, 1, 1), "unscheduled"),
        ({"ended": True}, date(2001, 1, 1), date(2030, 1, 1), "closed"),
    ],
)
def test_how_new_a_series_is_follows_from_its_frequency(fields, last, today, state):
    assert presenters.freshness(edition(**fields), last, today).state == state


def test_the_fact_beside_the_word_is_true_on_every_day():
    days = (date(2030, 1, 6), date(2040, 1, 1))
    facts = {presenters.freshness(edition(), date(2030, 1, 5), day).fact for day in days}
    assert facts == {"Counts end on 5 January 2030."}


@pytest.mark.django_db
def test_a_page_kept_yesterday_is_made_anew_today(client, monkeypatch):
    def etag(day):
        monkeypatch.setattr("iomiran.common.http.caching.localdate", lambda: day)
        return client.get("/en/returns/series/")["ETag"]

    assert etag(date(2030, 1, 1)) == etag(date(2030, 1, 1))
    assert etag(date(2030, 1, 1)) != etag(date(2030, 1, 2))


@pytest.mark.django_db
def test_gaps_are_the_days_that_no_count_covers():
    release = make_release(make_series().document)
    for start, end in (((1, 1), (1, 7)), ((1, 8), (1, 14)), ((1, 22), (1, 28))):
        make_observation(release, period_start=date(2030, *start), period_end=date(2030, *end))
    doubtful = {"plot": False, "confidence": "low", "not_plotted_reason": "example"}
    make_observation(
        release, period_start=date(2030, 1, 2), period_end=date(2030, 1, 27), **doubtful
    )
    assert queries.gaps_in(release) == [queries.Gap("IRN", date(2030, 1, 15), date(2030, 1, 21))]


@pytest.fixture
def happened(db):
    series = make_series(slug="test-series").document
    release = make_release(series, notes_en="Example notes.")
    make_observation(release)
    publish(release)
    Correction.objects.create(
        series=series, release=release, on="2020-01-01", what_en="Example misprint.", effect_en="x"
    )
    return release


def test_both_feeds_tell_releases_and_corrections(client, happened):
    rss = client.get("/en/returns/feed.xml")
    items = ElementTree.fromstring(rss.content).findall("channel/item")
    assert [item.findtext("title").split(":")[0] for item in items] == ["Release", "Correction"]
    guids = [item.findtext("guid") for item in items]
    atom = client.get("/en/returns/feed.atom")
    entries = ElementTree.fromstring(atom.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == guids
    assert rss.content == client.get("/en/returns/feed.xml").content


@pytest.mark.django_db
def test_an_empty_feed_has_the_same_bytes_twice(client):
    for tail in ("xml", "atom"):
        address = f"/fa/returns/feed.{tail}"
        assert client.get(address).content == client.get(address).content


def test_a_withdrawn_release_is_no_news(client, happened):
    withdraw_edition(edition=happened, by=None, reason="Example.")
    assert "Example notes." not in client.get("/en/returns/feed.xml").text


class TestRealWords(RealContentTestCase):
    def test_the_glossary_reads_in_every_language_and_names_every_term(self):
        found = queries.glossary()
        assert len(found) >= 20
        for language in ("en", "fa", "fa-af", "ps"):
            text = self.client.get(f"/{language}/returns/glossary/").text
            assert all(f'id="{one.document.slug}"' in text for one in found)

    def test_every_term_is_written_in_english_and_persian(self):
        for one in queries.glossary():
            assert {"en", "fa"} <= set(one.languages()), one
            assert one.definition_en
            assert one.definition_fa

    def test_a_term_refers_to_terms_that_are_there(self):
        live = set(queries.terms())
        for one in queries.glossary():
            assert {term.slug for term in one.see_also.all()} <= live - {one.document.slug}

    def test_search_finds_a_term(self):
        with translation.override("en"):
            assert any("glossary/#movement" in hit.url for hit in search("movement"))

    def test_every_series_has_its_method_page(self):
        for answer in queries.series_list():
            slug = answer.edition.document.slug
            for language in FALLBACK:
                response = self.client.get(f"/{language}/returns/series/{slug}/method/")
                assert response.status_code == 200, slug
        text = self.client.get("/en/returns/series/iom-undocumented-weekly/method/").text
        assert 'href="/en/returns/glossary/#manner-of-return"' in text
        assert "deported" in text

    def test_the_four_counts_stand_side_by_side_with_their_terms(self):
        text = self.client.get("/en/returns/four-counts/").text
        for code in ("undocumented", "return", "movement", "returned-refugee"):
            assert f'href="/en/returns/glossary/#{code}"' in text

    def test_pages_of_words_cost_a_fixed_number_of_queries(self):
        for address, queries_asked in (
            ("glossary/", 4),
            ("four-counts/", 7),
            ("series/iom-undocumented-weekly/method/", 7),
        ):
            with self.assertNumQueries(queries_asked):
                self.client.get(f"/en/returns/{address}")

    def test_the_overview_says_what_changed_lately(self):
        assert "What changed lately" in self.client.get("/en/returns/").text
