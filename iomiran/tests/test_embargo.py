"""Until its minute nothing of it is public: page, lists, feeds, map, search, files, data."""

import pytest
from django.test import Client
from django.urls import reverse

from iomiran.common.editorial.approving import submit_edition
from iomiran.common.editorial.due import publish_due
from iomiran.common.editorial.scheduling import schedule_edition
from news.tests.factories import make_news_item
from programmes.tests.factories import make_programme
from publications.tests.factories import add_file, make_publication
from returns.actions import submit_release
from returns.tests.examples import imported_rows
from returns.tests.factories import make_series, row

from .factories import make_data_steward
from .test_files import ask, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]


def lists() -> list[str]:
    feeds = [reverse(f"{name}_feed") for name in ("news:news", "publications:publication")]
    pages = ("", "programmes/", "news/", "publications/", "returns/", "search/?q=embargoed")
    return [
        "/sitemap.xml",
        *feeds,
        *(f"/{code}/{page}" for code in ("en", "fa") for page in pages),
    ]


@pytest.mark.parametrize("make", [make_programme, make_news_item, make_publication])
def test_its_page_and_whatever_names_it(make, author, reviewer, at):
    draft = make(live=False, title_en="Embargoed example")
    waiting = schedule_edition(edition=submit_edition(edition=draft, by=author), at=at, by=reviewer)
    assert Client().get(waiting.get_absolute_url()).status_code == 404
    for address in lists():
        response = Client().get(address)
        assert response.status_code == 200, address
        assert "Embargoed example" not in response.content.decode(), address
    publish_due(now=at)
    assert Client().get(waiting.get_absolute_url()).status_code == 200


def test_its_files_and_pictures(author, reviewer, at):
    picture = make_picture()
    small = picture.renditions.first().upload
    draft = make_publication(live=False, picture=picture)
    upload = add_file(draft).upload
    schedule_edition(edition=submit_edition(edition=draft, by=author), at=at, by=reviewer)
    for one in (upload, small):
        assert ask(Client(), one).status_code == 404
    publish_due(now=at)
    for one in (upload, small):
        assert ask(Client(), one).status_code == 200


def test_the_rows_and_files_of_a_data_release(at):
    series = make_series()
    data_import = imported_rows([row(value=4242)], series=series.document)
    release = submit_release(data_import=data_import, by=make_data_steward())
    schedule_edition(edition=release, at=at, by=make_data_steward())
    slug = series.document.slug
    page = f"/en/returns/series/{slug}"
    for address in (f"{page}/", f"{page}.csv", f"{page}.json", f"{page}/releases/1/"):
        assert Client().get(address).status_code == 404, address
    asked = f"/api/v1/observations?series={slug}"
    assert Client().get(asked).status_code in (400, 404)
    publish_due(now=at)
    for address in (f"{page}.csv", asked):
        response = Client().get(address)
        found = b"".join(response) if response.streaming else response.content
        assert b"4242" in found
