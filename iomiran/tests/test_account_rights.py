"""Who may do what to accounts: a table for every group, and rights that nobody takes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iomiran.accounts.groups import (
    ADMINISTRATORS,
    AUTHORS,
    DATA_STEWARDS,
    MANAGING_EDITORS,
    REVIEWERS,
)
from iomiran.accounts.models import Invitation, User

from .factories import make_author, make_user
from .signing_in import PASSWORD, authenticator_of, client_of, code_of, sign_in

pytestmark = pytest.mark.django_db
FOR_A_COLLEAGUE = ("reset_factor", "sign_out", "unlock", "send_link", "remove_data")
FOR_AN_INVITATION = ("send_again", "revoke")
OUTSIDE = ("in no group", AUTHORS, REVIEWERS, MANAGING_EDITORS, DATA_STEWARDS)


@pytest.fixture
def administrator():
    return make_user(ADMINISTRATORS)


def screens() -> list[str]:
    """Every screen about the accounts of others, with a colleague and an invitation to try on."""
    user, chief = make_author(), make_user(superuser=True)
    until = timezone.now() + timedelta(days=1)
    invitation = Invitation.objects.create(
        email="new.colleague@example.org", name="Example", invited_by=chief, expires_at=until
    )
    on_users = [reverse(f"admin:accounts_user_{name}", args=[user.pk]) for name in FOR_A_COLLEAGUE]
    on_invitations = [
        reverse(f"admin:accounts_invitation_{name}", args=[invitation.pk])
        for name in FOR_AN_INVITATION
    ]
    return [
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_change", args=[user.pk]),
        reverse("admin:auth_user_password_change", args=[user.pk]),
        reverse("admin:accounts_invitation_changelist"),
        reverse("admin:accounts_invitation_add"),
        reverse("admin:accounts_invitation_change", args=[invitation.pk]),
        *on_users,
        *on_invitations,
    ]


@pytest.mark.parametrize("group", OUTSIDE)
def test_only_administrators_open_the_screens_of_accounts(group):
    client = client_of(make_user(group))
    for address in screens():
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code == 403, address


@pytest.mark.parametrize("superuser", [False, True])
def test_administrators_open_every_screen_of_accounts(superuser):
    client = client_of(make_user(ADMINISTRATORS, superuser=superuser))
    for address in screens():
        assert client.get(address).status_code == 200, address


def test_a_look_at_a_screen_changes_nothing():
    addresses = screens()
    before = list(User.objects.order_by("pk").values())
    client = client_of(make_user(superuser=True))
    for address in addresses:
        client.get(address)
    assert list(User.objects.order_by("pk").values())[: len(before)] == before
    assert Invitation.objects.get().is_open


# --- Rights that nobody takes -----------------------------------------------------------


def test_an_administrator_of_accounts_is_not_an_administrator_of_everything(administrator):
    client, chief = client_of(administrator), make_user(superuser=True)
    for name in ("change", "reset_factor", "sign_out", "send_link", "unlock", "remove_data"):
        address = reverse(f"admin:accounts_user_{name}", args=[chief.pk])
        assert client.post(address, {"is_active": ""}).status_code == 403, name
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert client.post(password, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403
    user = make_author()
    address = reverse("admin:accounts_user_change", args=[user.pk])
    values = {"email": user.email, "language": "en", "is_active": "on", "is_staff": "on"}
    assert client.post(address, values | {"is_superuser": "on"}).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser


def test_the_buttons_for_a_colleague_do_nothing_to_ones_own_account():
    """They ask for no password: a desk that was left open must not lose its second factor."""
    chief = make_user(superuser=True)
    authenticator_of(chief)
    client = Client()
    sign_in(client, chief.email, code=code_of(chief.totpdevice_set.get()))
    for name in ("reset_factor", "sign_out", "send_link", "unlock", "remove_data"):
        address = reverse(f"admin:accounts_user_{name}", args=[chief.pk])
        assert client.post(address).status_code == 403, name
    assert chief.totpdevice_set.exists()


def test_nobody_widens_or_ends_their_own_rights(administrator):
    client = client_of(administrator)
    address = reverse("admin:accounts_user_change", args=[administrator.pk])
    client.post(address, {"email": administrator.email, "language": "fa", "groups": []})
    administrator.refresh_from_db()
    assert administrator.language == "fa"
    assert administrator.is_active
    assert [group.name for group in administrator.groups.all()] == [ADMINISTRATORS]
