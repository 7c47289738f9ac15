"""A page that is removed: its address says so, or leads on, in every language."""

import pytest
from django.test import Client
from django.urls import reverse

from iomiran.common.editorial.actions import EditorialError, draft_from, withdraw_edition
from iomiran.common.editorial.addresses import move_document
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.removing import remove_edition
from iomiran.common.editorial.states import State
from news.tests.factories import make_news_item
from pages.models import Page, PageEdition
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme
from publications.tests.factories import make_publication
from returns.tests.factories import make_observation, make_release, make_series, publish

from .factories import make_author, make_reviewer, publish_example
from .site import LANGUAGES, url_of
from .test_staff import client_of, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]
WHY = "example reason"


def make_live_series():
    edition = make_series()
    release = make_release(edition.document)
    make_observation(release)
    publish(release)
    return edition


MAKERS = (make_programme, make_news_item, make_publication, make_live_series)


class TestRemoved:
    @pytest.mark.parametrize("make", MAKERS)
    def test_its_address_says_that_it_is_gone_and_not_why(self, make, editor):
        edition = remove_edition(edition=make(), by=editor, reason=WHY)
        for language in LANGUAGES:
            response = Client().get(url_of(edition, language))
            assert response.status_code == 410
            assert WHY not in response.content.decode()
            assert "noindex" in response.content.decode()

    @pytest.mark.parametrize("make", MAKERS)
    def test_no_list_feed_map_or_search_names_it(self, make, editor):
        edition = make()
        remove_edition(edition=edition, by=editor, reason=WHY)
        slug = edition.document.slug
        lists = ["/sitemap.xml", "/api/v1/series"]
        lists += [reverse(name) for name in ("news:news_feed", "publications:publication_feed")]
        for language in ("en", "fa"):
            lists += [
                f"/{language}/{part}"
                for part in (
                    "",
                    "programmes/",
                    "news/",
                    "publications/",
                    "returns/",
                    "returns/series/",
                    "returns/four-counts/",
                    "search/?q=example",
                )
            ]
        for address in lists:
            response = Client().get(address)
            assert response.status_code == 200, address
            assert f"/{slug}/" not in response.content.decode(), address

    def test_nothing_of_a_removed_series_is_given_out(self, editor):
        edition = make_live_series()
        slug = edition.document.slug
        remove_edition(edition=edition, by=editor, reason=WHY)
        for ending in ("csv", "xlsx", "json", "bib"):
            assert Client().get(f"/en/returns/series/{slug}.{ending}").status_code == 404
        for page in ("method/", "releases/", "releases/1/", "counts/?key=x"):
            assert Client().get(f"/en/returns/series/{slug}/{page}").status_code == 410
        problem = Client().get(f"/api/v1/series/{slug}")
        assert problem.status_code == 410
        assert WHY not in problem.content.decode()

    def test_it_may_lead_to_another_page_in_each_language(self, editor):
        target = make_news_item()
        typed = f"/en/news/{target.document.slug}/"
        edition = remove_edition(edition=make_programme(), by=editor, reason=WHY, to=typed)
        assert edition.removed_to == f"/news/{target.document.slug}"
        for language in LANGUAGES:
            response = Client().get(url_of(edition, language))
            assert response.status_code == 301
            assert response["Location"] == f"/{language}/news/{target.document.slug}/"

    def test_it_may_lead_to_the_home_page(self, editor):
        edition = remove_edition(edition=make_programme(), by=editor, reason=WHY, to="/")
        assert Client().get(url_of(edition, "fa"))["Location"] == "/fa/"

    @pytest.mark.parametrize(
        "to",
        [
            "https://example.org/",
            "//example.org/x",
            "/\\example.org",
            "javascript:x",
            "/nothing/like/this/",
            "/programmes/unknown/",
            "/admin/",
        ],
    )
    def test_it_leads_to_no_other_site_and_to_nothing(self, to, editor):
        live = make_programme()
        with pytest.raises(EditorialError):
            remove_edition(edition=live, by=editor, reason=WHY, to=to)
        assert ProgrammeEdition.objects.published().exists()

    def test_it_does_not_lead_to_itself_or_to_what_is_gone(self, editor):
        live, gone = make_programme(), make_programme()
        remove_edition(edition=gone, by=editor, reason=WHY, to=url_of(live))
        for to in (url_of(live), url_of(gone)):
            with pytest.raises(EditorialError):
                remove_edition(edition=live, by=editor, reason=WHY, to=to)

    def test_it_needs_a_reason_and_a_page(self, editor):
        live = make_programme()
        with pytest.raises(EditorialError, match="reason"):
            remove_edition(edition=live, by=editor, reason=" ")
        with pytest.raises(EditorialError, match="is or was public"):
            remove_edition(edition=make_programme(live=False), by=editor, reason=WHY)
        release = publish(make_release(make_series().document))
        with pytest.raises(EditorialError, match="no page of its own"):
            remove_edition(edition=release, by=editor, reason=WHY)

    def test_a_withdrawn_page_may_be_removed_and_a_removed_one_comes_back(self, editor):
        gone = withdraw_edition(edition=make_programme(), by=editor, reason=WHY)
        gone = remove_edition(edition=gone, by=editor, reason=WHY)
        draft = draft_from(edition=gone, by=None)
        assert draft.removed_to == ""
        publish_edition(edition=draft, by=None, without_approval="example")
        assert Client().get(url_of(gone)).status_code == 200
        gone.refresh_from_db()
        assert gone.state == State.SUPERSEDED

    def test_the_sheet_of_a_removed_programme_is_withdrawn_without_that_reason(self, editor):
        programme = make_programme(slug="example")
        sheet = make_publication(generator="programme:example")
        remove_edition(edition=programme, by=editor, reason=WHY)
        sheet.refresh_from_db()
        assert sheet.is_withdrawn
        assert WHY not in sheet.withdrawal_reason

    def test_a_page_with_a_place_of_its_own_is_gone_too(self, editor):
        page = publish_example(
            PageEdition.objects.create(
                document=Page.objects.create(slug="terms"),
                role="terms",
                **{f"{name}_en": f"<p>example {name}</p>" for name in ("title", "summary", "body")},
            )
        )
        remove_edition(edition=page, by=editor, reason=WHY)
        assert Client().get(url_of(page)).status_code == 410


class TestScreens:
    def test_the_managing_editor_removes_and_moves(self, editor):
        client, live = client_of(editor), make_programme(slug="first")
        assert "first" in client.get(screen(live, "move")).content.decode()
        target = make_news_item()
        client.post(screen(live, "move"), {"slug": "second", "reason": WHY})
        assert Client().get("/en/programmes/first/")["Location"] == "/en/programmes/second/"
        offered = client.get(screen(live, "remove")).content.decode()
        assert "withdraw it" in offered, "what the step means stands on its screen"
        assert f'value="/news/{target.document.slug}"' in offered
        assert 'value="/programmes/second"' not in offered
        asked = {"page": f"/news/{target.document.slug}", "reason": WHY}
        client.post(screen(live, "remove"), asked)
        response = Client().get("/en/programmes/second/")
        assert response["Location"] == f"/en/news/{target.document.slug}/"

    def test_what_cannot_be_is_said_and_what_was_typed_stays(self, editor):
        live = make_programme()
        asked = {"path": "/nothing/like/this/", "reason": "example words"}
        page = client_of(editor).post(screen(live, "remove"), asked).content.decode()
        assert "There is no public page at /nothing/like/this/." in page
        assert "example words" in page

    @pytest.mark.parametrize("make", [make_author, make_reviewer])
    @pytest.mark.parametrize("step", ["move", "remove", "bundle"])
    def test_nobody_else_does(self, make, step):
        client, live = client_of(make()), make_programme()
        assert client.get(screen(live, step)).status_code == 403
        assert client.post(screen(live, step), {"reason": WHY, "slug": "x"}).status_code == 403

    def test_a_new_page_does_not_get_a_former_address(self, editor):
        move_document(edition=make_programme(slug="first"), slug="second", by=editor, reason=WHY)
        client = client_of(make_author())
        add = reverse("admin:programmes_programmeedition_add")
        page = client.post(add, {"slug": "first", "title_en": "Example", "level": "A"})
        assert "This address is taken." in page.content.decode()
