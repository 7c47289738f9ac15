"""The same bytes a second time: refused, with a link to where they are."""

import pytest
from django.urls import reverse

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.files import limits
from iomiran.common.files.presenting import upload_url
from iomiran.tests import pdf
from iomiran.tests.factories import make_author, publish_example

from .factories import add_file, make_publication, pdf_bytes
from .test_admin import change_url, form_data, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


@pytest.fixture
def sent(client):
    """What the desk answers to an author who adds a file with these bytes to a draft."""

    def send(draft, content, **more):
        client.force_login(make_author())
        data = form_data(draft, **{"files-0-file": upload(content, "another.pdf")} | more)
        return client.post(change_url(draft), data, follow=True)

    return send


@pytest.mark.parametrize("live", [True, False])
def test_a_file_that_another_publication_has_is_pointed_to(sent, live):
    content = pdf_bytes("the same")
    other = make_publication(live=False, title_en="The first of them")
    row = add_file(other, content=content)
    if live:
        publish_example(other)
    draft = make_publication(live=False)
    page = sent(draft, content).text
    assert "The same file is in the library already" in page
    assert f'href="{change_url(other)}"' in page
    assert f'href="{upload_url(row.upload)}"' in page
    assert not draft.files.exists()


def test_the_next_edition_of_a_publication_may_have_its_files(sent):
    live = make_publication(live=False)
    content = pdf_bytes("the same")
    add_file(live, content=content)

    draft = draft_from(edition=publish_example(live), by=None)
    draft.files.all().delete()
    sent(draft, content)
    assert draft.files.count() == 1


def test_what_was_withdrawn_elsewhere_may_come_again(sent):
    content = pdf_bytes("the same")
    other = make_publication(live=False)
    add_file(other, content=content)

    withdraw_edition(edition=publish_example(other), by=None, reason="It was wrong.")
    draft = make_publication(live=False)
    sent(draft, content)
    assert draft.files.count() == 1


def test_a_publication_does_not_have_a_file_twice(sent):
    content = pdf_bytes("the same")
    draft = make_publication(live=False)
    add_file(draft, content=content)
    row = draft.files.get()
    more = {
        "files-TOTAL_FORMS": "2",
        "files-INITIAL_FORMS": "1",
        "files-0-id": row.pk,
        "files-0-edition": draft.pk,
        "files-1-language": "fa",
        "files-1-position": "1",
        "files-1-file": upload(content, "again.pdf"),
    }
    again = {**more, "files-0-file": ""}
    assert "This publication has the same file already" in sent(draft, content, **again).text
    assert draft.files.count() == 1


def test_two_rows_of_one_form_are_compared_too(sent):
    content = pdf_bytes("the same")
    draft = make_publication(live=False)
    more = {
        "files-TOTAL_FORMS": "2",
        "files-1-language": "fa",
        "files-1-position": "1",
        "files-1-file": upload(content, "again.pdf"),
    }
    assert "The same file is in two rows." in sent(draft, content, **more).text
    assert not draft.files.exists()


def test_a_new_publication_is_told_too(client):
    content = pdf_bytes("the same")
    add_file(make_publication(live=False), content=content)
    client.force_login(make_author())
    fields = form_data(make_publication(live=False))
    data = fields | {"slug": "test-page", "files-0-file": upload(content, "a.pdf")}
    page = client.post(reverse("admin:publications_publicationedition_add"), data).text
    assert "The same file is in the library already" in page


def test_a_file_without_text_is_kept_and_said_to_have_none(client, sent):
    draft = make_publication(live=False)
    page = sent(draft, pdf.without_text()).text
    assert "has no text, only pictures of pages" in page
    row = client.get(change_url(draft)).text
    assert "It has no text: search and screen readers find nothing in it." in row
    assert draft.files.count() == 1


def test_a_refused_file_is_told_once_and_nothing_is_kept(sent):
    draft = make_publication(live=False)
    page = sent(draft, pdf.changed(pdf.on_opening)).text
    assert page.count("The PDF carries scripts.") == 1
    assert not draft.files.exists()


def test_a_file_over_the_limit_is_thrown_away_while_it_comes(sent, monkeypatch):

    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    monkeypatch.setattr("iomiran.common.files.checking.MOST_BYTES", 1000)
    draft = make_publication(live=False)
    page = sent(draft, b"%PDF-1.7" + b"x" * 5000, title_en="Words typed beside it").text
    assert "larger than 50 MB" in page
    assert "Words typed beside it" in page
    assert not draft.files.exists()


def test_the_form_knows_the_limit_before_anything_is_sent(client):
    client.force_login(make_author())
    page = client.get(change_url(make_publication(live=False))).text
    assert 'data-limit="52428800"' in page
    assert "js/upload_limit.js" in page
