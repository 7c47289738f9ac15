"""The page of a publication: what it is about, its files, what came in its place, how to cite."""

import json
import re

import pytest

from iomiran.common.editorial.actions import withdraw_edition
from returns.tests.factories import make_observation, make_release, make_series, publish

from .factories import make_publication
from .library import about, make_province, make_theme

pytestmark = pytest.mark.django_db


def page_of(client, edition, language="en") -> str:
    response = client.get(f"/{language}/publications/{edition.document.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def told(page: str) -> dict[str, list[str]]:
    """Name → values of the list beside the text, as they are written."""
    listed = re.search(r'id="about-publication".*?</section>', page, re.DOTALL).group()
    found = {}
    for name, values in re.findall(r"<dt>(.*?)</dt>((?:<dd>.*?</dd>)*)", listed, re.DOTALL):
        found[name] = re.findall(r"<dd>(.*?)</dd>", values, re.DOTALL)
    return found


def data_of(page: str) -> dict:
    return json.loads(re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL).group(1))


def make_series_with_figures(**fields):
    series = make_series(**fields)
    release = make_release(series.document)
    make_observation(release)
    publish(release)
    return series


def test_themes_and_provinces_lead_into_the_list(client):
    theme, province = make_theme(), make_province()
    edition = about(make_publication(), themes=[theme], provinces=[province])
    listed = told(page_of(client, edition))
    assert listed["Themes"] == [f'<a href="/en/publications/?theme={theme.slug}">Example theme</a>']
    assert listed["Provinces"] == [
        f'<a href="/en/publications/?province={province.slug}">Example province</a>'
    ]


def test_a_name_in_another_language_says_which(client):
    edition = about(make_publication(), themes=[make_theme(name_fa="")])
    (link,) = told(page_of(client, edition, "fa"))["موضوع‌ها"]
    assert 'lang="en" dir="ltr">Example theme' in link


def test_the_series_whose_figures_it_uses_are_linked_once_they_have_a_page(client):
    there = make_series_with_figures(title_en="Test counts")
    edition = about(make_publication(), series=[there.document, make_series().document])
    assert told(page_of(client, edition))["Figures from"] == [
        f'<a href="/en/returns/series/{there.document.slug}/">Test counts</a>'
    ]


def test_period_authors_and_licence_are_told_as_far_as_they_are_known(client):
    edition = make_publication(
        period_start="2021-05-14", period_end="2021-05-20",
        authors_en="Test Author", licence="CC BY 3.0 IGO",
    )  # fmt: skip
    listed = told(page_of(client, edition))
    assert listed["Period covered"] == ["14–20 May 2021"]
    assert listed["Authors"] == ["<bdi>Test Author</bdi>"]
    (licence,) = listed["Licence"]
    assert 'href="https://creativecommons.org/licenses/by/3.0/igo/" rel="license"' in licence
    assert "about-publication" not in page_of(client, make_publication())


def test_authors_stay_as_they_are_where_nobody_wrote_them_in_the_readers_letters(client):
    edition = make_publication(authors_en="Test Author")
    assert "<bdi>Test Author</bdi>" in page_of(client, edition, "fa")


def test_a_permission_is_told_in_its_words(client):
    edition = make_publication(licence="other", licence_words_en="Test Office permitted it.")
    assert told(page_of(client, edition))["Licence"] == ["<bdi>Test Office permitted it.</bdi>"]


def test_the_link_to_a_file_says_type_pages_size_and_language(client):
    edition = make_publication(file_languages=["fa"])
    page = page_of(client, edition)
    link = re.search(r'<a class="document-link__link".*?</a>', page, re.DOTALL).group()
    assert 'hreflang="fa"' in link
    words = " ".join(re.sub(r"<[^>]+>", "", link).split())
    assert re.fullmatch(r"Example report PDF 2 pages 1 KB فارسی", words)


class TestReplacing:
    def test_a_publication_says_what_came_in_its_place(self, client):
        old = make_publication(title_en="First edition")
        new = make_publication(title_en="Second edition", replaces=old.document)
        page = page_of(client, old)
        notice = re.search(r'class="notice .*?</div>\s*</div>', page, re.DOTALL).group()
        assert "A later publication has replaced this one" in notice
        assert f'<a href="/en/publications/{new.document.slug}/">Second edition</a>' in notice
        assert page.index('class="notice') < page.index("prose measure")
        assert told(page_of(client, new))["Replaces"] == [
            f'<a href="/en/publications/{old.document.slug}/">First edition</a>'
        ]

    def test_a_draft_replaces_nothing(self, client):
        old = make_publication()
        make_publication(live=False, replaces=old.document)
        assert "has replaced this one" not in page_of(client, old)

    def test_what_is_withdrawn_replaces_nothing_and_is_not_linked(self, client):
        old = make_publication()
        new = make_publication(replaces=old.document)
        withdraw_edition(edition=old, by=None, reason="A table in it was wrong.")
        assert "Replaces" not in page_of(client, new)
        third = make_publication()
        fourth = make_publication(replaces=third.document)
        withdraw_edition(edition=fourth, by=None, reason="A table in it was wrong.")
        assert "has replaced this one" not in page_of(client, third)


class TestCiting:
    def test_what_stands_elsewhere_is_cited_where_it_stands(self, client):
        edition = make_publication(authors_en="Test Author", date="2021-05-26")
        page = page_of(client, edition)
        assert "Test Author. Example report. Situation report, 26 May 2021.</bdi> Read on" in page
        assert 'class="take-along__address">https://example.org/report<' in page

    def test_what_is_ours_is_cited_by_its_page_and_its_portal(self, client, settings):
        edition = make_publication(external_url="", file_languages=["en"])
        text = client.get(f"/en/publications/{edition.document.slug}.bib").text
        assert f"url = {{{settings.SITE_URL}/en/publications/{edition.document.slug}/}}" in text
        assert "publisher = {IOM in Iran, Migration portal" in text
        assert "author" not in text

    def test_bibtex_has_a_date_as_exact_as_it_is_known(self, client):
        edition = make_publication(date="2021-05", title_en="100 % & more")
        response = client.get(f"/en/publications/{edition.document.slug}.bib?read=2026-01-31")
        assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
        assert f'filename="{edition.document.slug}.bib"' in response["Content-Disposition"]
        for line in (
            f"@misc{{{edition.document.slug},",
            r"  title = {{100 \% \& more}},",
            "  year = {2021},",
            "  date = {2021-05},",
            "  type = {Situation report},",
            "  urldate = {2026-01-31},",
        ):
            assert line in response.text

    def test_ris_is_a_record_of_lines_with_tags(self, client):
        edition = make_publication(date="2021-05-26", authors_en="Test Author")
        lines = client.get(f"/en/publications/{edition.document.slug}.ris").text.split("\r\n")
        assert lines[0] == "TY  - RPRT"
        assert lines[-2:] == ["ER  - ", ""]
        for line in ("AU  - Test Author", "DA  - 2021/05/26", "UR  - https://example.org/report"):
            assert line in lines

    def test_nobody_cites_what_is_not_public(self, client):
        slug = make_publication(live=False).document.slug
        assert client.get(f"/en/publications/{slug}.bib").status_code == 404
        gone = make_publication()
        withdraw_edition(edition=gone, by=None, reason="A table in it was wrong.")
        assert client.get(f"/en/publications/{gone.document.slug}.ris").status_code == 404

    def test_a_day_of_reading_that_is_none_is_left_to_fill_in(self, client):
        slug = make_publication().document.slug
        text = client.get(f"/en/publications/{slug}.bib?read=yesterday").text
        assert "Read on [date]" in text
        assert "urldate" not in text


class TestLinkedData:
    def test_machines_read_what_people_read(self, client, settings):
        series = make_series_with_figures(title_en="Test counts")
        edition = make_publication(
            external_url="", file_languages=["fa-af"], authors_en="Test Author",
            licence="CC BY 4.0", period_start="2021-05-14", period_end="2021-05-20",
        )  # fmt: skip
        about(edition, themes=[make_theme()], provinces=[make_province()], series=[series.document])
        file = edition.files.get()
        data = data_of(page_of(client, edition))
        assert data["author"] == {"name": "Test Author"}
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert data["temporalCoverage"] == "2021-05-14/2021-05-20"
        assert data["spatialCoverage"] == [{"@type": "Place", "name": "Example province"}]
        assert data["keywords"] == ["Example theme"]
        (based_on,) = data["isBasedOn"]
        assert based_on["name"] == "Test counts"
        assert based_on["url"].startswith(f"{settings.SITE_URL}/en/returns/series/")
        (encoding,) = data["encoding"]
        assert encoding["encodingFormat"] == "application/pdf"
        assert encoding["inLanguage"] == "fa-AF"
        assert encoding["sha256"] == file.upload.sha256
        assert encoding["contentUrl"].startswith(settings.SITE_URL)

    def test_what_others_publish_is_not_made_from_our_series(self, client):
        series = make_series_with_figures()
        data = data_of(page_of(client, about(make_publication(), series=[series.document])))
        assert "isBasedOn" not in data
        assert data["mentions"][0]["@type"] == "Dataset"
