"""An approved edition goes public at its minute, once, and if it cannot it says why."""

import threading
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import OperationalError, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from iomiran.common.editorial import due
from iomiran.common.editorial.actions import EditorialError, draft_from, withdraw_edition
from iomiran.common.editorial.approving import (
    approve_edition,
    publish_edition,
    return_edition,
    submit_edition,
)
from iomiran.common.editorial.boards.waiting import waiting_for
from iomiran.common.editorial.due import publish_due
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.scheduling import schedule_edition, unschedule_edition
from iomiran.common.editorial.states import State
from iomiran.common.http.generation import current_generation
from iomiran.common.tasks import publish_what_is_due
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_author, make_reviewer

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)


def submitted(author, **fields) -> ProgrammeEdition:
    return submit_edition(edition=make_programme(live=False, **fields), by=author)


@pytest.fixture
def scheduled(author, reviewer, at):
    return schedule_edition(edition=submitted(author), at=at, by=reviewer)


def again(edition):
    return type(edition).objects.get(pk=edition.pk)


class TestChoosingATime:
    def test_a_second_person_approves_and_schedules_in_one_step(self, scheduled, reviewer, at):
        assert (scheduled.state, scheduled.approved_by) == (State.SCHEDULED, reviewer)
        assert scheduled.scheduled_for == at.replace(second=0, microsecond=0)
        assert not ProgrammeEdition.objects.published().exists()

    def test_what_is_approved_is_scheduled_by_anyone_who_may_publish(self, author, reviewer, at):
        approved = approve_edition(edition=submitted(author), by=reviewer)
        assert schedule_edition(edition=approved, at=at, by=author).scheduled_by == author

    def test_who_submitted_it_does_not_schedule_it_before_it_is_approved(self, author, at):
        with pytest.raises(EditorialError, match="Somebody else"):
            schedule_edition(edition=submitted(author), at=at, by=author)

    def test_a_draft_is_not_scheduled(self, reviewer, at):
        with pytest.raises(EditorialError, match="submitted"):
            schedule_edition(edition=make_programme(live=False), at=at, by=reviewer)

    @pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=1), timedelta(days=9999)])
    def test_a_time_that_is_past_is_refused_with_a_sentence(self, author, reviewer, ago):
        edition = submitted(author)
        with pytest.raises(EditorialError, match=r"past: it is now .* \(Tehran time\)"):
            schedule_edition(edition=edition, at=timezone.now() - ago, by=reviewer)
        assert again(edition).state == State.IN_REVIEW

    def test_another_time_may_be_chosen(self, scheduled, reviewer, at):
        later = schedule_edition(edition=scheduled, at=at + AN_HOUR, by=reviewer)
        publish_due(now=at)
        assert again(later).state == State.SCHEDULED

    def test_off_the_schedule_it_stays_approved(self, scheduled, reviewer, at):
        waiting = unschedule_edition(edition=scheduled, by=reviewer)
        assert (waiting.state, waiting.scheduled_for) == (State.READY, None)
        assert publish_due(now=at) == []
        with pytest.raises(EditorialError, match="not scheduled"):
            unschedule_edition(edition=waiting, by=reviewer)

    def test_what_is_returned_has_no_time_any_more(self, scheduled, reviewer, at):
        return_edition(edition=scheduled, by=reviewer, reason="example reason")
        assert publish_due(now=at) == []
        assert again(scheduled).state == State.DRAFT


class TestItsTimeComes:
    def test_it_is_public_from_its_minute_on(self, scheduled, reviewer, at):
        assert publish_due(now=at - timedelta(minutes=1)) == []
        publish_due(now=at)
        live = again(scheduled)
        assert (live.state, live.published_by) == (State.PUBLISHED, reviewer)
        assert AuditEntry.objects.get(action="publish").by == reviewer

    def test_the_worker_looks_each_minute(self, scheduled, at):
        ProgrammeEdition.objects.update(scheduled_for=timezone.now() - AN_HOUR)
        publish_what_is_due(timestamp=0)
        assert again(scheduled).state == State.PUBLISHED

    def test_after_an_outage_everything_follows_the_oldest_first(self, author, reviewer, at):
        times = [at + timedelta(minutes=minutes) for minutes in (30, 0, 15)]
        for moment in times:
            schedule_edition(edition=submitted(author), at=moment, by=reviewer)
        outcomes = publish_due(now=at + timedelta(days=3))
        assert [outcome.due.at for outcome in outcomes] == sorted(
            moment.replace(second=0, microsecond=0) for moment in times
        )
        assert ProgrammeEdition.objects.published().count() == 3

    def test_nothing_is_published_twice(self, scheduled, at):
        publish_due(now=at)
        before = current_generation()
        assert publish_due(now=at) == []
        assert current_generation() == before

    def test_looking_costs_two_questions(self, django_assert_num_queries):
        with django_assert_num_queries(2):
            publish_due()


class TestItCannotGoPublic:
    def entry(self):
        return AuditEntry.objects.get(action="could not publish")

    def test_what_is_no_longer_what_was_approved_is_a_draft_again(self, scheduled, at):
        ProgrammeEdition.objects.update(title_en="Changed past all screens")
        (outcome,) = publish_due(now=at)
        assert again(scheduled).state == State.DRAFT
        assert "no longer what was approved" in self.entry().reason
        assert outcome.problems
        assert publish_due(now=at) == [], "it is not tried for ever"

    def test_nor_does_a_language_that_was_removed_go_public_unseen(self, scheduled, at):
        ProgrammeEdition.objects.update(title_en="")
        publish_due(now=at)
        assert again(scheduled).state == State.DRAFT

    def test_a_page_that_was_withdrawn_meanwhile_does_not_come_back(self, author, reviewer, at):
        live = make_programme()
        draft = submit_edition(edition=draft_from(edition=live, by=author), by=author)
        waiting = schedule_edition(edition=draft, at=at, by=reviewer)
        withdraw_edition(edition=live, by=reviewer, reason="example reason")
        publish_due(now=at)
        assert again(waiting).state == State.READY, "it is approved still"
        assert again(live).state == State.WITHDRAWN
        assert "taken back" in self.entry().reason

    def test_a_page_comes_back_at_a_time_chosen_after_it_was_withdrawn(self, author, reviewer, at):
        gone = withdraw_edition(edition=make_programme(), by=reviewer, reason="example reason")
        draft = submit_edition(edition=draft_from(edition=gone, by=author), by=author)
        waiting = schedule_edition(edition=draft, at=at, by=reviewer)
        publish_due(now=at)
        assert again(waiting).state == State.PUBLISHED

    def test_it_keeps_none_of_the_others(self, scheduled, author, reviewer, at):
        ProgrammeEdition.objects.update(title_en="Changed past all screens")
        other = schedule_edition(edition=submitted(author), at=at, by=reviewer)
        publish_due(now=at)
        assert again(other).state == State.PUBLISHED

    def test_a_fault_of_ours_puts_it_back_too(self, scheduled, at, monkeypatch, caplog):
        monkeypatch.setattr(due, "publish_scheduled", lambda edition: 1 / 0)
        publish_due(now=at)
        assert again(scheduled).state == State.READY
        assert "unexpected" in self.entry().reason
        assert "ZeroDivisionError" in caplog.text

    def test_a_refusal_of_the_database_is_tried_again_at_once(self, scheduled, at, monkeypatch):
        real, calls = due.publish_scheduled, []

        def refuse_once(edition):
            calls.append(1)
            if len(calls) == 1:
                raise OperationalError
            return real(edition)

        monkeypatch.setattr(due, "publish_scheduled", refuse_once)
        publish_due(now=at)
        assert again(scheduled).state == State.PUBLISHED

    def test_the_reason_is_in_the_language_of_who_chose_the_time(self, scheduled, reviewer, at):
        reviewer.language = "fa"
        reviewer.save()
        ProgrammeEdition.objects.update(title_en="Changed past all screens")
        publish_due(now=at)
        assert again(scheduled).state == State.DRAFT
        with translation.override("fa"):
            assert self.entry().reason == _(
                "It is no longer what was approved. Return it to its author."
            )


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_once(at):
    scheduled = schedule_edition(edition=submitted(make_author()), at=at, by=make_reviewer())
    start, found = threading.Barrier(2), []

    def work():
        start.wait()
        try:
            found.extend(publish_due(now=at))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 1
    assert again(scheduled).state == State.PUBLISHED
    assert AuditEntry.objects.filter(action="publish").count() == 1


def test_publishing_by_hand_needs_no_time(scheduled, reviewer, at):
    publish_edition(edition=scheduled, by=reviewer)
    assert publish_due(now=at) == []


def test_the_first_screen_says_what_did_not_go_public(scheduled, author, at):
    ProgrammeEdition.objects.update(title_en="Changed past all screens")
    publish_due(now=at)
    (task,) = waiting_for(author, admin.site._registry).mine
    assert "no longer what was approved" in task.problem
