"""Staff add files to a draft; the live page and its files stay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iomiran.common.editorial.actions import draft_from
from iomiran.tests.factories import make_author, make_user
from publications.models import PublicationFile

from .factories import make_publication, pdf_bytes

pytestmark = pytest.mark.django_db


def change_url(edition) -> str:
    return reverse("admin:publications_publicationedition_change", args=[edition.pk])


def form_data(edition, **files) -> dict:
    """What the change form sends for `edition` with one row of files."""
    return {
        "kind": edition.kind,
        "date": edition.date,
        "external_url": edition.external_url,
        "generator": "",
        **{
            f"{name}_{code}": getattr(edition, f"{name}_{code}") or ""
            for name in ("title", "summary", "body")
            for code in ("en", "fa")
        },
        "files-TOTAL_FORMS": "1",
        "files-INITIAL_FORMS": "0",
        "files-0-language": "en",
        "files-0-position": "0",
        **files,
    }


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_an_editor_adds_a_file_to_a_draft(client):
    editor = make_author()
    client.force_login(editor)
    draft = make_publication(live=False)
    data = form_data(draft, **{"files-0-file": upload(pdf_bytes(pages=7), "a report.pdf")})
    response = client.post(change_url(draft), data)
    assert response.status_code == 302
    kept = draft.files.get().upload
    assert (kept.name, kept.media_type, kept.pages) == ("a_report.pdf", "application/pdf", 7)
    assert kept.created_by == editor


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(client):
    client.force_login(make_author())
    draft = make_publication(live=False)
    data = form_data(draft, **{"files-0-file": upload(b"MZ an executable", "report.pdf")})
    response = client.post(change_url(draft), data)
    assert response.status_code == 200
    assert "its content is not a PDF" in response.content.decode()
    assert not PublicationFile.objects.exists()


def test_a_row_without_a_file_is_asked_for_one(client):
    client.force_login(make_author())
    draft = make_publication(live=False)
    response = client.post(change_url(draft), form_data(draft))
    assert "Choose a file." in response.content.decode()


def test_a_draft_takes_the_files_along_and_the_live_ones_stay():
    live = make_publication(file_languages=["en", "fa"])
    draft = draft_from(edition=live, by=None)
    assert draft.files.count() == live.files.count() == 2


def test_the_public_and_strangers_do_not_see_the_form(client):
    draft = make_publication(live=False)
    assert client.get(change_url(draft)).status_code == 302
    client.force_login(make_user())
    assert client.get(change_url(draft)).status_code == 403
