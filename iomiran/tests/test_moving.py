"""A page that was moved: its former address leads to the new one, for ever."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iomiran.common.content.filling import document_for
from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.addresses import move_document
from iomiran.common.editorial.assigning import comment_on, remarks_on
from iomiran.common.editorial.models import AuditEntry, Document
from iomiran.common.editorial.moved import MovedAddress
from iomiran.common.editorial.removing import remove_edition
from iomiran.common.links.resolving import Addresses
from news.tests.factories import make_news_item
from programmes.tests.factories import make_programme
from publications.making import made_by_the_portal, make_sheet
from publications.tests.factories import make_publication
from returns.tests.factories import make_series

from .site import LANGUAGES, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]
WHY = "example reason"


class TestMoved:
    def test_the_former_address_leads_to_the_new_one_in_every_language(self, editor):
        edition = make_programme(slug="first")
        former = {language: url_of(edition, language) for language in LANGUAGES}
        edition = move_document(edition=edition, slug="second", by=editor, reason=WHY)
        for language, address in former.items():
            response = Client().get(f"{address}?page=2")
            assert response.status_code == 301
            assert response["Location"] == f"/{language}/programmes/second/?page=2"
        assert Client().get(url_of(edition)).status_code == 200
        assert "first → second. example reason" in AuditEntry.objects.get(action="move").reason

    def test_two_moves_lead_on_at_once(self, editor):
        edition = make_programme(slug="first")
        edition = move_document(edition=edition, slug="second", by=editor, reason=WHY)
        move_document(edition=edition, slug="third", by=editor, reason=WHY)
        for former in ("first", "second"):
            found = Client().get(f"/ps/programmes/{former}/")
            assert found["Location"] == "/ps/programmes/third/"

    def test_what_led_to_it_leads_to_the_new_address(self, editor):
        target = make_programme(slug="first")
        gone = remove_edition(
            edition=make_programme(), by=editor, reason=WHY, to="/programmes/first/"
        )
        move_document(edition=target, slug="second", by=editor, reason=WHY)
        assert Client().get(url_of(gone))["Location"] == "/en/programmes/second/"

    def test_a_former_address_is_never_used_again(self, editor):
        edition = make_programme(slug="first")
        edition = move_document(edition=edition, slug="second", by=editor, reason=WHY)
        for slug, other in (("first", make_programme()), ("second", make_programme())):
            with pytest.raises(EditorialError, match="taken"):
                move_document(edition=other, slug=slug, by=editor, reason=WHY)
        with pytest.raises(EditorialError, match="taken"):
            move_document(edition=edition, slug="first", by=editor, reason=WHY)

    def test_a_page_of_another_kind_may_have_it(self, editor):
        move_document(edition=make_programme(slug="first"), slug="second", by=editor, reason=WHY)
        item = move_document(edition=make_news_item(), slug="first", by=editor, reason=WHY)
        assert Client().get(url_of(item)).status_code == 200

    @pytest.mark.parametrize("slug", ["", "two words", "../x", "نشانی", "a" * 81, "first"])
    def test_an_address_that_is_none_is_refused(self, slug, editor):
        edition = make_programme(slug="first")
        with pytest.raises(EditorialError):
            move_document(edition=edition, slug=slug, by=editor, reason=WHY)
        assert not MovedAddress.objects.exists()

    def test_what_data_are_called_by_is_not_moved(self, editor):
        with pytest.raises(EditorialError, match="name in data"):
            move_document(edition=make_series(), slug="second", by=editor, reason=WHY)

    def test_a_withdrawn_page_keeps_its_notice_at_the_new_address(self, editor):
        gone = withdraw_edition(edition=make_programme(slug="first"), by=None, reason=WHY)
        move_document(edition=gone, slug="second", by=editor, reason=WHY)
        response = Client().get("/en/programmes/first/", follow=True)
        assert response.redirect_chain == [("/en/programmes/second/", 301)]
        assert response.status_code == 410

    def test_the_sheet_of_a_programme_follows_it(self, editor):
        edition = make_programme(slug="first")
        make_publication(generator="programme:first")
        move_document(edition=edition, slug="second", by=editor, reason=WHY)
        assert make_sheet(made_by_the_portal().get(), "en") == "made"

    def test_a_link_to_the_former_address_leads_somewhere(self, editor):
        edition = move_document(
            edition=make_news_item(slug="first"), slug="second", by=editor, reason=WHY
        )
        addresses = Addresses([edition])
        assert not addresses.leads_nowhere("/fa/news/first/")
        assert not addresses.leads_nowhere("/fa/news/second/")
        assert addresses.leads_nowhere("/fa/news/never/")

    def test_a_content_file_finds_its_page_again(self, editor):
        edition = make_programme(slug="first")
        move_document(edition=edition, slug="second", by=editor, reason=WHY)
        kind = SimpleNamespace(document=type(edition.document), document_fields=())
        file = SimpleNamespace(slug="first", values={})
        assert document_for(kind, file) == edition.document

    def test_a_page_that_is_there_asks_for_no_former_address(self):
        url = url_of(make_programme())
        with CaptureQueriesContext(connection) as asked:
            Client().get(url)
        assert not [query for query in asked if "movedaddress" in query["sql"]]

    def test_an_unknown_address_is_not_found_at_the_cost_of_one_question(self):
        with CaptureQueriesContext(connection) as asked:
            assert Client().get("/en/programmes/unknown/").status_code == 404
        assert len([query for query in asked if "movedaddress" in query["sql"]]) == 1

    @pytest.mark.parametrize(
        "address",
        ["/en/%00/", "/EN/programmes/first/", "/en/" + "a/" * 400, "/en/programmes//first/"],
    )
    def test_an_odd_address_is_not_found(self, address, editor):
        move_document(edition=make_programme(slug="first"), slug="second", by=editor, reason=WHY)
        assert Client().get(address).status_code == 404

    @pytest.mark.parametrize("path", ["programmes/x", "/programmes/x/"])
    def test_the_database_refuses_a_former_address_that_is_not_plain(self, path):
        with pytest.raises(IntegrityError, match="path_is_plain"), transaction.atomic():
            MovedAddress.objects.create(path=path, slug="x", kind="x", document_id=1)

    def test_the_database_refuses_to_lead_one_address_to_two_pages(self):
        MovedAddress.objects.create(path="/a", slug="x", kind="x", document_id=1)
        with pytest.raises(IntegrityError, match="slug_once"), transaction.atomic():
            MovedAddress.objects.create(path="/b", slug="x", kind="x", document_id=2)

    @pytest.mark.parametrize("make", [make_programme, make_series])
    def test_the_database_refuses_an_address_whose_former_one_is_not_kept(self, make):
        document = make(slug="first").document
        MovedAddress.objects.create(
            path="/a", slug="first", kind=document._meta.label_lower, document_id=document.pk + 1
        )
        with pytest.raises(IntegrityError, match="without its former address"):
            type(document).objects.filter(pk=document.pk).update(slug="second")

    def test_every_kind_of_document_is_watched_by_the_database(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger")
            triggers = {name for (name,) in cursor.fetchall()}
        documents = [model for model in apps.get_models() if issubclass(model, Document)]
        assert documents
        for model in documents:
            table = model._meta.db_table
            assert f"{table}_address_moves" in triggers
            # By this the database finds the former addresses of a table.
            assert table == model._meta.label_lower.replace(".", "_")

    def test_what_colleagues_said_stays_with_it(self, editor):
        edition = make_programme(slug="first")
        comment_on(edition=edition, by=editor, text="example remark")
        edition = move_document(edition=edition, slug="second", by=editor, reason=WHY)
        assert [entry.reason for entry in remarks_on(edition)] == ["example remark"]
