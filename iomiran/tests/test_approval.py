"""What is submitted is locked; where a kind needs approval, another person gives it."""

import pytest
from django.db import IntegrityError, transaction

from iomiran.common.editorial.actions import (
    EditorialError,
    discard_draft,
    publish_edition,
    return_edition,
    submit_edition,
)
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_publisher()


@pytest.fixture
def colleague():
    return make_publisher()


@pytest.fixture
def submitted(author):
    return submit_edition(edition=make_programme(live=False), by=author)


@pytest.fixture
def needs_approval(monkeypatch):
    monkeypatch.setattr(ProgrammeEdition, "needs_approval", True)


def test_what_is_submitted_is_open_and_locked(submitted, author):
    assert (submitted.state, submitted.submitted_by) == (State.IN_REVIEW, author)
    assert submitted.is_open
    assert not submitted.is_editable
    with pytest.raises(EditorialError, match="draft"):
        discard_draft(edition=submitted, by=author)
    with pytest.raises(EditorialError, match="draft"):
        submit_edition(edition=submitted, by=author)


def test_what_is_not_complete_is_not_submitted(author):
    draft = make_programme(live=False, title_en="")
    with pytest.raises(EditorialError, match="English"):
        submit_edition(edition=draft, by=author)


def test_what_is_returned_is_a_draft_again_with_the_reason_on_record(submitted, colleague):
    with pytest.raises(EditorialError, match="reason"):
        return_edition(edition=submitted, by=colleague, reason=" ")
    returned = return_edition(edition=submitted, by=colleague, reason="example reason")
    assert returned.state == State.DRAFT
    entry = AuditEntry.objects.get(action="return")
    assert (entry.by, entry.reason) == (colleague, "example reason")
    with pytest.raises(EditorialError, match="in review"):
        return_edition(edition=returned, by=colleague, reason="example reason")


def test_who_submitted_it_does_not_approve_it(submitted, author, colleague, needs_approval):
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=submitted, by=author)
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=submitted, by=None)
    assert publish_edition(edition=submitted, by=colleague).state == State.PUBLISHED


def test_a_draft_goes_public_without_review_only_where_the_audit_says_why(needs_approval):
    draft = make_programme(live=False)
    with pytest.raises(EditorialError, match="submitted"):
        publish_edition(edition=draft, by=None)
    publish_edition(edition=draft, by=None, without_approval="example cause")
    assert "example cause" in AuditEntry.objects.get(action="publish").reason


def test_the_database_refuses_a_review_without_a_date(submitted):
    broken = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="review_has_date"), transaction.atomic():
        broken.update(submitted_at=None)
