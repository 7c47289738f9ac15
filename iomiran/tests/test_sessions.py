"""Sessions: seen and ended by their owner; over with an account and with a password."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from iomiran.accounts import sessions
from iomiran.accounts.clients import device_of, network_of
from iomiran.accounts.models import Kind, SecurityEvent, StaffSession, User

from .factories import make_author, make_user
from .signing_in import DESK, OTHER, PASSWORD, client_of, session_of, sign_in, text_of

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"
END = "/admin/account/sign-out/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"


def signed_in(user, agent=PHONE, address="192.0.2.1") -> Client:
    client = Client(headers={"user-agent": agent})
    assert sign_in(client, user.email, address=address).status_code == 302
    return client


def test_the_account_lists_where_it_is_signed_in_without_saying_too_much():
    user = make_author()
    here, _phone = signed_in(user, agent="Mozilla/5.0 (X11; Linux) Chrome/130.0"), signed_in(user)
    page = text_of(here.get(ACCOUNT))
    assert "Firefox, Android" in page
    assert "Chrome, Linux" in page
    assert "192.0.0.0/16" in page
    assert "192.0.2.1" not in page, "the network, not the address"
    assert page.count("This device") == 1
    assert session_of(here).session_key not in page
    seen = StaffSession.objects.values_list("seen_at", flat=True)
    assert all((at.minute, at.second) == (0, 0) for at in seen), "the hour, no finer"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (PHONE, "Firefox, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
        ("", ""),
        ("<script>alert(1)</script> Firefox/1", "Firefox"),
    ],
)
def test_of_a_browser_its_family_is_kept(rf, agent, said):
    assert device_of(rf.get("/", HTTP_USER_AGENT=agent)) == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("192.0.2.77", "192.0.0.0/16"),
        ("2001:db8:1:2::7", "2001:db8::/32"),
        ("::ffff:192.0.2.77", "192.0.0.0/16"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_of_an_address_its_network_is_kept(rf, address, said):
    assert network_of(rf.get("/", REMOTE_ADDR=address)) == said


def test_one_session_is_ended_and_the_others_stay():
    user = make_author()
    here, there, elsewhere = signed_in(user), signed_in(user), signed_in(user)
    name = sessions.name_of(session_of(there).session_key)
    response = here.post(END, {"session": name}, follow=True)
    assert "Signed out on 1 device." in text_of(response)
    assert [c.get(DESK).status_code for c in (here, there, elsewhere)] == [200, 302, 200]
    assert SecurityEvent.objects.filter(kind=Kind.SESSIONS_ENDED, about=user).count() == 1


def test_all_others_are_ended_at_once():
    user, colleague = make_author(), make_author()
    here, there, theirs = signed_in(user), signed_in(user), signed_in(colleague)
    here.post(END)
    assert [c.get(DESK).status_code for c in (here, there, theirs)] == [200, 302, 200]


def test_nobody_ends_the_session_of_a_colleague_from_the_own_account():
    colleague = signed_in(make_author())
    name = sessions.name_of(session_of(colleague).session_key)
    signed_in(make_author()).post(END, {"session": name})
    assert colleague.get(DESK).status_code == 200


def test_a_link_ends_nothing_and_nonsense_is_no_fault():
    user = make_author()
    here, there = signed_in(user), signed_in(user)
    assert here.get(END).url == ACCOUNT
    here.post(END, {"session": "nonsense \0"})
    assert there.get(DESK).status_code == 200


def test_a_new_password_ends_every_other_session_at_once():
    user = make_author()
    here, there = signed_in(user), signed_in(user)
    new = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    here.post(reverse("admin:password_change"), new)
    assert here.get(DESK).status_code == 200
    assert there.get(DESK).status_code == 302
    assert StaffSession.objects.filter(user=user).count() == 1
    assert text_of(here.get(ACCOUNT)).count("This device") == 1


def deactivate(user, active=False) -> None:
    client = client_of(make_user(superuser=True))
    address = reverse("admin:accounts_user_change", args=[user.pk])
    form = client.get(address).context["adminform"].form
    values = {name: form[name].value() or "" for name in ("email", "name", "language")}
    values |= {"is_staff": "on"} | ({"is_active": "on"} if active else {})
    assert client.post(address, values).status_code == 302


def test_a_deactivated_account_is_out_at_once_and_does_not_come_back_by_itself():
    user = make_author()
    client = signed_in(user)
    deactivate(user)
    assert client.get(DESK).status_code == 302
    assert not StaffSession.objects.filter(user=user).exists()
    deactivate(user, active=True)
    assert User.objects.get(pk=user.pk).is_active
    assert client.get(DESK).status_code == 302, "the old session stays ended"
    kinds = SecurityEvent.objects.filter(about=user).values_list("kind", flat=True)
    assert {Kind.DEACTIVATED, Kind.REACTIVATED} <= set(kinds)


def test_an_administrator_signs_a_colleague_out_everywhere():
    user = make_author()
    client = signed_in(user)
    address = reverse("admin:accounts_user_sign_out", args=[user.pk])
    client_of(make_user(superuser=True)).post(address)
    assert client.get(DESK).status_code == 302


def test_who_signs_out_leaves_no_row_behind():
    user = make_author()
    client = signed_in(user)
    client.post("/admin/logout/")
    assert not StaffSession.objects.filter(user=user).exists()
    assert SecurityEvent.objects.filter(kind=Kind.SIGNED_OUT, about=user).exists()


def test_a_session_ends_after_its_time_however_busy_it_is(settings):
    user = make_author()
    client = signed_in(user)
    until = session_of(client).get_expiry_date()
    assert until - timezone.now() <= timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session = session_of(client)
    session[sessions.SEEN] = "an hour ago"
    session.save()
    client.get(DESK)
    assert abs(session_of(client).get_expiry_date() - until) < timedelta(seconds=2)


def test_being_seen_writes_nothing_within_the_hour():
    client = signed_in(make_author())
    client.get(ACCOUNT)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ACCOUNT).status_code == 200
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert len(asked) <= 7


def test_what_has_run_out_is_not_listed():
    user = make_author()
    here, there = signed_in(user), signed_in(user)
    past = timezone.now() - timedelta(minutes=1)
    Session.objects.filter(pk=session_of(there).session_key).update(expire_date=past)
    assert len(here.get(ACCOUNT).context["sessions"]) == 1


def test_the_own_account_is_for_staff_who_may_use_the_desk(settings):
    for client in (Client(), client_of(make_user(staff=False))):
        for address in (ACCOUNT, END, "/admin/account/recovery-codes/", "/admin/audit/"):
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code == 302
                assert answer.url.startswith("/admin/login/")
    settings.SECOND_FACTOR_REQUIRED = True
    assert client_of(make_author()).get(ACCOUNT).url == "/admin/second-factor/"
