"""Infosheets keep up with what they are made from."""

import pytest
from django.apps import apps
from django.core.management import call_command

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.files.access import is_public
from iomiran.common.files.models import Upload
from iomiran.common.files.storage import store_bytes
from iomiran.tests.factories import publish_example
from programmes.tests.factories import make_programme
from publications.actions import attach_generated, detach_generated
from publications.making import try_sheet
from publications.models import IssuedFile, PublicationEdition, SheetFault

from .factories import add_file, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme(slug="example")


@pytest.fixture
def sheet(programme):
    edition = make_publication(generator="programme:example")
    call_command("make_infosheets", verbosity=0)
    return edition


def upload(sheet):
    return PublicationEdition.objects.get(pk=sheet.pk).files.get(language="en").upload


def test_a_published_change_remakes_the_sheet(programme, sheet, django_capture_on_commit_callbacks):
    before = upload(sheet)
    draft = draft_from(edition=programme, by=None)
    draft.title_en = "Another example title"
    draft.save()
    with django_capture_on_commit_callbacks(execute=True):
        publish_edition(edition=draft, by=None, without_approval="example")
    assert upload(sheet) != before
    assert is_public(before), "an earlier version stays at its own address"


def test_the_sheet_of_a_withdrawn_programme_goes_with_it(programme, sheet):
    file = upload(sheet)
    withdraw_edition(edition=programme, by=None, reason="An example reason.")
    sheet.refresh_from_db()
    assert sheet.is_withdrawn
    assert sheet.withdrawal_reason == "An example reason."
    assert not is_public(file)


def test_a_sheet_that_cannot_be_made_stays_as_it_was(
    programme, sheet, django_capture_on_commit_callbacks, caplog
):
    before = upload(sheet)
    draft = draft_from(edition=programme, by=None)
    draft.body_en = "<p>" + "An example sentence that is much too long. " * 600 + "</p>"
    draft.save()
    with django_capture_on_commit_callbacks(execute=True):
        publish_edition(edition=draft, by=None, without_approval="example")
    assert upload(sheet) == before
    assert "stays as it was" in caplog.text


def made_anew(sheet, mark="anew"):
    """Another upload in the place of the English sheet."""
    content = mark.encode()
    new = store_bytes(content, name="example.pdf", media_type="application/pdf")
    attach_generated(edition=sheet, language="en", upload=new, code="7K3M9P2QX")
    return new


def test_a_draft_does_not_put_the_sheets_of_its_first_day_back(sheet):
    draft = draft_from(edition=sheet, by=None)
    draft.files.filter(language="en").update(label="A name of its own")
    new = made_anew(sheet)
    detach_generated(edition=sheet, language="fa", reason="An example reason.")
    draft = publish_example(draft)
    file = draft.files.get()
    assert (file.upload, file.label) == (new, "A name of its own")
    assert [one.sha256 for one in IssuedFile.objects.filter(replaced_at=None)] == [new.sha256]


def test_a_sheet_that_was_first_made_beside_a_draft_is_there_after_it(programme):
    sheet = make_publication(generator="programme:example")
    draft = draft_from(edition=sheet, by=None)
    add_file(draft, language="en")
    new = made_anew(sheet)
    draft = publish_example(draft)
    made = draft.files.get(generated=True)
    assert (made.upload, made.key) == (new, "en-2")


def test_who_published_meanwhile_is_no_fault_and_the_file_is_thrown_away(sheet):
    draft = draft_from(edition=sheet, by=None)
    draft.title_en = "Another example title"
    draft.save()
    publish_example(draft)
    type(draft).objects.filter(pk=draft.pk).update(generator="")
    programme = apps.get_model("programmes", "ProgrammeEdition").objects.get()
    type(programme).objects.filter(pk=programme.pk).update(summary_en="Other words.")
    before = Upload.objects.count()
    assert try_sheet(sheet, "en")[0] == "not live"
    assert Upload.objects.count() == before
    assert not SheetFault.objects.exists()
