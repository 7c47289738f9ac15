"""Infosheets keep up with what they are made from."""

import pytest
from django.core.management import call_command

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.files.access import is_public
from programmes.tests.factories import make_programme
from publications.models import PublicationEdition

from .factories import make_publication

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
