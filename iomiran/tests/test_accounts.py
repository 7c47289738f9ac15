"""Signing in, in both profiles: passwords, lock-out, second factor, language."""

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from iomiran.accounts import second_factor
from iomiran.accounts.models import User

from .factories import make_author, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long example password"
SIGN_IN = "/admin/login/"
DESK = "/admin/"


def sign_in(client, email, password=PASSWORD, address="192.0.2.1", **fields):
    data = {"username": email, "password": password, "next": DESK} | fields
    return client.post(SIGN_IN, data, REMOTE_ADDR=address)


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_staff_sign_in_with_their_e_mail_in_any_case():
    user = make_user()
    assert sign_in(Client(), user.email.upper()).url == DESK


def test_who_is_not_staff_stays_outside():
    assert sign_in(Client(), make_user(staff=False).email).status_code == 200


def test_a_deactivated_account_stays_outside():
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert sign_in(Client(), user.email).status_code == 200


def test_too_many_wrong_passwords_lock_that_name_at_that_address_only(settings):
    user, colleague = make_user(), make_user()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(Client(), user.email, "wrong")
    assert response.status_code == 429
    assert sign_in(Client(), user.email).status_code == 429, "the right password no longer helps"
    assert sign_in(Client(), colleague.email).url == DESK, "a colleague at the same address"
    assert sign_in(Client(), user.email, address="192.0.2.2").url == DESK, "from elsewhere"


def test_the_name_is_counted_however_it_is_typed(settings):
    user = make_user()
    for attempt in range(settings.AXES_FAILURE_LIMIT):
        name = user.email.upper() if attempt % 2 else f" {user.email}"
        response = sign_in(Client(), name, "wrong")
    assert response.status_code == 429


def test_behind_a_proxy_the_address_it_saw_counts(settings):
    settings.PROXIES = 1
    user = make_user()
    client = Client(headers={"x-forwarded-for": "198.51.100.1, 192.0.2.7"})
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, user.email, "wrong", address="127.0.0.1")
    assert sign_in(client, user.email, address="127.0.0.1").status_code == 429
    other = Client(headers={"x-forwarded-for": "192.0.2.7, 192.0.2.8"})
    assert sign_in(other, user.email, address="127.0.0.1").url == DESK


def test_a_one_time_password_opens_the_screen_that_replaces_it_and_nothing_else():
    user = make_user(superuser=True)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    client = Client()
    sign_in(client, user.email)
    change = reverse("admin:password_change")
    assert client.get(DESK).url == change
    assert client.get(reverse("admin:accounts_user_changelist")).url == change
    assert client.get(change).status_code == 200
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert "another password" in client.post(change, same).content.decode()
    new = "quite another example password"
    client.post(change, same | {"new_password1": new, "new_password2": new})
    assert client.get(DESK).status_code == 200


def test_a_password_that_somebody_else_sets_is_a_one_time_password():
    administrator, colleague = make_user(superuser=True), make_author()
    client = Client()
    client.force_login(administrator)
    new = "an example password from a colleague"
    address = reverse("admin:auth_user_password_change", args=[colleague.pk])
    client.post(address, {"usable_password": "true", "password1": new, "password2": new})
    colleague.refresh_from_db()
    assert colleague.check_password(new)
    assert colleague.must_change_password


def test_the_desk_speaks_the_language_of_the_account():
    user = make_author()
    User.objects.filter(pk=user.pk).update(language="fa")
    client = Client()
    client.force_login(user)
    assert 'lang="fa" dir="rtl"' in client.get(DESK).content.decode()


def test_a_first_sign_in_sets_up_the_second_factor(strict):
    user, client = make_author(), Client()
    sign_in(client, user.email)
    screen = reverse("admin:second_factor")
    assert client.get(DESK).url == screen
    shown = second_factor.secret_of(TOTPDevice(user=user, key="0" * 40))
    assert shown == "AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA"
    client.get(screen)
    assert "does not fit" in client.post(screen, {"code": "000000x"}).content.decode()
    device = TOTPDevice.objects.get(user=user)
    device.throttle_reset()
    response = client.post(screen, {"code": f"{totp(device.bin_key):06}"})
    assert len(response.context["codes"]) == second_factor.RECOVERY_CODES
    assert client.get(DESK).status_code == 200


def test_who_has_a_second_factor_signs_in_with_its_code(strict):
    user = make_author()
    device = TOTPDevice.objects.create(user=user, name="example", confirmed=True)
    assert "authenticator" in sign_in(Client(), user.email).content.decode()
    assert sign_in(Client(), user.email, code="12").status_code == 200
    device.throttle_reset()
    client = Client()
    assert sign_in(client, user.email, code=f"{totp(device.bin_key):06}").url == DESK
    assert client.get(DESK).status_code == 200


def test_a_recovery_code_opens_the_desk_once(strict):
    user = make_author()
    TOTPDevice.objects.create(user=user, name="example", confirmed=True)
    code = second_factor.new_recovery_codes(user)[0]
    assert sign_in(Client(), user.email, code=code).url == DESK
    assert sign_in(Client(), user.email, code=code).status_code == 200


def test_a_password_alone_sets_up_no_other_second_factor(strict):
    """Whoever learns a password cannot replace the authenticator of its owner."""
    user, client = make_author(), Client()
    TOTPDevice.objects.create(user=user, name="example", confirmed=True)
    client.force_login(user)
    assert client.get(reverse("admin:second_factor")).url == SIGN_IN
    assert client.get(DESK).url.startswith(SIGN_IN)
