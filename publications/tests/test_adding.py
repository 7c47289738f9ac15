"""Several files at once: rows of a draft or drafts of their own, all of them or none."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfWriter

from iomiran.common.editorial.models import AuditEntry
from iomiran.common.files.models import Upload
from iomiran.tests.factories import make_author, make_user
from publications.models import Publication, PublicationEdition, PublicationFile

from .factories import add_file, make_publication, pdf_bytes
from .test_admin import change_url, form_data, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]

SCREEN = "admin:publications_publicationedition_add_files"


@pytest.fixture
def author(client):
    user = make_author()
    client.force_login(user)
    client.user = user
    return client


def real_pdf(title: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def sent(client, *files, make="together", kind="publication"):
    data = {"files": list(files), "make": make, "kind": kind}
    return client.post(reverse(SCREEN), data, follow=True)


def text_of(response) -> str:
    return response.content.decode()


def test_files_become_the_languages_of_one_draft(author):
    sent(
        author,
        upload(pdf_bytes("one"), "Test_page_2025-06-30-en.pdf"),
        upload(pdf_bytes("two"), "Test_page_2025-06-30_fa.pdf"),
        upload(b"a,b\n1,2\n", "test_page.csv"),
    )
    draft = PublicationEdition.objects.get()
    assert (draft.state, draft.title_en, draft.title_fa) == ("draft", "Test page", "Test page")
    assert (draft.date, draft.document.slug) == ("2025-06-30", "test-page")
    rows = [(row.language, row.position, row.key) for row in draft.files.all()]
    assert rows == [("en", 1, "en"), ("fa", 2, "fa"), ("", 3, "data")]
    assert draft.created_by == draft.edited_by == author.user
    assert AuditEntry.objects.get().action == "create"


def test_each_file_may_become_a_draft_of_its_own(author):
    response = sent(
        author,
        upload(pdf_bytes("one"), "First example.pdf"),
        upload(pdf_bytes("two"), "Second example.pdf"),
        upload(pdf_bytes("two"), "Second example again.pdf"),
        make="apart",
        kind="newsletter",
    )
    titles = PublicationEdition.objects.values_list("title_en", "kind", "state")
    assert sorted(titles) == [
        ("First example", "newsletter", "draft"),
        ("Second example", "newsletter", "draft"),
    ]
    assert "2 drafts were made." in text_of(response)
    assert "Second example again.pdf" in text_of(response)


def test_two_drafts_of_one_name_have_two_addresses(author):
    for mark in ("one", "two"):
        sent(author, upload(pdf_bytes(mark), "Test page.pdf"))
    assert set(Publication.objects.values_list("slug", flat=True)) == {"test-page", "test-page-2"}


def test_a_name_without_latin_letters_gives_an_address_all_the_same(author):
    sent(author, upload(pdf_bytes(), "نمونه.pdf"))
    draft = PublicationEdition.objects.get()
    assert (draft.document.slug, draft.title_fa) == ("publication", "نمونه")


def test_the_title_inside_a_pdf_is_taken(author):
    sent(author, upload(real_pdf("A Title Inside"), "x12.pdf"))
    assert PublicationEdition.objects.get().title_en == "A Title Inside"


def test_one_bad_file_is_named_and_nothing_is_kept(author):
    response = sent(
        author,
        upload(pdf_bytes(), "fine.pdf"),
        upload(b"MZ an executable", "bad.pdf"),
        upload(b"", "empty.pdf"),
    )
    text = text_of(response)
    assert "bad.pdf\u2069: The file is named .pdf but its content is not a PDF." in text
    assert "empty.pdf\u2069: The file is empty." in text
    assert "choose all of them again" in text
    assert not Publication.objects.exists()
    assert not Upload.objects.exists()


def test_too_many_files_and_too_large_ones_are_refused_before_they_are_read(author, monkeypatch):
    monkeypatch.setattr("iomiran.common.files.several.MOST_FILES", 1)
    files = [upload(pdf_bytes(mark), f"{mark}.pdf") for mark in ("a", "b")]
    assert "more than 1 files" in text_of(sent(author, *files))
    monkeypatch.setattr("iomiran.common.files.several.MOST_TOGETHER", 10)
    assert "Send fewer at once." in text_of(sent(author, upload(pdf_bytes(), "a.pdf")))
    assert "Choose at least one file." in text_of(sent(author))


def test_what_the_library_has_already_is_pointed_to_and_left_out(author):
    other = make_publication(live=False, title_en="The other one")
    add_file(other, content=pdf_bytes("same"))
    text = text_of(sent(author, upload(pdf_bytes("same"), "same.pdf")))
    assert "The same file is in the library already" in text
    assert change_url(other) in text
    assert PublicationEdition.objects.count() == 1
    both = [upload(pdf_bytes(mark), f"{mark}.pdf") for mark in ("same", "new")]
    assert "same.pdf" in text_of(sent(author, *both))
    assert PublicationEdition.objects.exclude(pk=other.pk).get().title_en == "New"


def test_an_edition_takes_several_files_at_its_end(author):
    draft = make_publication(live=False)
    add_file(draft, content=pdf_bytes("there"), position=7)
    files = [upload(pdf_bytes(mark), f"{mark}-fa.pdf") for mark in ("there", "new", "other")]
    data = form_data(draft, new_files=files)
    data |= {"files-TOTAL_FORMS": "0"}
    response = author.post(change_url(draft), data, follow=True)
    assert [row.position for row in draft.files.all()] == [7, 8, 9]
    assert [row.language for row in draft.files.all()] == ["en", "fa", "fa"]
    assert "This publication has the same file already" in text_of(response)
    draft.refresh_from_db()
    assert draft.edited_by == author.user


def test_where_the_form_has_another_fault_the_files_are_named_to_be_chosen_again(author):
    draft = make_publication(live=False)
    data = form_data(draft, new_files=[upload(pdf_bytes(), "mine.pdf")], date="never")
    text = text_of(author.post(change_url(draft), data | {"files-TOTAL_FORMS": "0"}))
    assert "Choose them again" in text
    assert "mine.pdf" in text
    assert not PublicationFile.objects.exists()


def test_a_row_without_a_place_comes_last(author):
    draft = make_publication(live=False)
    add_file(draft, position=4)
    data = form_data(draft, **{"files-0-file": upload(pdf_bytes("last"), "last.pdf")})
    author.post(change_url(draft), data | {"files-0-position": ""})
    assert [row.position for row in draft.files.all()] == [4, 5]


def test_a_row_that_has_a_place_and_nothing_else_is_none(author):
    draft = make_publication(live=False)
    data = form_data(draft) | {"files-0-language": "", "files-0-position": "1"}
    assert author.post(change_url(draft), data).status_code == 302
    assert not draft.files.exists()


def test_only_who_may_add_publications_opens_the_screen(client):
    assert client.get(reverse(SCREEN)).status_code == 302
    client.force_login(make_user())
    assert client.get(reverse(SCREEN)).status_code == 403


def test_what_is_public_offers_no_field_for_files(author):
    live = make_publication()
    assert 'name="new_files"' not in text_of(author.get(change_url(live)))
    draft = make_publication(live=False)
    assert 'name="new_files"' in text_of(author.get(change_url(draft)))
