"""A file of the library keeps its address; what stood there before keeps one of its own."""

from urllib.parse import unquote

import pytest
from django.utils.timezone import localdate

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.addresses import move_document
from iomiran.common.editorial.removing import remove_edition
from iomiran.common.files.presenting import upload_url
from iomiran.common.links.resolving import Addresses
from iomiran.common.preview.links import make_link, token_of
from iomiran.tests.factories import make_managing_editor, make_user, publish_example
from publications import versions
from publications.codes import printed
from publications.models import IssuedFile

from .factories import add_file, make_publication, pdf_bytes, replaced

pytestmark = pytest.mark.django_db
BYTES = bytes(range(100))


def ask(client, address, method="get", **headers):
    """The answer with its body read, so that the file is closed again."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = getattr(client, method)(address, headers=names)
    response.body = response.getvalue()
    return response


@pytest.fixture
def edition():
    """A live publication with a file of 100 known bytes at /documents/test-page/en.pdf."""
    draft = make_publication(slug="test-page", live=False)
    add_file(draft, content=BYTES)
    return publish_example(draft)


@pytest.fixture
def address(edition):
    return edition.files.get().get_absolute_url()


class TestServing:
    def test_the_whole_file_with_the_address_of_its_version(self, client, edition, address):
        assert address == "/documents/test-page/en.pdf"
        response = ask(client, address)
        assert (response.status_code, response.body) == (200, BYTES)
        upload = edition.files.get().upload
        assert response["ETag"] == f'"{upload.sha256}"'
        assert response["Content-Location"] == upload_url(upload)
        assert response["Link"] == f'<{upload_url(upload)}>; rel="latest-version"'
        assert response["Cache-Control"] == "public, no-cache"
        assert response["Content-Type"] == "application/pdf"
        assert not response.cookies

    def test_head_range_and_what_a_reader_has(self, client, address):
        head = ask(client, address, "head")
        assert (head.status_code, head["Content-Length"], head.body) == (200, "100", b"")
        part = ask(client, address, range="bytes=90-", if_range=head["ETag"])
        assert (part.status_code, part.body) == (206, BYTES[90:])
        whole = ask(client, address, range="bytes=90-", if_range='"another"')
        assert (whole.status_code, whole.body) == (200, BYTES)
        beyond = ask(client, address, range="bytes=100-")
        assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */100")
        for known in (head["ETag"], f"W/{head['ETag']}", f'"another", {head["ETag"]}', "*"):
            assert ask(client, address, if_none_match=known).status_code == 304
        assert ask(client, address, if_none_match='"another"').status_code == 200
        assert client.post(address).status_code == 405

    @pytest.mark.parametrize(
        "wrong", ["en.csv", "en.pdf.exe", "fa.pdf", "en", "../en.pdf", "EN.pdf", "data.bin"]
    )
    def test_what_is_not_there_is_not_found(self, client, address, wrong):
        assert client.get(f"/documents/test-page/{wrong}").status_code == 404
        assert client.get("/documents/nothing/en.pdf").status_code == 404

    def test_it_asks_few_questions(self, client, address, django_assert_num_queries):
        # the file, its record, the count and its two savepoints
        with django_assert_num_queries(5):
            ask(client, address)


class TestNames:
    def saved_as(self, client, edition):
        return ask(client, edition.files.get().get_absolute_url(), "head")["Content-Disposition"]

    def test_an_english_file_has_a_plain_name_with_its_day(self, client, edition):
        day = localdate().isoformat()
        assert self.saved_as(client, edition) == f'inline; filename="test-page-en-{day}.pdf"'

    def test_a_persian_file_has_its_title_too(self, client):
        edition = make_publication(slug="test-page", file_languages=["fa"])
        plain, own = self.saved_as(client, edition).split("; filename*=utf-8''")
        day = localdate().isoformat()
        assert plain == f'inline; filename="test-page-fa-{day}.pdf"'
        assert own.isascii()
        address = edition.files.get().get_absolute_url()
        assert ask(client, address, "head")["Content-Language"] == "fa"
        assert unquote(own) == f"{day} گزارش نمونه.pdf"

    def test_no_name_breaks_out_of_its_header_or_its_folder(self, client):
        title = 'گزارش"; x=/../\\a:\r\nSet-Cookie\u202e' + "ا" * 200
        edition = make_publication(file_languages=["fa"], title_fa=title)
        own = unquote(self.saved_as(client, edition).split("utf-8''")[1])
        assert not set(own) & set('"/\\:\r\n\u202e')
        assert own.endswith(".pdf")
        assert len(own.encode()) < 255

    def test_data_is_saved_and_not_shown(self, client):
        edition = make_publication(slug="test-page", live=False)
        file = add_file(edition, content=b"a,b\n1,2\n", name="x.csv", language="")
        file.upload.media_type = "text/csv"
        file.upload.save()
        assert self.saved_as(client, publish_example(edition)).startswith(
            'attachment; filename="test-page-data-'
        )


class TestWhoMayRead:
    def test_nobody_before_it_is_published_but_staff(self, client):
        draft = make_publication(slug="test-page", live=False, file_languages=["en"])
        address = draft.files.get().get_absolute_url()
        assert client.get(address).status_code == 404
        client.force_login(make_user(staff=False))
        assert client.get(address).status_code == 404
        client.force_login(make_user())
        response = ask(client, address)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")

    def test_the_next_draft_does_not_show(self, client, edition, address):
        draft = draft_from(edition=edition, by=None)
        add_file(draft, language="fa")
        for language, status in (("en", 200), ("fa", 404)):
            response = ask(client, f"/documents/test-page/{language}.pdf")
            assert response.status_code == status

    def test_a_preview_shows_it_to_its_reader_alone(self, client, settings, edition, address):
        draft = draft_from(edition=edition, by=None)
        add_file(draft, language="fa", content=b"hidden")
        link = make_link(target=draft, by=make_user(superuser=True), days=7)
        client.cookies[settings.PREVIEW_COOKIE_NAME] = token_of(link)
        response = ask(client, "/documents/test-page/fa.pdf")
        assert (response.status_code, response.body) == (200, b"hidden")
        assert response["Cache-Control"] == "private, no-store"

    def test_a_withdrawn_one_says_so_in_the_language_of_the_file(self, client, edition, address):
        withdraw_edition(edition=edition, by=None, reason="A table in it was wrong.")
        response = client.get(address)
        assert response.status_code == 410
        assert "A table in it was wrong." in response.content.decode()
        persian = client.get("/documents/test-page/fa-2.pdf")
        assert (persian.status_code, persian["Content-Language"]) == (410, "fa")
        assert "گزارش نمونه" in persian.content.decode()
        assert "no-cache" in persian["Cache-Control"]
        client.force_login(make_user())
        assert client.get(address)["Cache-Control"] == "private, no-store"

    def test_a_removed_one_says_no_reason_or_leads_on(self, client, edition, address):
        other = make_publication(slug="another", file_languages=["fa"])
        editor = make_managing_editor()
        remove_edition(edition=other, by=editor, reason="x", to="/publications/test-page/")
        led = client.get("/documents/another/fa.pdf")
        assert (led.status_code, led["Location"]) == (301, "/fa/publications/test-page/")
        remove_edition(edition=edition, by=editor, reason="A private reason.", to="")
        response = client.get(address)
        assert response.status_code == 410
        assert "private reason" not in response.content.decode()


class TestReplaced:
    def test_the_address_stays_and_the_earlier_version_has_its_own(self, client, edition, address):
        before = upload_url(edition.files.get().upload)
        after = replaced(edition, pdf_bytes("another"))
        assert after.files.get().get_absolute_url() == address
        assert ask(client, address).body == pdf_bytes("another")
        assert ask(client, before).body == BYTES
        old = IssuedFile.objects.get(replaced_at__isnull=False)
        assert ask(client, address, if_none_match=f'"{old.sha256}"').status_code == 200

    def test_a_file_of_another_kind_leads_from_the_former_ending(self, client, edition, address):
        replaced(edition, b"a,b\n1,2\n", name="x.csv", media_type="text/csv")
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "/documents/test-page/en.csv")
        assert client.get("/documents/test-page/en.xlsx").status_code == 404

    def test_nobody_learns_where_a_draft_has_moved_but_staff(self, client):
        draft = make_publication(slug="former", live=False, file_languages=["en"])
        move_document(edition=draft, slug="secret", by=make_managing_editor(), reason="x")
        assert client.get("/documents/former/en.pdf").status_code == 404
        client.force_login(make_user())
        assert client.get("/documents/former/en.pdf")["Location"] == "/documents/secret/en.pdf"

    def test_a_moved_publication_leads_on(self, client, edition, address):
        move_document(edition=edition, slug="moved", by=make_managing_editor(), reason="x")
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, "/documents/moved/en.pdf")
        assert ask(client, "/documents/moved/en.pdf").body == BYTES

    def test_house_keeping_knows_where_they_lead(self, edition, address):
        addresses = Addresses([])
        assert not addresses.leads_nowhere(address)
        assert addresses.leads_nowhere("/documents/test-page/fa.pdf")
        move_document(edition=edition, slug="moved", by=make_managing_editor(), reason="x")
        assert not Addresses([]).leads_nowhere(address)


def test_a_page_offers_the_lasting_address(client, edition, address):
    page = client.get(edition.get_absolute_url()).content.decode()
    assert f'href="{address}"' in page
    assert "/files/" not in page


def test_a_page_lists_the_newest_of_many_versions(client, edition, monkeypatch):
    monkeypatch.setattr(versions, "MOST_VERSIONS", 2)
    first = edition.files.get().upload
    for content in ("second", "third", "fourth"):
        edition = replaced(edition, pdf_bytes(content))
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "Earlier versions (2)" in page
    assert upload_url(first) not in page
    assert ask(client, upload_url(first)).status_code == 200


def test_a_page_lists_earlier_versions_with_their_codes(client, edition):
    before = edition.files.get().upload
    edition = replaced(replaced(edition, pdf_bytes("second")), pdf_bytes("third"))
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "Earlier versions (2)" in page
    assert f'href="{upload_url(before)}"' in page
    for issued in IssuedFile.objects.all():
        assert f'href="/en/verify/{printed(issued.code)}/"' in page
    assert (
        "Earlier versions" not in client.get(make_publication().get_absolute_url()).content.decode()
    )
