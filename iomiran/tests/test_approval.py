"""What is submitted is locked; where a kind needs approval, another person gives it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from iomiran.common.editorial.actions import EditorialError, content_changed, discard_draft
from iomiran.common.editorial.approving import (
    approval_stands,
    approve_edition,
    confirm_emergency,
    publish_edition,
    publish_in_emergency,
    return_edition,
    submit_edition,
    take_back,
)
from iomiran.common.editorial.content import content_of, fingerprint
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_appeal, make_programme

from .factories import make_reviewer

NOW = timezone.now()
pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_reviewer()


@pytest.fixture
def colleague():
    return make_reviewer()


@pytest.fixture
def submitted(author):
    return submit_edition(edition=make_programme(live=False), by=author)


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


def test_who_submitted_it_does_not_approve_it(submitted, author, colleague):
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=submitted, by=author)
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=submitted, by=None)
    assert publish_edition(edition=submitted, by=colleague).state == State.PUBLISHED


def test_a_draft_goes_public_without_review_only_where_the_audit_says_why():
    draft = make_programme(live=False)
    with pytest.raises(EditorialError, match="submitted"):
        publish_edition(edition=draft, by=None)
    live = publish_edition(edition=draft, by=None, without_approval="example cause")
    assert "example cause" in AuditEntry.objects.get(action="publish").reason
    assert (live.unapproved_reason, live.approved_by) == ("example cause", None)


def test_the_database_refuses_a_review_without_a_date(submitted):
    broken = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="review_has_date"), transaction.atomic():
        broken.update(submitted_at=None)


@pytest.mark.parametrize("who", ["edited_by", "submitted_by"])
def test_the_database_refuses_an_approval_by_one_of_its_writers(submitted, colleague, who):
    approve_edition(edition=submitted, by=colleague)
    approved = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        approved.update(**{who: colleague})


def test_the_database_refuses_half_an_approval(submitted, colleague):
    approve_edition(edition=submitted, by=colleague)
    approved = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="approval_is_whole"), transaction.atomic():
        approved.update(approved_content="")


@pytest.mark.parametrize("state", [State.READY, State.SCHEDULED, State.PUBLISHED])
def test_the_database_refuses_what_nobody_approved(submitted, state):
    edition = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="public_was_approved"), transaction.atomic():
        edition.update(state=state, published_at=NOW, scheduled_for=NOW)


def test_the_database_refuses_a_schedule_without_a_time(submitted, colleague):
    approve_edition(edition=submitted, by=colleague)
    edition = ProgrammeEdition.objects.filter(pk=submitted.pk)
    with pytest.raises(IntegrityError, match="schedule_has_time"), transaction.atomic():
        edition.update(state=State.SCHEDULED)


def test_the_database_refuses_an_emergency_without_a_reason():
    edition = ProgrammeEdition.objects.filter(pk=make_programme(live=False).pk)
    with pytest.raises(IntegrityError, match="emergency_has_reason"), transaction.atomic():
        edition.update(is_emergency=True)


def test_an_approval_stands_in_whatever_language_the_desk_is_read(submitted, colleague):
    with translation.override("fa"):
        approved = approve_edition(edition=submitted, by=colleague)
    for language in ("en", "fa", "ps"):
        with translation.override(language):
            assert approval_stands(ProgrammeEdition.objects.get(pk=approved.pk)), language


def test_what_is_approved_may_still_be_published_in_an_emergency(submitted, author, colleague):
    approved = approve_edition(edition=submitted, by=colleague)
    live = publish_in_emergency(edition=approved, by=author, reason="example cause")
    assert (live.state, live.approved_by) == (State.PUBLISHED, None)


def test_the_last_editor_does_not_approve_although_another_submitted_it(author, colleague):
    draft = make_programme(live=False)
    content_changed(edition=draft, by=colleague)
    submitted = submit_edition(edition=draft, by=author)
    with pytest.raises(EditorialError, match="Somebody else"):
        approve_edition(edition=submitted, by=colleague)
    assert approve_edition(edition=submitted, by=make_reviewer()).state == State.READY


def test_what_is_approved_is_locked_and_goes_public_by_anyone_who_may(submitted, author, colleague):
    approved = approve_edition(edition=submitted, by=colleague)
    assert (approved.is_open, approved.is_editable) == (True, False)
    with pytest.raises(EditorialError, match="approved already"):
        approve_edition(edition=approved, by=colleague)
    live = publish_edition(edition=approved, by=author)
    assert (live.state, live.approved_by, live.published_by) == (
        State.PUBLISHED,
        colleague,
        author,
    )


def test_an_approval_stands_until_a_word_changes(submitted, author, colleague):
    approved = approve_edition(edition=submitted, by=colleague)
    again = submit_edition(edition=take_back(edition=approved, by=author), by=author)
    assert again.state == State.READY, "nothing was changed: nobody need read it again"
    draft = take_back(edition=again, by=author)
    draft.summary_en = "Another example summary."
    draft.save()
    content_changed(edition=draft, by=author)
    assert submit_edition(edition=draft, by=author).state == State.IN_REVIEW


def test_nothing_said_is_one_thing_and_nought_another():
    """An approval does not fall because NULL became an empty text; a changed 0 is a change."""
    programme = make_programme().document
    appeal = make_appeal(programme=programme, live=False, position=0, people_targeted=None)
    content = content_of(appeal)
    assert content["position"] == 0
    assert content["people_targeted"] == ""
    given = fingerprint(appeal)
    appeal.name_ps = "" if appeal.name_ps is None else None
    assert fingerprint(appeal) == given
    appeal.people_targeted = 0
    assert fingerprint(appeal) != given


def test_what_was_changed_past_the_desk_is_no_longer_approved(submitted, author, colleague):
    approved = approve_edition(edition=submitted, by=colleague)
    ProgrammeEdition.objects.filter(pk=approved.pk).update(summary_en="Changed elsewhere.")
    with pytest.raises(EditorialError, match="no longer what was approved"):
        publish_edition(edition=approved, by=author)


def test_only_who_submitted_takes_back(submitted, colleague):
    with pytest.raises(EditorialError, match="others return it"):
        take_back(edition=submitted, by=colleague)


def test_an_emergency_is_one_person_s_with_a_reason_until_a_second_confirms(author, colleague):
    draft = make_programme(live=False)
    content_changed(edition=draft, by=author)
    with pytest.raises(EditorialError, match="reason"):
        publish_in_emergency(edition=draft, by=author, reason=" ")
    live = publish_in_emergency(edition=draft, by=author, reason="example reason")
    assert (live.state, live.awaits_second_person) == (State.PUBLISHED, True)
    with pytest.raises(EditorialError, match="Somebody else"):
        confirm_emergency(edition=live, by=author)
    confirmed = confirm_emergency(edition=live, by=colleague)
    assert (confirmed.is_emergency, confirmed.awaits_second_person) == (True, False)
    with pytest.raises(EditorialError, match="does not wait"):
        confirm_emergency(edition=live, by=colleague)


def test_the_steps_that_are_too_late_say_so(submitted, author, colleague):
    live = publish_edition(edition=submitted, by=colleague)
    for action, said in (
        (publish_edition, "public already"),
        (approve_edition, "submitted for approval"),
        (take_back, "Only what is in review"),
    ):
        with pytest.raises(EditorialError, match=said):
            action(edition=live, by=author)


def test_who_approved_it_may_submit_it_once_more_for_another_to_approve(
    submitted, author, colleague
):
    approved = approve_edition(edition=submitted, by=colleague)
    draft = take_back(edition=approved, by=author)
    again = submit_edition(edition=draft, by=colleague)
    assert (again.state, again.approved_by, again.approved_content) == (State.IN_REVIEW, None, "")


def test_what_is_returned_is_read_once_more(submitted, author, colleague):
    approved = approve_edition(edition=submitted, by=colleague)
    returned = return_edition(edition=approved, by=colleague, reason="a wrong example")
    again = submit_edition(edition=returned, by=author)
    assert again.state == State.IN_REVIEW, "a colleague has said that it may not go public so"


def test_a_step_on_a_draft_that_was_thrown_away_meanwhile_says_so(author):
    draft = make_programme(live=False)
    discard_draft(edition=draft, by=author)
    with pytest.raises(EditorialError, match="thrown this draft away"):
        submit_edition(edition=draft, by=author)
