"""The second factor: set up with a picture, codes that work once, replaced, reset."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from iomiran.accounts import second_factor
from iomiran.accounts.models import Kind, RecoveryCode, RecoverySheet, SecurityEvent
from iomiran.accounts.models.recovery import LENGTH, LETTERS, digest, random_code

from .factories import make_author, make_user
from .signing_in import (
    DESK,
    PASSWORD,
    authenticator_of,
    client_of,
    code_of,
    send_letters,
    sign_in,
    text_of,
)

pytestmark = pytest.mark.django_db
SCREEN = "/admin/second-factor/"


def begin(client) -> str:
    """The code of the authenticator that waits to be confirmed."""
    client.get(SCREEN)
    return code_of(TOTPDevice.objects.get(confirmed=False))


def kinds() -> list[str]:
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


# --- Setting up -------------------------------------------------------------------------


def test_where_it_is_optional_a_member_of_staff_may_set_it_up_and_is_then_asked():
    user = make_author()
    client = client_of(user)
    assert client.get(DESK).status_code == 200, "nobody has to"
    assert 'name="code"' not in text_of(Client().get("/admin/login/"))
    response = client.post(SCREEN, {"code": begin(client), "password": PASSWORD})
    assert len(response.context["codes"]) == second_factor.RECOVERY_CODES
    assert client.get(DESK).status_code == 200, "still signed in"
    assert 'name="code"' in text_of(Client().get("/admin/login/"))
    assert sign_in(Client(), user.email).status_code == 200, "the password alone opens nothing"
    code = code_of(TOTPDevice.objects.get(user=user))
    assert sign_in(Client(), user.email, code=code).url == DESK


def test_a_colleague_without_one_signs_in_as_before():
    authenticator_of(make_author())
    assert sign_in(Client(), make_author().email, code="").url == DESK


def test_the_set_up_asks_for_the_password_once_somebody_is_inside():
    client = client_of(make_author())
    code = begin(client)
    assert "not your password" in text_of(client.post(SCREEN, {"code": code, "password": "wrong"}))
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_the_picture_holds_the_secret_and_is_kept_by_nobody():
    user = make_author()
    client = client_of(user)
    page = client.get(SCREEN)
    address = reverse("admin:second_factor_picture")
    assert f'src="{address}"' in text_of(page)
    picture = client.get(address)
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    device = TOTPDevice.objects.get(user=user)
    assert picture.content == second_factor.picture_of(device)
    assert picture.content.startswith(b"<svg")
    assert b"style=" not in picture.content
    assert device.key.encode() not in picture.content


def test_nobody_else_gets_the_picture():
    address = reverse("admin:second_factor_picture")
    client_of(make_author()).get(SCREEN)
    assert Client().get(address).status_code == 404
    assert client_of(make_user(staff=False)).get(address).status_code == 404
    user = make_author()
    authenticator_of(user)
    unverified = client_of(user)
    assert unverified.get(address).status_code == 404, "whoever has one must have signed in with it"


def test_a_code_in_persian_digits_fits():
    client = client_of(make_author())
    persian = begin(client).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post(SCREEN, {"code": persian, "password": PASSWORD}).context["codes"]


def test_another_authenticator_replaces_the_first_and_ends_other_sessions():
    user, here, elsewhere = make_author(), Client(), Client()
    first = authenticator_of(user)
    for client in (here, elsewhere):
        sign_in(client, user.email, code=code_of(first))
        assert client.get(DESK).status_code == 200
    code = begin(here)
    assert TOTPDevice.objects.get(pk=first.pk).confirmed, "good until the new one fits"
    here.post(SCREEN, {"code": code, "password": PASSWORD})
    assert not TOTPDevice.objects.filter(pk=first.pk).exists()
    assert here.get(DESK).status_code == 200
    assert elsewhere.get(DESK).status_code == 302
    assert "second factor was set up" in send_letters()[0].subject


# --- Codes ------------------------------------------------------------------------------


def test_a_code_of_the_authenticator_works_once():
    user = make_author()
    code = code_of(authenticator_of(user))
    assert sign_in(Client(), user.email, code=code).url == DESK
    assert sign_in(Client(), user.email, code=code).status_code == 200


def test_a_spent_recovery_code_is_told_with_the_number_that_is_left():
    user, client = make_author(), Client()
    authenticator_of(user)
    code = second_factor.new_recovery_codes(user)[0]
    sign_in(client, user.email, code=f" {code.upper().replace('-', ' ')} ")
    assert "7 are left" in text_of(client.get(DESK))
    assert Kind.CODE_USED in kinds()
    assert second_factor.factor_of(user).codes_left == 7
    assert "Recovery codes left:" in text_of(client.get("/admin/account/"))


def test_recovery_codes_are_long_random_and_kept_as_hashes():
    codes = second_factor.new_recovery_codes(make_author())
    assert len(set(codes)) == 8
    assert all(set(code) <= {*LETTERS, "-"} for code in codes)
    assert len(LETTERS) ** LENGTH > 2**112, "OWASP ASVS 5, 6.5.2: then a plain hash is enough"
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert kept == {digest(code) for code in codes}


def test_new_codes_ask_for_the_password_and_make_the_old_ones_void():
    user, client = make_author(), Client()
    device = authenticator_of(user)
    old = second_factor.new_recovery_codes(user)[0]
    sign_in(client, user.email, code=code_of(device))
    address = reverse("admin:recovery_codes")
    assert client.post(address, {"password": "wrong"}).context["form"].errors
    codes = client.post(address, {"password": PASSWORD}).context["codes"]
    assert sign_in(Client(), user.email, code=old).status_code == 200
    assert sign_in(Client(), user.email, code=codes[0]).url == DESK
    assert codes[0] not in text_of(client.get("/admin/account/")), "shown once"


def test_without_an_authenticator_there_are_no_codes_to_make():
    assert client_of(make_author()).get(reverse("admin:recovery_codes")).url == SCREEN


def test_it_is_switched_off_with_the_password_where_it_is_optional(settings):
    user, client = make_author(), Client()
    sign_in(client, user.email, code=code_of(authenticator_of(user)))
    address = reverse("admin:second_factor_off")
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.post(address, {"password": PASSWORD}).url == "/admin/account/"
    assert TOTPDevice.objects.filter(user=user).exists()
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.post(address, {"password": "wrong"}).status_code == 200
    client.post(address, {"password": PASSWORD})
    assert not second_factor.factor_of(user)
    assert sign_in(Client(), user.email).url == DESK


# --- A colleague's ----------------------------------------------------------------------


def test_an_administrator_resets_a_colleagues_factor_which_is_told_and_written_down():
    user, administrator, theirs = make_author(), make_user(superuser=True), Client()
    sign_in(theirs, user.email, code=code_of(authenticator_of(user)))
    client = client_of(administrator)
    address = reverse("admin:accounts_user_reset_factor", args=[user.pk])
    assert client.get(address).status_code == 200
    assert second_factor.factor_of(user), "a look changes nothing"
    client.post(address)
    assert not second_factor.factor_of(user)
    assert theirs.get(DESK).status_code == 302, "signed out"
    event = SecurityEvent.objects.get(kind=Kind.FACTOR_RESET)
    assert (event.about, event.by) == (user, administrator)
    letter = send_letters()[0]
    assert letter.to == [user.email]
    assert "reset" in letter.subject
    assert "has no second factor" in text_of(client.post(address, follow=True))


def test_nobody_but_an_administrator_resets_it():
    user = make_author()
    authenticator_of(user)
    address = reverse("admin:accounts_user_reset_factor", args=[user.pk])
    assert client_of(make_author()).post(address).status_code == 403
    assert Client().post(address).status_code == 302
    assert second_factor.factor_of(user)


# --- The database's part ----------------------------------------------------------------


def test_an_account_has_one_sheet_of_codes():
    user = make_author()
    RecoverySheet.objects.create(user=user, name="example")
    with pytest.raises(IntegrityError, match="recoverysheet_one_each"), transaction.atomic():
        RecoverySheet.objects.create(user=user, name="example")


def test_a_code_stands_on_its_sheet_once():
    sheet = RecoverySheet.objects.create(user=make_author(), name="example")
    row = {"sheet": sheet, "digest": digest(random_code())}
    RecoveryCode.objects.create(**row)
    with pytest.raises(IntegrityError, match="recoverycode_once"), transaction.atomic():
        RecoveryCode.objects.create(**row)


# --- From a terminal --------------------------------------------------------------------


def test_who_runs_the_portal_resets_the_only_administrators_factor():
    user, out = make_user(superuser=True), io.StringIO()
    authenticator_of(user)
    call_command("reset_second_factor", user.email.upper(), stdout=out)
    assert "sets up a new second factor" in out.getvalue()
    assert not second_factor.factor_of(user)
    assert SecurityEvent.objects.get(kind=Kind.FACTOR_RESET).about == user
    for wrong, said in ((user.email, "no second factor"), ("x@example.org", "No account")):
        with pytest.raises(CommandError, match=said):
            call_command("reset_second_factor", wrong)
