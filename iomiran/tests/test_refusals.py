"""What cannot be is said on the screen in a clear sentence, and nothing is lost."""

import pytest
from django.contrib import admin

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import approve_edition, submit_edition
from iomiran.common.editorial.desk import admin as edition_admin
from iomiran.common.editorial.states import State
from programmes.models import (
    AppealEdition,
    ProgrammeEdition,
    TargetGroup,
    TargetGroupEdition,
)
from programmes.tests.factories import make_appeal, make_programme
from returns.models import Place, PlaceEdition
from returns.models.places import PlaceKind
from returns.tests.factories import make_observation, make_release, make_series

from .factories import make_author, make_reviewer, make_user
from .test_staff import client_of, form_of, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]


@pytest.fixture
def reviewer():
    return make_reviewer()


@pytest.fixture
def submitted():
    return submit_edition(edition=make_programme(live=False), by=make_author())


def said(response) -> str:
    return response.content.decode()


def test_what_is_approved_is_not_approved_twice(submitted, reviewer):
    approve_edition(edition=submitted, by=reviewer)
    response = client_of(make_reviewer()).post(screen(submitted, "approve"), follow=True)
    assert "It is approved already." in said(response)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.approved_by) == (State.READY, reviewer)


def test_what_was_withdrawn_is_not_published_again_without_a_draft(reviewer):
    live = make_programme()
    withdraw_edition(edition=live, by=reviewer, reason="An example reason.")
    response = client_of(reviewer).post(screen(live, "publish"), follow=True)
    assert "It was public before. Make a draft of it and publish that." in said(response)
    assert not ProgrammeEdition.objects.published().exists()


@pytest.mark.parametrize("day", ["2020-01-01", "0001-01-01"])
def test_a_time_that_is_past_is_refused_beside_what_was_typed(submitted, reviewer, day):
    typed = {"day": day, "time": "09:00"}
    response = client_of(reviewer).post(screen(submitted, "schedule"), typed)
    assert "This time is past" in said(response)
    assert f'value="{day}"' in said(response)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.approved_by) == (State.IN_REVIEW, None)


def test_the_last_day_of_the_calendar_is_a_time_like_any_other(submitted, reviewer):
    typed = {"day": "9999-12-31", "time": "23:59"}
    response = client_of(reviewer).post(screen(submitted, "schedule"), typed, follow=True)
    assert "It is scheduled" in said(response)


def test_who_approves_is_told_of_a_language_that_would_go(reviewer):
    draft = draft_from(edition=make_programme(), by=None)
    ProgrammeEdition.objects.filter(pk=draft.pk).update(title_fa="")
    submitted = submit_edition(edition=draft, by=make_author())
    assert "in a language that this edition lacks" in said(
        client_of(reviewer).get(screen(submitted))
    )


def refused(edition, user) -> str:
    """What is said when the only edition of a document is thrown away, asked and done."""
    client = client_of(user)
    asked = said(client.get(screen(edition, "delete")))
    assert "It is used in" in asked
    response = client.post(screen(edition, "delete"), {"post": "yes"}, follow=True)
    assert response.status_code == 200
    assert type(edition).objects.filter(pk=edition.pk).exists()
    return said(response)


def test_a_target_group_in_use_is_not_thrown_away():
    group = TargetGroup.objects.create(slug="an-example-group")
    draft = TargetGroupEdition.objects.create(document=group, name_en="Example group")
    live = make_programme()
    live.target_groups.add(group)
    assert "It is used in “" in refused(draft, make_author())
    assert list(live.target_groups.all()) == [group]


def test_a_programme_that_an_appeal_belongs_to_is_not_thrown_away():
    programme = make_programme(live=False)
    appeal = make_appeal(programme=programme.document, live=False)
    page = refused(programme, make_author())
    assert "Take it out of these texts first." in page
    assert AppealEdition.objects.filter(pk=appeal.pk).exists()


def test_a_place_in_use_is_not_thrown_away():
    place = Place.objects.create(slug="an-example-place", kind=PlaceKind.PROVINCE)
    draft = PlaceEdition.objects.create(document=place, name_en="Example place", level="A")
    counted = make_observation(make_release(make_series().document), place=place)
    refused(draft, make_user(superuser=True))
    counted.refresh_from_db()
    assert counted.place == place


def test_what_nobody_uses_goes_with_its_document():
    group = TargetGroup.objects.create(slug="an-example-group")
    draft = TargetGroupEdition.objects.create(document=group, name_en="Example group")
    client_of(make_author()).post(screen(draft, "delete"), {"post": "yes"})
    assert not TargetGroup.objects.exists()


def test_whom_it_waits_for_is_kept_when_somebody_saves_at_that_moment(monkeypatch):
    draft = draft_from(edition=make_programme(), by=None)
    colleague = make_author()
    lock = edition_admin.lock_document

    def lock_after_a_colleague(edition):
        ProgrammeEdition.objects.filter(pk=edition.pk).update(assigned_to=colleague)
        lock(edition)

    client = client_of(make_author())
    typed = form_of(client.get(screen(draft))) | {"title_en": "Another title"}
    monkeypatch.setattr(edition_admin, "lock_document", lock_after_a_colleague)
    assert client.post(screen(draft), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.title_en, draft.assigned_to) == ("Another title", colleague)


def test_no_part_of_the_desk_hides_a_method_of_another():
    """The admins are put together of parts: two of the same private name break one screen."""
    clashes = set()
    for model_admin in admin.site._registry.values():
        owners = {}
        for part in type(model_admin).__mro__:
            if not part.__module__.startswith("iomiran.common"):
                continue
            for name in vars(part):
                if (
                    name.startswith("_")
                    and not name.startswith("__")
                    and callable(vars(part)[name])
                ):
                    if name in owners and not issubclass(owners[name], part):
                        clashes.add((name, owners[name].__name__, part.__name__))
                    owners.setdefault(name, part)
    assert clashes == set()
