"""Invitations and new passwords by e-mail: links that work once, for a while, and tell nothing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from iomiran.accounts import invitations, letters, tasks
from iomiran.accounts.groups import AUTHORS
from iomiran.accounts.models import Invitation, Kind, SecurityEvent, User

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
ADD = "/admin/accounts/invitation/add/"
RESET = "/admin/password_reset/"
NEW = {"new_password1": OTHER, "new_password2": OTHER}
SOMEBODY = "new.colleague@example.org"


@pytest.fixture
def administrator():
    return make_user(superuser=True)


def invite(administrator, **values) -> Invitation:
    group = Group.objects.get(name=AUTHORS)
    given = {"email": SOMEBODY, "name": "Example Colleague", "language": "en"} | values
    response = client_of(administrator).post(ADD, given | {"groups": [group.pk]})
    assert response.status_code == 302, response.context["errors"]
    return Invitation.objects.get(email=given["email"])


def act(administrator, invitation, name: str):
    address = reverse(f"admin:accounts_invitation_{name}", args=[invitation.pk])
    return client_of(administrator).post(address, follow=True)


# --- Invitations ------------------------------------------------------------------------


def test_an_invited_person_chooses_a_password_and_may_do_what_was_granted(administrator):
    invite(administrator)
    assert not User.objects.filter(email=SOMEBODY).exists(), "no account before it is accepted"
    letter = send_letters()[0]
    assert letter.to == [SOMEBODY]
    client, address = Client(), link_in(letter)
    assert SOMEBODY in text_of(client.get(address))
    assert client.post(address, NEW).url == "/admin/login/"
    user = User.objects.get(email=SOMEBODY)
    assert (user.name, user.is_staff, user.is_superuser) == ("Example Colleague", True, False)
    assert [group.name for group in user.groups.all()] == [AUTHORS]
    assert sign_in(client, SOMEBODY, OTHER).url == DESK
    assert client.get(DESK).status_code == 200, "the password is theirs: nothing to replace"
    kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
    assert {Kind.INVITED, Kind.INVITATION_ACCEPTED} <= kinds


def test_a_link_works_once(administrator):
    invite(administrator)
    address = link_in(send_letters()[0])
    Client().post(address, NEW)
    again = Client().post(address, NEW)
    assert again.status_code == 410
    assert "no longer valid" in text_of(again)


def test_a_look_at_the_link_does_not_spend_it(administrator):
    """Mail programs open links to look for dangers."""
    invite(administrator)
    address = link_in(send_letters()[0])
    for _look in range(3):
        assert Client().get(address).status_code == 200
    assert Client().post(address, NEW).status_code == 302


def test_a_link_runs_out(administrator):
    invitation = invite(administrator)
    address = link_in(send_letters()[0])
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    assert Client().post(address, NEW).status_code == 410
    assert Invitation.objects.get().state == "Run out"


def test_a_weak_password_is_refused_and_the_link_stays_good(administrator):
    invite(administrator)
    address = link_in(send_letters()[0])
    weak = {"new_password1": "Example.Colleague", "new_password2": "Example.Colleague"}
    assert "too little else" in text_of(Client().post(address, weak))
    assert Client().post(address, NEW).status_code == 302


def test_sent_again_the_earlier_link_is_void(administrator):
    invitation = invite(administrator)
    first = link_in(send_letters()[0])
    act(administrator, invitation, "send_again")
    assert Client().get(first).status_code == 410, "at once, not when the next is sent"
    second = link_in(send_letters()[0])
    assert Client().post(second, NEW).status_code == 302


def test_taken_back_it_opens_nothing_and_cannot_be_sent_again(administrator):
    invitation = invite(administrator)
    address = link_in(send_letters()[0])
    act(administrator, invitation, "revoke")
    assert Client().post(address, NEW).status_code == 410
    assert "was taken back" in text_of(act(administrator, invitation, "send_again"))
    assert send_letters() == []
    assert invite(administrator, email=SOMEBODY.upper()).is_open, "invited anew"


def test_what_was_taken_back_before_the_letter_was_written_is_not_sent(administrator):
    act(administrator, invite(administrator), "revoke")
    assert send_letters() == []


def test_an_accepted_invitation_is_over(administrator):
    invitation = invite(administrator)
    Client().post(link_in(send_letters()[0]), NEW)
    for name in ("send_again", "revoke"):
        assert "was accepted" in text_of(act(administrator, invitation, name))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": ""}, "required"),
        ({"email": "no address"}, "valid email"),
        ({"name": ""}, "required"),
        ({"language": "xx"}, "valid choice"),
        ({"groups": ["999999"]}, "valid choice"),
    ],
)
def test_a_wrong_invitation_is_refused_beside_its_field(administrator, values, said):
    given = {"email": SOMEBODY, "name": "Example", "language": "en"} | values
    response = client_of(administrator).post(ADD, given)
    assert said in text_of(response)
    assert not Invitation.objects.exists()


def test_who_has_an_account_or_an_invitation_is_not_invited(administrator):
    colleague = make_author()
    given = {"name": "Example", "language": "en"}
    client = client_of(administrator)
    response = client.post(ADD, given | {"email": colleague.email.upper()})
    assert "There is an account" in text_of(response)
    invite(administrator)
    assert "invited already" in text_of(client.post(ADD, given | {"email": SOMEBODY.upper()}))


def test_only_the_hash_of_a_link_is_kept(administrator):
    invite(administrator)
    secret = link_in(send_letters()[0]).rstrip("/").rpartition("/")[2]
    row = Invitation.objects.get()
    assert len(secret) > 40
    assert secret not in repr(vars(row))
    assert invitations.invitation_of(secret) == row


@pytest.mark.parametrize("secret", ["x", "0" * 64, "%00", "é"])
def test_a_made_up_link_opens_nothing(administrator, secret):
    invite(administrator)
    send_letters()
    assert Client().get(f"/admin/invitation/{secret}/").status_code == 410


def test_only_administrators_invite():
    client = client_of(make_author())
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"email": SOMEBODY, "name": "x", "language": "en"}).status_code == 403


def test_a_letter_is_written_in_the_language_of_the_invited(administrator):
    invite(administrator, language="fa")
    body = send_letters()[0].body
    with translation.override("fa"):
        wanted = letters.invitation_letter(Invitation.objects.get(), "x")
    assert wanted.paragraphs[0] in body


# --- A new password by e-mail -------------------------------------------------------------


def ask(email: str, client=None):
    return (client or Client()).post(RESET, {"email": email})


def test_a_link_lets_its_owner_choose_a_new_password_once():
    user = make_author()
    elsewhere = client_of(user)
    ask(user.email.upper())
    letter = send_letters()[0]
    assert letter.to == [user.email]
    address, client = link_in(letter), Client()
    assert client.get(address).status_code == 200
    assert client.post(address, NEW).url == "/admin/login/"
    assert sign_in(client, user.email, OTHER).url == DESK
    assert elsewhere.get(DESK).status_code == 302, "signed out elsewhere"
    assert Client().post(address, NEW).status_code == 410
    assert "Your password was changed" in [m.subject for m in send_letters()]


def test_neither_the_answer_nor_the_work_tells_whether_an_account_exists():
    user, counts, answers = make_author(), [], []
    for name in (user.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as asked:
            answers.append(ask(name))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert text_of(answers[0]) == text_of(answers[1])
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [letter.to for letter in send_letters()] == [[user.email]]


def test_no_link_for_who_may_not_sign_in():
    inactive, reader = make_author(), make_user(staff=False)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    for email in (inactive.email, reader.email):
        ask(email)
    assert send_letters() == []


def test_nobody_fills_a_colleagues_mailbox():
    user = make_author()
    sent = []
    for _time in range(tasks.MOST_LINKS + 3):
        ask(user.email)
        ask(user.email)  # while one waits to be sent, a second is none
        sent += send_letters()
    assert len(sent) == tasks.MOST_LINKS


def test_a_link_does_not_get_round_the_second_factor():
    user = make_author()
    device = authenticator_of(user)
    ask(user.email)
    client = Client()
    client.post(link_in(send_letters()[0]), NEW)
    assert client.get(DESK).status_code == 302, "nobody is signed in by a link"
    assert sign_in(client, user.email, OTHER).status_code == 200
    assert sign_in(client, user.email, OTHER, code=code_of(device)).url == DESK


def test_a_link_runs_out_after_an_hour(settings):
    user = make_author()
    ask(user.email)
    address = link_in(send_letters()[0])
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(address).status_code == 410


def test_a_link_is_void_once_the_password_is_another():
    user = make_author()
    ask(user.email)
    address = link_in(send_letters()[0])
    user.refresh_from_db()
    user.set_password(OTHER)
    user.save()
    assert Client().get(address).status_code == 410


@pytest.mark.parametrize("address", ["x/y", "MQ/x", "%00/x", "OTk5OTk5/c-x", "LTE/x"])
def test_a_made_up_link_is_refused_in_a_sentence(address):
    response = Client().get(f"{RESET}{address}/")
    assert response.status_code == 410
    assert "no longer valid" in text_of(response)


def test_a_letter_names_our_address_whatever_the_request_claims(settings):
    settings.ALLOWED_HOSTS = ["*"]
    user = make_author()
    Client(headers={"host": "evil.example"}).post(RESET, {"email": user.email})
    body = send_letters()[0].body
    assert "evil.example" not in body
    assert settings.SITE_URL in body


def test_an_administrator_sends_a_link_and_never_learns_the_password(administrator):
    user = make_author()
    address = reverse("admin:accounts_user_send_link", args=[user.pk])
    client_of(administrator).post(address)
    assert [letter.to for letter in send_letters()] == [[user.email]]


def test_the_entrance_speaks_the_language_of_the_browser():
    page = text_of(Client(headers={"accept-language": "fa-IR,fa;q=0.9"}).get(RESET))
    assert 'lang="fa" dir="rtl"' in page
    assert 'lang="en"' in text_of(Client().get(RESET))


def test_screens_with_a_secret_in_their_address_are_kept_by_nobody(administrator):
    invite(administrator)
    response = Client().get(link_in(send_letters()[0]))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


# --- The database's part ----------------------------------------------------------------


def row(administrator, **values) -> Invitation:
    until = timezone.now() + timedelta(days=1)
    given = {"email": SOMEBODY, "name": "x", "invited_by": administrator, "expires_at": until}
    return Invitation.objects.create(**given | values)


@pytest.mark.parametrize(
    ("first", "second", "constraint"),
    [
        ({}, {"email": SOMEBODY.upper()}, "invitation_one_open"),
        ({"digest": "x"}, {"email": "b@example.org", "digest": "x"}, "invitation_digest_once"),
        (None, {"accepted_at": timezone.now()}, "invitation_accepted_has_account"),
    ],
)
def test_the_database_keeps_the_rules(administrator, first, second, constraint):
    if first is not None:
        row(administrator, **first)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(administrator, **second)


def test_an_invitation_has_one_end(administrator):
    now = timezone.now()
    with pytest.raises(IntegrityError, match="invitation_one_end"), transaction.atomic():
        row(administrator, accepted_at=now, revoked_at=now, account=make_author())


def test_only_the_faster_of_two_answers_makes_the_account(administrator):
    invite(administrator)
    secret = link_in(send_letters()[0]).rstrip("/").rpartition("/")[2]
    invitations.accept(secret=secret, password=PASSWORD)
    with pytest.raises(Exception, match="no longer valid"):
        invitations.accept(secret=secret, password=OTHER)
    assert User.objects.get(email=SOMEBODY).check_password(PASSWORD)
