"""Guessing is stopped, from one place and from many; a colleague is never kept out for ever."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iomiran.accounts import devices, lockout, second_factor
from iomiran.accounts.models import Kind, KnownDevice, SecurityEvent

from .factories import make_author, make_user
from .signing_in import (
    DESK,
    OTHER,
    PASSWORD,
    authenticator_of,
    client_of,
    code_of,
    link_in,
    send_letters,
    sign_in,
    text_of,
)

pytestmark = pytest.mark.django_db


def guess_from_everywhere(email: str, times: int = lockout.MOST_FOR_A_NAME, **fields) -> None:
    """Each guess from an address of its own, so that no address is locked."""
    for number in range(times):
        wrong = {"password": "wrong"} | fields
        sign_in(Client(), email, address=f"198.51.100.{number + 1}", **wrong)


def later(**span) -> None:
    """As if so much time had passed since the guesses."""
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(**span)
        attempt.save()


def is_slowed(response) -> bool:
    return response.status_code == 200 and "from many places" in text_of(response)


# --- One place --------------------------------------------------------------------------


def test_the_locked_out_read_what_happened_and_what_to_do(settings):
    user = make_user()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(Client(), user.email, "wrong")
    assert response.status_code == 429
    assert "no-store" in response["Cache-Control"]
    assert "wait half an hour" in text_of(response)
    assert "<html" in text_of(response)


def test_wrong_codes_count_like_wrong_passwords(settings):
    user = make_author()
    device = authenticator_of(user)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(Client(), user.email, code="000000x")
    assert response.status_code == 429
    assert sign_in(Client(), user.email, code=code_of(device)).status_code == 429
    assert sign_in(Client(), user.email, code=code_of(device), address="192.0.2.9").url == DESK


def test_a_forgotten_code_is_no_guess(settings):
    user = make_author()
    device = authenticator_of(user)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        assert sign_in(Client(), user.email).status_code == 200
    assert sign_in(Client(), user.email, code=code_of(device)).url == DESK


def test_wrong_passwords_inside_count_too(settings):
    """Whoever sits down at a desk that was left open cannot guess there without end."""
    user = make_author()
    client = client_of(user)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        client.post(
            reverse("admin:password_change"),
            {"old_password": "wrong", "new_password1": OTHER, "new_password2": OTHER},
        )
    right = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    response = client.post(reverse("admin:password_change"), right)
    assert "Wait half an hour" in text_of(response)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_lock_out_is_written_down_once(settings):
    user = make_user()
    for _attempt in range(settings.AXES_FAILURE_LIMIT + 3):
        sign_in(Client(), user.email, "wrong")
    rows = SecurityEvent.objects.filter(about=user).values_list("kind", flat=True)
    assert sorted(rows) == [Kind.LOCKED_OUT] + [Kind.SIGN_IN_FAILED] * settings.AXES_FAILURE_LIMIT


# --- Many places ------------------------------------------------------------------------


def test_guesses_from_many_places_stop_strangers_and_not_a_known_device():
    user, known = make_user(), Client()
    sign_in(known, user.email)
    guess_from_everywhere(user.email)
    assert is_slowed(sign_in(Client(), user.email)), "the right password from a stranger"
    assert sign_in(known, user.email, address="203.0.113.5").url == DESK
    assert SecurityEvent.objects.filter(kind=Kind.SLOWED, about=user).count() == 1


def test_a_name_that_no_account_has_gets_the_same_answer():
    guess_from_everywhere("nobody@example.org")
    assert is_slowed(sign_in(Client(), "nobody@example.org"))


def test_what_is_refused_does_not_prolong_the_refusal():
    user = make_user()
    guess_from_everywhere(user.email)
    later(minutes=29)
    guess_from_everywhere(user.email, times=5)
    later(minutes=2)
    assert sign_in(Client(), user.email).url == DESK


def test_a_new_device_is_let_in_by_a_link_while_strangers_guess():
    user, new = make_user(), Client()
    guess_from_everywhere(user.email)
    new.post(reverse("admin:password_reset"), {"email": user.email})
    address = link_in(send_letters()[0])
    new.post(address, {"new_password1": OTHER, "new_password2": OTHER})
    assert sign_in(new, user.email, OTHER).url == DESK


def test_a_known_device_that_guesses_is_a_stranger_for_a_while(settings):
    user, known = make_user(), Client()
    sign_in(known, user.email)
    guess_from_everywhere(user.email)
    for number in range(settings.AXES_FAILURE_LIMIT):
        sign_in(known, user.email, "wrong", address=f"203.0.113.{number}")
    assert is_slowed(sign_in(known, user.email, address="203.0.113.99"))


def test_a_cookie_that_we_did_not_make_or_that_is_a_colleagues_helps_nobody():
    user, colleague, stranger = make_user(), make_user(), Client()
    sign_in(stranger, colleague.email)
    guess_from_everywhere(user.email)
    assert is_slowed(sign_in(stranger, user.email))
    stranger.cookies[devices.COOKIE] = "x" * 43
    assert is_slowed(sign_in(stranger, user.email))


def test_two_colleagues_who_share_a_machine_are_both_known_there():
    machine, users = Client(), (make_user(), make_user())
    for user in users:
        sign_in(machine, user.email)
    for user in users:
        guess_from_everywhere(user.email)
        assert sign_in(machine, user.email).url == DESK


def test_of_a_device_only_a_hash_is_kept_and_only_the_desk_gets_its_cookie():
    client = Client()
    response = sign_in(client, make_user().email)
    cookie = response.cookies[devices.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert KnownDevice.objects.get().digest not in cookie.value
    assert len(KnownDevice.objects.get().digest) == 64


def test_no_account_has_ever_more_devices_than_a_person_has():
    user = make_user()
    for _device in range(devices.MOST_DEVICES + 2):
        sign_in(Client(), user.email)
    assert user.known_devices.count() == devices.MOST_DEVICES


# --- Codes from many places ---------------------------------------------------------------


def test_who_knows_the_password_guesses_few_codes_and_its_owner_is_told():
    user, known = make_author(), Client()
    device = authenticator_of(user)
    sign_in(known, user.email, code=code_of(device))
    right = {"password": PASSWORD, "code": "000000x"}
    guess_from_everywhere(user.email, times=lockout.MOST_CODES, **right)
    later(minutes=31)
    assert is_slowed(sign_in(Client(), user.email, code=code_of(device))), "for a day"
    assert sign_in(known, user.email, code=code_of(device)).url == DESK
    letters = send_letters()
    assert [letter.subject for letter in letters] == ["Somebody may know your password"]


def test_a_new_password_begins_the_count_of_codes_anew():
    user, stranger = make_author(), Client()
    device = authenticator_of(user)
    right = {"password": PASSWORD, "code": "000000x"}
    guess_from_everywhere(user.email, times=lockout.MOST_CODES, **right)
    later(minutes=31)
    Client().post(reverse("admin:password_reset"), {"email": user.email})
    letter = next(m for m in send_letters() if "one hour" in m.body)
    stranger.post(link_in(letter), {"new_password1": OTHER, "new_password2": OTHER})
    assert sign_in(Client(), user.email, OTHER, code=code_of(device)).url == DESK


def test_wrong_codes_never_make_the_authenticator_wait():
    """django-otp would double the wait with each: after twenty, the owner waits for days."""
    user = make_author()
    device = authenticator_of(user)
    for _guess in range(20):
        assert not device.verify_token("000000x")
    device.refresh_from_db()
    assert device.verify_is_allowed()[0]
    assert device.verify_token(code_of(device))
    assert second_factor.factor_of(user)


# --- An administrator's help ----------------------------------------------------------------


def test_an_administrator_lets_a_colleague_try_again_at_once(settings):
    user = make_user()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        sign_in(Client(), user.email, "wrong")
    address = reverse("admin:accounts_user_unlock", args=[user.pk])
    client_of(make_user(superuser=True)).post(address)
    assert sign_in(Client(), user.email).url == DESK
    assert SecurityEvent.objects.filter(kind=Kind.UNLOCKED, about=user).exists()


def test_no_password_and_no_code_is_kept_with_an_attempt():
    user = make_author()
    authenticator_of(user)
    sign_in(Client(), user.email, "a wrong secret")
    sign_in(Client(), user.email, code="wrongcode")
    kept = "".join(f"{row.post_data} {row.get_data}" for row in AccessAttempt.objects.all())
    assert "a wrong secret" not in kept
    assert "wrongcode" not in kept


def test_a_device_is_known_to_an_account_once():
    row = {"user": make_user(), "digest": "0" * 64, "used_at": timezone.now()}
    KnownDevice.objects.create(**row)
    with pytest.raises(IntegrityError, match="knowndevice_once"), transaction.atomic():
        KnownDevice.objects.create(**row)
