"""A bundle goes public as a whole, with its data, or not at all."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from iomiran.common.editorial import followers
from iomiran.common.editorial.actions import EditorialError
from iomiran.common.editorial.approving import (
    approve_edition,
    publish_edition,
    publish_in_emergency,
    return_edition,
    submit_edition,
    take_back,
)
from iomiran.common.editorial.bundles import (
    add_to_bundle,
    make_bundle,
    members_of,
    publish_bundle,
    remove_from_bundle,
    schedule_bundle,
    unschedule_bundle,
)
from iomiran.common.editorial.due import publish_due
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.scheduling import schedule_edition, unschedule_edition
from iomiran.common.editorial.states import State
from iomiran.common.http.generation import current_generation
from news.models import NewsItemEdition
from news.tests.factories import make_news_item
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme
from returns.actions import submit_release
from returns.models import Observation, Release
from returns.tests.examples import imported_rows
from returns.tests.factories import make_series, row

from .factories import make_author, make_data_steward, make_managing_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(editor):
    return make_bundle(name="Example bundle", by=editor)


def again(row):
    return type(row).objects.get(pk=row.pk)


def add(bundle, edition, editor):
    add_to_bundle(bundle=bundle, edition=edition, by=editor)
    return edition


@pytest.fixture
def programme(bundle, author, editor):
    return add(bundle, submit_edition(edition=make_programme(live=False), by=author), editor)


@pytest.fixture
def item(bundle, author, editor):
    item = submit_edition(edition=make_news_item(live=False), by=author)
    return add(bundle, approve_edition(edition=item, by=editor), editor)


@pytest.fixture
def release(bundle, editor):
    data_import = imported_rows([row()], series=make_series().document)
    release = submit_release(data_import=data_import, by=make_data_steward())
    return add(bundle, release, editor)


def states(*editions) -> set:
    return {again(edition).state for edition in editions}


class TestPublishing:
    def test_all_of_it_is_public_in_one_generation(self, bundle, programme, item, release, editor):
        before = current_generation().number
        publish_bundle(bundle=bundle, by=editor)
        assert states(programme, item, release) == {State.PUBLISHED}
        assert Observation.objects.published().count() == 1
        assert current_generation().number == before + 1
        assert again(bundle).published_at

    def test_followers_are_told_of_each(self, bundle, programme, item, editor, monkeypatch):
        told = []
        monkeypatch.setattr(followers, "_followers", [lambda edition, by: told.append(edition)])
        publish_bundle(bundle=bundle, by=editor)
        assert told == [item, programme]

    def test_every_problem_of_every_member_is_said_and_nothing_is_public(
        self, bundle, programme, item, release, editor
    ):
        NewsItemEdition.objects.filter(pk=item.pk).update(title_en="Changed past all screens")
        ProgrammeEdition.objects.filter(pk=programme.pk).update(title_en="")
        before = current_generation()
        with pytest.raises(EditorialError) as refused:
            publish_bundle(bundle=bundle, by=editor)
        first, second = refused.value.messages
        assert "“Changed past all screens”: It is no longer what was approved" in first
        assert "English" in second
        assert states(programme, release) == {State.IN_REVIEW}
        assert not Observation.objects.exists()
        assert current_generation() == before

    def test_a_data_release_that_cannot_come_in_keeps_the_pages_back(
        self, bundle, programme, release, editor, monkeypatch
    ):
        def refuse(edition, by):
            if isinstance(edition, Release):
                raise EditorialError("example refusal")

        monkeypatch.setattr(followers, "_preparations", [refuse])
        with pytest.raises(EditorialError, match="example refusal"):
            publish_bundle(bundle=bundle, by=editor)
        assert states(programme, release) == {State.IN_REVIEW}
        assert not AuditEntry.objects.filter(action="publish", by=editor).exists()

    def test_nobody_approves_through_a_bundle_what_they_wrote(self, bundle, editor):
        own = submit_edition(edition=make_programme(live=False), by=editor)
        add(bundle, own, editor)
        with pytest.raises(EditorialError, match="Somebody else"):
            publish_bundle(bundle=bundle, by=editor)

    def test_what_is_public_is_closed(self, bundle, programme, editor, at):
        publish_bundle(bundle=bundle, by=editor)
        other = submit_edition(edition=make_programme(live=False), by=make_author())
        for act in (
            lambda: add_to_bundle(bundle=bundle, edition=other, by=editor),
            lambda: publish_bundle(bundle=bundle, by=editor),
            lambda: schedule_bundle(bundle=bundle, at=at, by=editor),
        ):
            with pytest.raises(EditorialError, match="public already"):
                act()

    def test_an_empty_bundle_is_refused(self, bundle, editor):
        with pytest.raises(EditorialError, match="empty"):
            publish_bundle(bundle=bundle, by=editor)


class TestItsTime:
    def test_all_of_it_goes_public_at_its_minute(self, bundle, programme, release, editor, at):
        schedule_bundle(bundle=bundle, at=at, by=editor)
        assert states(programme, release) == {State.SCHEDULED}
        publish_due(now=at - timedelta(minutes=1))
        assert states(programme, release) == {State.SCHEDULED}
        publish_due(now=at)
        assert states(programme, release) == {State.PUBLISHED}
        assert again(programme).published_by == editor

    def test_a_time_that_is_past_is_refused(self, bundle, programme, editor):
        with pytest.raises(EditorialError, match="past"):
            schedule_bundle(bundle=bundle, at=timezone.now(), by=editor)

    def test_what_cannot_go_public_is_put_back_as_a_whole(
        self, bundle, programme, item, editor, at
    ):
        schedule_bundle(bundle=bundle, at=at, by=editor)
        NewsItemEdition.objects.update(title_en="Changed past all screens")
        (outcome,) = publish_due(now=at)
        assert outcome.problems
        assert states(programme, item) == {State.READY}
        kept = again(bundle)
        assert kept.scheduled_for is None
        assert "“Changed past all screens”: It is no longer what was approved" in kept.problem
        assert publish_due(now=at) == []
        assert AuditEntry.objects.filter(action="could not publish").count() == 2

    def test_off_the_schedule_its_members_stay_approved(self, bundle, programme, editor, at):
        schedule_bundle(bundle=bundle, at=at, by=editor)
        unschedule_bundle(bundle=bundle, by=editor)
        assert states(programme) == {State.READY}
        assert publish_due(now=at) == []

    def test_a_member_has_no_time_of_its_own(self, bundle, programme, editor, at):
        with pytest.raises(EditorialError, match="Schedule the bundle"):
            schedule_edition(edition=programme, at=at, by=editor)
        schedule_bundle(bundle=bundle, at=at, by=editor)
        with pytest.raises(EditorialError, match="bundle off the schedule"):
            unschedule_edition(edition=programme, by=editor)


class TestMembers:
    def test_a_draft_is_not_put_in(self, bundle, editor):
        with pytest.raises(EditorialError, match="in review or approved"):
            add_to_bundle(bundle=bundle, edition=make_programme(live=False), by=editor)

    def test_nothing_is_in_two_bundles(self, bundle, programme, editor):
        other = make_bundle(name="Another example", by=editor)
        with pytest.raises(EditorialError, match="Example bundle"):
            add_to_bundle(bundle=other, edition=programme, by=editor)

    def test_a_bundle_that_has_a_time_is_not_changed(self, bundle, programme, editor, at):
        schedule_bundle(bundle=bundle, at=at, by=editor)
        with pytest.raises(EditorialError, match="off the schedule to change it"):
            remove_from_bundle(bundle=bundle, edition=programme, by=editor)

    def test_a_member_is_not_published_alone(self, bundle, programme, editor):
        with pytest.raises(EditorialError, match="with the bundle “Example bundle”"):
            publish_edition(edition=programme, by=editor)
        remove_from_bundle(bundle=bundle, edition=programme, by=editor)
        assert publish_edition(edition=programme, by=editor).state == State.PUBLISHED

    @pytest.mark.parametrize("how", ["returned", "taken back", "an emergency"])
    def test_who_leaves_a_scheduled_bundle_stops_it_and_the_bundle_says_so(
        self, bundle, programme, item, author, editor, at, how
    ):
        schedule_bundle(bundle=bundle, at=at, by=editor)
        if how == "returned":
            return_edition(edition=item, by=editor, reason="example reason")
        elif how == "taken back":
            take_back(edition=item, by=author)
        else:
            publish_in_emergency(edition=item, by=editor, reason="example reason")
        kept = again(bundle)
        assert "“Example item” has left the bundle." in kept.problem
        assert kept.scheduled_for is None
        assert states(programme) == {State.READY}
        assert members_of(kept) == [programme]
        assert publish_due(now=at) == []

    def test_its_members_and_their_titles_are_few_questions(
        self, bundle, programme, item, release, django_assert_max_num_queries
    ):
        make_news = [make_news_item(live=False) for _number in range(3)]
        NewsItemEdition.objects.filter(pk__in=[one.pk for one in make_news]).update(bundle=bundle)
        with django_assert_max_num_queries(10):
            assert len(members_of(bundle)) == 6


@pytest.mark.django_db(transaction=True)
def test_a_bundle_and_a_return_at_once_do_not_wait_in_a_circle():
    editor, author = make_managing_editor(), make_author()
    bundle = make_bundle(name="Example bundle", by=editor)
    members = [
        add(bundle, submit_edition(edition=make_programme(live=False), by=author), editor)
        for _number in range(3)
    ]
    start, refused = threading.Barrier(2), []

    def run(act):
        start.wait()
        try:
            act()
        except EditorialError as error:
            refused.append(error)
        finally:
            connection.close()

    workers = [
        threading.Thread(target=run, args=[act])
        for act in (
            lambda: publish_bundle(bundle=bundle, by=editor),
            lambda: return_edition(edition=members[0], by=editor, reason="example reason"),
        )
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = [again(one).state for one in members]
    assert found in (
        [State.PUBLISHED] * 3,
        [State.DRAFT, State.PUBLISHED, State.PUBLISHED],
    )
    assert len(refused) == (found[0] == State.PUBLISHED)
