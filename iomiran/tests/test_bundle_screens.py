"""The screens of bundles: made, filled, given a time and published by who may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from iomiran.accounts.groups import MANAGING_EDITORS
from iomiran.common.editorial.approving import submit_edition
from iomiran.common.editorial.bundles import add_to_bundle, make_bundle, members_of
from iomiran.common.editorial.models import Bundle
from iomiran.common.editorial.states import State
from programmes.tests.factories import make_programme
from returns.actions import submit_release
from returns.tests.examples import imported_rows
from returns.tests.factories import make_series, row

from .factories import make_author, make_data_steward, make_user
from .test_staff import client_of, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]


@pytest.fixture
def bundle(editor):
    return make_bundle(name="Example bundle", by=editor)


@pytest.fixture
def programme(bundle, author, editor):
    edition = submit_edition(edition=make_programme(live=False), by=author)
    add_to_bundle(bundle=bundle, edition=edition, by=editor)
    return edition


@pytest.fixture
def release(bundle, editor):
    data_import = imported_rows([row()], series=make_series().document)
    release = submit_release(data_import=data_import, by=make_data_steward())
    add_to_bundle(bundle=bundle, edition=release, by=editor)
    return release


def again(row):
    return type(row).objects.get(pk=row.pk)


def states(*editions) -> set:
    return {again(edition).state for edition in editions}


def address(bundle, step="change"):
    name = "common_bundle_change" if step == "change" else f"common_bundle_{step}_step"
    return reverse(f"admin:{name}", args=[bundle.pk])


def test_a_bundle_is_made_filled_scheduled_and_published(author, editor, at):
    client = client_of(editor)
    response = client.post(reverse("admin:common_bundle_add"), {"name": "Example bundle"})
    bundle = Bundle.objects.get()
    assert response["Location"] == address(bundle)
    assert bundle.created_by == editor
    draft = submit_edition(edition=make_programme(live=False), by=author)
    key = f"programmes.programmeedition:{draft.pk}"
    assert key in client.get(address(bundle)).content.decode()
    client.post(address(bundle, "add"), {"member": key})
    assert members_of(bundle) == [draft]
    local = timezone.localtime(at)
    asked = {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    client.post(address(bundle, "schedule"), asked)
    assert again(draft).scheduled_for == at.replace(second=0, microsecond=0)
    client.post(address(bundle, "unschedule"))
    client.post(address(bundle, "publish"))
    assert again(draft).state == State.PUBLISHED
    assert "Example programme" in client.get(address(bundle)).content.decode()


def test_what_cannot_be_is_said_beside_what_was_typed(bundle, programme, editor):
    asked = {"day": "۲۰۲۰-۰۱-۰۱", "time": "۰۹:۰۰"}
    response = client_of(editor).post(address(bundle, "schedule"), asked)
    page = response.content.decode()
    assert response.status_code == 400
    assert "This time is past" in page
    assert "۲۰۲۰-۰۱-۰۱" in page


def test_only_who_may_publish_every_kind_publishes_it(bundle, programme, release, editor):
    assert client_of(editor).post(address(bundle, "publish")).status_code == 403
    both = make_user(MANAGING_EDITORS, "data steward")
    client_of(both).post(address(bundle, "publish"))
    assert states(programme, release) == {State.PUBLISHED}


@pytest.mark.parametrize("make", [make_author, make_data_steward])
def test_others_make_no_bundles(bundle, make):
    client = client_of(make())
    assert client.get(address(bundle)).status_code == 403
    for step in ("add", "remove", "schedule", "unschedule", "publish"):
        assert client.post(address(bundle, step)).status_code == 403


def test_a_step_of_the_edition_puts_it_into_a_new_bundle(author, editor):
    draft = submit_edition(edition=make_programme(live=False), by=author)
    client = client_of(editor)
    assert b"Choose a bundle" in client.post(screen(draft, "bundle"), {"name": " "}).content
    client.post(screen(draft, "bundle"), {"name": "Example name"})
    assert again(draft).bundle.name == "Example name"
