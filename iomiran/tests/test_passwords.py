"""Passwords by OWASP ASVS 5, V6.2: long, of any signs, not easy to guess, theirs for good."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iomiran.accounts.models import User

from .factories import make_author, make_user
from .signing_in import DESK, OTHER, PASSWORD, client_of, sign_in, text_of

pytestmark = pytest.mark.django_db
CHANGE = "/admin/password_change/"


def faults(password: str, user=None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "velvet anchor quiet mosaic",
        "آفتاب بر دیوار کوتاه باغ",
        "gK7#vQ0zLw2p",
        "    spaces before and behind    ",
        "🦊🌿🪨🌊🔑🧭🪵🍂🌙⛵🎻🧵",
        "onlylowercaseletterswithoutanything",
        "velvet anchor quiet mosaic " * 4,
    ],
)
def test_any_signs_make_a_good_password(password):
    assert faults(password) == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short one", "at least 12 characters"),
        ("", "at least 12 characters"),
        ("password1234", "easy to guess"),
        ("Password1234!!", "easy to guess"),
        ("P@ssw0rdP@ssw0rd", "easy to guess"),
        ("qwertyuiop12", "easy to guess"),
        ("aaaaaaaaaaaaaaaa", "too little else"),
        ("123456789012345", "easy to guess"),
        ("iomiran2024!!", "too little else"),
        ("IOM-Iran-Portal-1403", "too little else"),
        ("مهاجرت ایران ۱۴۰۳", "too little else"),
    ],
)
def test_what_is_easy_to_guess_is_refused_in_a_sentence(password, said):
    assert any(said in fault for fault in faults(password)), faults(password)


def test_a_persons_own_name_makes_no_password():
    user = User(email="marjan.samplova@example.org", name="Marjan Samplova")
    assert "too little else" in faults("Marjan.Samplova1", user)[0]
    assert faults("Marjan likes velvet anchors and mosaics", user) == []


def test_there_is_no_most_and_nothing_is_cut_off():
    user = make_user()
    long = "velvet anchor quiet mosaic " * 40
    user.set_password(long)
    user.save()
    assert sign_in(Client(), user.email, long).url == DESK
    assert sign_in(Client(), user.email, long[:-1]).status_code == 200
    assert sign_in(Client(), user.email, long.upper()).status_code == 200
    assert sign_in(Client(), user.email, long.strip()).status_code == 200


def test_the_form_asks_for_the_present_password_and_refuses_the_same():
    user = make_author()
    client = client_of(user)
    new = {"new_password1": OTHER, "new_password2": OTHER}
    assert "not your password" in text_of(client.post(CHANGE, new | {"old_password": "wrong"}))
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert "another password" in text_of(client.post(CHANGE, same))
    other = new | {"old_password": PASSWORD, "new_password2": "a different one, mistyped"}
    assert "match" in text_of(client.post(CHANGE, other))
    assert client.post(CHANGE, new | {"old_password": PASSWORD}).url == DESK


def test_fields_hide_what_is_typed_and_let_managers_and_pasting_work():
    page = text_of(client_of(make_author()).get(CHANGE))
    assert page.count('type="password"') == 3
    assert 'autocomplete="current-password"' in page
    assert page.count('autocomplete="new-password"') == 2
    assert "onpaste" not in page
    assert "maxlength" not in page


def test_no_password_grows_old():
    user = make_author()
    long_ago = timezone.now() - timezone.timedelta(days=4000)
    User.objects.filter(pk=user.pk).update(date_joined=long_ago, last_login=long_ago)
    assert sign_in(Client(), user.email).url == DESK


def test_the_screen_says_what_is_wanted_before_anything_is_typed():
    page = text_of(client_of(make_author()).get(CHANGE))
    assert "At least 12 characters; 15 or more are better." in page
    assert "Any letters, digits, signs and spaces." in page


def test_an_administrators_own_password_has_no_way_around_the_present_one():
    administrator = make_user(superuser=True)
    client = client_of(administrator)
    address = reverse("admin:auth_user_password_change", args=[administrator.pk])
    given = {"usable_password": "true", "password1": OTHER, "password2": OTHER}
    assert client.post(address, given).url == CHANGE
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)
