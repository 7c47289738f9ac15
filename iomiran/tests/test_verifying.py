"""Is this document ours? Answered by code or by file; never called false, and no file is kept."""

import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test import Client

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.removing import remove_edition
from iomiran.common.files import checking, hashing
from iomiran.common.http.allowances import Allowances
from iomiran.common.http.turns import Turns
from pages import verifying
from programmes.tests.factories import make_programme
from publications.codes import printed
from publications.issuing import issue_file
from publications.models import IssuedFile
from publications.tests.factories import (
    add_file,
    make_publication,
    pdf_bytes,
    publish_example,
    replaced,
)
from returns.tests.factories import make_release, make_series, publish

from .factories import make_managing_editor

pytestmark = pytest.mark.django_db
CONTENT = pdf_bytes("the example")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.fixture
def edition():
    """A live publication with one file of known bytes."""
    draft = make_publication(slug="test-page", live=False)
    add_file(draft, content=CONTENT)
    return publish_example(draft)


def code() -> str:
    return IssuedFile.objects.earliest("pk").code


def answer(client, mark, language="en", status=200) -> str:
    response = client.get(f"/{language}/verify/{mark}/")
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    page = response.content.decode()
    assert "noindex" in page
    assert "fake" not in page.lower()
    return page


def main_of(page: str) -> str:
    return page.split("<h1")[1].split('class="verify-form"')[0]


def send(client, content, name="example.pdf", **more):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/en/verify/upload/", {"file": file}, **more)


class TestAnswers:
    @pytest.mark.parametrize("by_code", [True, False])
    def test_ours_and_current(self, client, edition, by_code):
        page = answer(client, code() if by_code else hashlib.sha256(CONTENT).hexdigest())
        assert "From this portal, and current" in page
        for said in ("Example report", "English", printed(code()), "notice--success"):
            assert said in page
        assert 'href="/documents/test-page/en.pdf"' in page
        assert 'href="/en/publications/test-page/"' in page
        assert ("Anybody can copy a code" in page) is by_code
        assert ("to the last byte" in page) is not by_code

    def test_ours_but_replaced_by_another_version(self, client, edition):
        replaced(edition, pdf_bytes("another"))
        page = answer(client, code())
        assert "From this portal, but replaced" in page
        assert "Another version came in its place on" in page
        assert 'href="/documents/test-page/en.pdf"' in page
        other = answer(client, IssuedFile.objects.latest("pk").code)
        assert "and current" in other

    def test_ours_but_offered_no_more(self, client):
        edition = make_publication(live=False, file_languages=["en", "fa"])
        edition = publish_example(edition)
        draft = draft_from(edition=edition, by=None)
        draft.files.get(language="fa").delete()
        publish_example(draft)
        page = answer(client, IssuedFile.objects.get(key="fa").code)
        assert "Its publication has not offered it since" in page
        assert "/documents/" not in main_of(page)

    def test_ours_but_replaced_by_another_publication(self, client, edition):
        newer = make_publication(replaces=edition.document, title_en="The newer report")
        page = answer(client, code())
        assert "From this portal, but replaced" in page
        assert "A newer publication came in its place" in page
        assert f'<a href="{newer.get_absolute_url()}"><bdi>The newer report</bdi></a>' in page

    def test_the_last_of_those_that_came_one_after_the_other_is_shown(self, client, edition):
        between = make_publication(replaces=edition.document, title_en="The one between")
        last = make_publication(replaces=between.document, title_en="The last report")
        page = answer(client, code())
        assert f'href="{last.get_absolute_url()}"' in page
        assert "The one between" not in page
        withdraw_edition(edition=between, by=None, reason="Example.")
        assert "The last report" in answer(client, code())
        type(edition).objects.filter(pk=edition.pk).update(replaces=last.document)
        assert "The last report" in answer(client, code()), "no circle is walked for ever"

    def test_ours_but_withdrawn_for_the_public_reason(self, client, edition):
        withdraw_edition(edition=edition, by=None, reason="A table in it was wrong.")
        page = answer(client, code())
        assert "From this portal, but withdrawn" in page
        assert "A table in it was wrong." in page
        assert "/documents/" not in main_of(page)

    def test_the_reason_of_a_removal_stays_with_colleagues(self, client, edition):
        editor = make_managing_editor()
        remove_edition(edition=edition, by=editor, reason="A private reason.", to="")
        page = answer(client, code())
        assert "From this portal, but withdrawn" in page
        assert "private reason" not in page

    @pytest.mark.parametrize("mark", ["000-000-000", "0" * 64])
    def test_not_known_and_what_to_do(self, client, mark):
        page = answer(client, mark)
        assert "Not known to this portal" in page
        assert "This alone does not tell whether a document is genuine." in page
        assert 'href="/en/verify/"' in main_of(page)
        assert 'href="/en/publications/"' in main_of(page)

    def test_a_draft_is_not_known(self, client):
        make_publication(live=False, title_en="Unpublished words", file_languages=["en"])
        sha256 = hashlib.sha256(pdf_bytes("x")).hexdigest()
        assert "Unpublished words" not in answer(client, sha256)

    def test_the_best_is_said_of_bytes_that_stand_at_two_places(self, client, edition):
        withdraw_edition(edition=edition, by=None, reason="Example.")
        draft = make_publication(live=False, title_en="The other place")
        add_file(draft, content=CONTENT)
        publish_example(draft)
        page = answer(client, hashlib.sha256(CONTENT).hexdigest())
        assert "and current" in page
        assert "The other place" in page

    def test_a_reader_at_risk_has_a_quick_way_out(self, client):
        protection = make_programme(protection=True).document
        make_publication(programmes=[protection], file_languages=["en"])
        assert "quick-exit" in answer(client, code())

    def test_a_title_in_another_language_is_marked_as_such(self, client):
        edition = make_publication(title_fa="", file_languages=["en"])
        label = 'document-link__label" lang="en" dir="ltr">Example report'
        assert label in answer(client, code(), "fa")
        assert label in client.get(edition.get_absolute_url().replace("/en/", "/fa/")).text
        assert 'document-link__label">Example report' in answer(client, code())

    def test_it_asks_few_questions(self, client, edition, django_assert_num_queries):
        mark = code()
        # generation, record, publication, its successor, programmes, the footer
        with django_assert_num_queries(6):
            answer(client, mark)


class TestSheetsOfViews:
    @pytest.fixture
    def series(self):
        edition = make_series(slug="test-series")
        publish(make_release(edition.document))
        return edition

    def issued(self, number=1) -> str:
        key = f"series=test-series&from=2021&release={number}"
        return issue_file(sha256="a" * 64, key=key, language="en", code="7K3M9P2QX").code

    def test_it_names_its_series_and_release_and_leads_to_the_view(self, client, series):
        page = answer(client, self.issued())
        assert "From this portal, and current" in page
        assert "example title en" in page
        assert "Release 1" in page
        assert 'href="/en/returns/explore/?series=test-series&amp;from=2021-01-01"' in page

    def test_its_release_was_replaced(self, client, series):
        """Also where it was handed out in the very moment of that."""
        code = self.issued()
        publish(make_release(series.document))
        for replaced_at in (None, "2021-05-26T00:00Z"):
            IssuedFile.objects.update(replaced_at=replaced_at)
            page = answer(client, code)
            assert "From this portal, but replaced" in page
            assert "The figures that it shows were replaced on" in page
            assert "2021" not in page.split("were replaced on")[1][:40]

    def test_its_words_alone_were_replaced(self, client, series):
        code = self.issued()
        issue_file(sha256="b" * 64, key=IssuedFile.objects.get().key, language="en", code="B" * 9)
        page = answer(client, code)
        assert "From this portal, but replaced" in page
        assert "Another version came in its place on" in page
        assert "The figures that it shows" not in page

    def test_its_series_was_withdrawn(self, client, series):
        code = self.issued()
        withdraw_edition(edition=series, by=None, reason="The count was wrong.")
        page = answer(client, code)
        assert "From this portal, but withdrawn" in page
        assert "The count was wrong." in page
        assert "/explore/" not in main_of(page)

    @pytest.mark.parametrize("key", ["nonsense", "series=no-such", "series=test-series&release=x"])
    def test_what_its_key_does_not_tell_is_left_out(self, client, series, key):
        issue_file(sha256="a" * 64, key=key, language="en", code="7K3M9P2QX")
        assert "From this portal, and current" in answer(client, "7K3M9P2QX")


class TestCodes:
    def test_a_code_is_found_however_it_is_typed(self, client, edition):
        for typed in (code(), code().lower(), printed(code()), code().translate(PERSIAN)):
            assert "and current" in answer(client, typed, "fa" if typed == "" else "en")
            response = client.get("/en/verify/document/", {"code": f" {typed} "})
            assert response.status_code == 302
            assert response["Location"] == f"/en/verify/{printed(code())}/"

    @pytest.mark.parametrize(
        "wrong", ["7K3", "<b>7K3-M9P-2QX", "UUU-UUU-UUU", "۱۲۳", "a" * 500, "7\0K"]
    )
    def test_what_is_no_code_is_said_beside_it(self, client, wrong):
        response = client.get("/en/verify/document/", {"code": wrong})
        page = response.content.decode()
        assert response.status_code == 200
        assert "This is no code" in page
        assert "<b>7K3" not in page
        assert response["Cache-Control"] == "no-store"
        assert "This is no code" in answer(client, wrong.replace("/", ""), status=404)

    def test_a_printed_address_leads_to_the_language_of_the_reader(self, client, edition):
        for address in (f"/verify/{code()}", f"/verify/{printed(code())}/"):
            response = client.get(address, headers={"accept-language": "fa-IR,en;q=0.5"})
            assert response.status_code == 302
            assert response["Location"].startswith("/fa/verify/")
            assert "Accept-Language" in response["Vary"]
            persian = client.get(response["Location"])
            assert persian.status_code == 200
            assert "گزارش نمونه" in persian.content.decode()

    def test_it_is_kept_nowhere_and_asked_anew(self, client):
        before = answer(client, "7K3-M9P-2QX")
        assert "Not known" in before
        issue_file(sha256="a" * 64, key="series=x", language="en", code="7K3M9P2QX")
        assert "From this portal" in answer(client, "7K3-M9P-2QX")


class TestUploads:
    def test_a_file_that_is_sent_leads_to_its_answer(self, edition):
        client = Client(enforce_csrf_checks=True)
        response = send(client, CONTENT)
        assert response.status_code == 302
        assert response["Location"] == f"/en/verify/{hashlib.sha256(CONTENT).hexdigest()}/"
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "and current" in answer(client, response["Location"].split("/")[-2])

    def test_nothing_of_a_large_file_is_kept(self, client, monkeypatch, tmp_path, settings):
        """Neither on disk nor, but for the piece at hand, in memory."""
        settings.FILE_UPLOAD_TEMP_DIR = settings.UPLOADS_ROOT = tmp_path
        for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
            monkeypatch.delattr(handler, "receive_data_chunk")
        sent = Slowly(pieces=320)
        tracemalloc.start()
        try:
            response = client.generic("POST", "/en/verify/upload/", **sent.environ)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert f"/{sent.summary.hexdigest()}/" in response["Location"]
        assert list(Path(tmp_path).rglob("*")) == []
        assert most < 5 * 1024 * 1024

    @pytest.mark.parametrize("announced", [True, False])
    def test_a_file_that_is_too_large_is_not_read_to_its_end(self, client, monkeypatch, announced):
        for module in (checking, hashing, verifying):
            monkeypatch.setattr(module, "MOST_BYTES", 1000)
        monkeypatch.setattr(hashing, "AROUND", 0 if announced else 10**9)
        response = send(client, b"x" * 100_000)
        assert response.status_code == 413
        assert "larger than" in response.content.decode()

    def test_no_file_is_said_so(self, client):
        for body in ({}, {"file": "words"}, {"other": "x"}):
            response = client.post("/en/verify/upload/", body)
            assert response.status_code == 400
            assert "No file has come." in response.content.decode()
        assert client.post("/en/verify/upload/", b"x", "text/plain").status_code == 400
        assert client.get("/en/verify/upload/")["Location"] == "/en/verify/document/"

    def test_so_many_a_minute_for_one_network(self, client, monkeypatch):
        monkeypatch.setattr(verifying, "sent_by_one", Allowances(0))
        response = send(client, CONTENT)
        assert response.status_code == 429
        assert "Please wait for the next minute." in response.content.decode()
        assert 0 < int(response["Retry-After"]) <= 60

    def test_two_at_a_time(self, client, monkeypatch):
        turns = Turns(1, patience=0)
        monkeypatch.setattr(verifying, "turns", turns)
        verifying.sent_by_one.forget()
        with turns.taken():
            response = send(client, CONTENT)
        assert response.status_code == 503
        assert response["Retry-After"]
        assert not any(verifying.sent_by_one._used.values())
        assert send(client, CONTENT).status_code == 302

    def test_who_sends_too_slowly_gives_the_turn_back(self, client, monkeypatch):
        monkeypatch.setattr(hashing, "MOST_SECONDS", -1)
        sent = Slowly(pieces=20)
        response = client.generic("POST", "/en/verify/upload/", **sent.environ)
        assert (response.status_code, response["Retry-After"]) == (503, "10")
        assert next(sent._parts, None) is not None  # not read to its end
        with verifying.turns.taken(), verifying.turns.taken():
            pass


class Slowly:
    """The body of a form whose file comes in `pieces` of 64 kB, none of which is there before."""

    HEAD = b'--example\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n'
    END = b"\r\n--example--\r\n"
    PIECE = 64 * 1024

    def __init__(self, pieces: int):
        self.summary, self._waiting = hashlib.sha256(), b""
        self._parts = self._body(pieces)
        length = len(self.HEAD) + pieces * self.PIECE + len(self.END)
        self.environ = {
            "wsgi.input": self,
            "CONTENT_TYPE": "multipart/form-data; boundary=example",
            "CONTENT_LENGTH": str(length),
        }

    def _body(self, pieces: int):
        yield self.HEAD
        for number in range(pieces):
            piece = bytes([number % 251]) * self.PIECE
            self.summary.update(piece)
            yield piece
        yield self.END

    def read(self, size: int) -> bytes:
        self._waiting = self._waiting or next(self._parts, b"")
        given, self._waiting = self._waiting[:size], self._waiting[size:]
        return given

    readline = read  # asked for by nobody
