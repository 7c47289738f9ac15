"""The audit page: what was done, to whom it is shown, narrowed; and what is forgotten."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.admin.models import LogEntry
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from iomiran.accounts import events
from iomiran.accounts.audit import PER_PAGE
from iomiran.accounts.groups import ADMINISTRATORS, AUTHORS
from iomiran.accounts.models import Invitation, Kind, SecurityEvent, User
from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.models import ACTIONS, AuditEntry
from programmes.tests.factories import make_programme

from .factories import make_author, make_user
from .signing_in import (
    authenticator_of,
    client_of,
    send_letters,
    sign_in,
    text_of,
)

pytestmark = pytest.mark.django_db
AUDIT = "/admin/audit/"


@pytest.fixture
def administrator():
    return make_user(ADMINISTRATORS)


def happened(kind=Kind.SIGNED_IN, at=None, **values) -> SecurityEvent:
    with patch("django.utils.timezone.now", return_value=at or timezone.now()):
        return events.record_event(kind, **values)


def whats(response) -> list[str]:
    return [str(entry.what) for entry in response.context["entries"]]


# --- Who sees what ----------------------------------------------------------------------


def test_administrators_see_both_and_authors_what_was_done_to_content(administrator):
    draft_from(edition=make_programme(), by=administrator)
    happened(Kind.LOCKED_OUT)
    seen = whats(client_of(administrator).get(AUDIT))
    assert "Locked out at one network" in seen
    assert "Draft made" in seen
    seen = whats(client_of(make_author()).get(AUDIT))
    assert "Draft made" in seen
    assert not {"Locked out at one network", "Signed in"} & set(seen)


def test_an_author_gets_no_security_event_by_asking_for_its_kind():
    happened(Kind.LOCKED_OUT)
    response = client_of(make_author()).get(AUDIT, {"kind": Kind.LOCKED_OUT})
    assert "There is no such kind." in text_of(response)
    assert "Locked out at one network" not in whats(response)


def test_who_has_no_part_in_it_sees_nothing():
    assert client_of(make_user()).get(AUDIT).status_code == 403


def test_the_desk_leads_to_it(administrator):
    assert f'href="{AUDIT}"' in text_of(client_of(administrator).get("/admin/"))


# --- What it shows ----------------------------------------------------------------------


def test_the_newest_stands_first_whatever_it_is(administrator):
    happened(Kind.INVITED, by=administrator)
    # Its time is that of the transaction, which a test has only one of.
    AuditEntry.objects.create(
        at=timezone.now(),
        by=administrator,
        action="draft",
        kind="programmes.programmeedition",
        document="an-example",
        edition_number=1,
    )
    happened(Kind.INVITATION_REVOKED, by=administrator)
    seen = whats(client_of(administrator).get(AUDIT, {"person": administrator.pk}))
    wanted = ["Signed in", "Invitation taken back", "Draft made"]
    assert seen[: len(wanted)] == wanted
    assert "Invitation sent" in seen


def test_it_is_narrowed_by_person_kind_and_day(administrator):
    colleague = make_author()
    noon = datetime(2025, 6, 30, 12, tzinfo=UTC)
    happened(Kind.LOCKED_OUT, about=colleague)
    happened(Kind.LOCKED_OUT, at=noon)
    client = client_of(administrator)
    asked = {"person": colleague.pk, "kind": Kind.LOCKED_OUT}
    assert len(whats(client.get(AUDIT, asked))) == 1
    assert len(whats(client.get(AUDIT, {"kind": Kind.LOCKED_OUT}))) == 2
    assert len(whats(client.get(AUDIT, {"day": "2025-06-30"}))) == 1
    assert whats(client.get(AUDIT, {"day": "2025-06-29"})) == []
    assert "Signed in" not in whats(client.get(AUDIT, {"kind": "content"}))


def test_a_day_begins_at_midnight_of_tehran(administrator):
    for minute in (29, 31):  # 23:59 and 00:01 there
        happened(Kind.SLOWED, at=datetime(2025, 6, 29, 20, minute, tzinfo=UTC))
    assert len(whats(client_of(administrator).get(AUDIT, {"day": "2025-06-30"}))) == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"person": "999999"}, "There is no such account."),
        ({"person": "x"}, "There is no such account."),
        ({"kind": "nonsense"}, "There is no such kind."),
        ({"day": "yesterday"}, "Write the day as 2025-06-30."),
        ({"day": "2025-02-31"}, "Write the day as 2025-06-30."),
        ({"page": "nonsense"}, "Page 1 of"),
        ({"page": "999999"}, "Page 2 of 2"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_the_whole_list(administrator, question, said):
    for _row in range(PER_PAGE + 1):
        happened(Kind.LOCKED_OUT)
    response = client_of(administrator).get(AUDIT, question)
    assert response.status_code == 200
    assert said in text_of(response)
    assert whats(response)


def test_forty_to_a_page_take_as_many_questions_as_one(
    administrator, django_assert_max_num_queries
):
    client = client_of(administrator)
    for number in range(PER_PAGE * 2):
        happened(Kind.LOCKED_OUT, about=make_author() if number < 5 else None)
    client.get(AUDIT)
    with django_assert_max_num_queries(14):
        response = client.get(AUDIT, {"page": 2})
    assert len(whats(response)) == PER_PAGE
    assert "page=1" in text_of(response)


def test_the_pages_keep_the_question(administrator):
    for _row in range(PER_PAGE + 1):
        happened(Kind.LOCKED_OUT)
    page = text_of(client_of(administrator).get(AUDIT, {"kind": Kind.LOCKED_OUT, "day": ""}))
    assert "?kind=locked_out&amp;day=&amp;page=2" in page


# --- What is written down ---------------------------------------------------------------


def test_of_a_name_that_no_account_has_little_is_kept():
    sign_in(Client(), "mistyped.person@example.org", "wrong")
    sign_in(Client(), "my secret password", "wrong")
    details = SecurityEvent.objects.order_by("pk").values_list("detail", flat=True)
    assert list(details) == ["mi…@example.org", ""]


def test_changes_of_accounts_and_groups_name_fields_and_groups_never_people(administrator):
    user = make_author()
    client = client_of(make_user(superuser=True))
    address = reverse("admin:accounts_user_change", args=[user.pk])
    values = {"email": "other@example.org", "name": "Another Name", "language": "fa"}
    response = client.post(address, values | {"is_active": "on", "is_staff": "on"})
    assert response.status_code == 302
    rows = dict(SecurityEvent.objects.filter(about=user).values_list("kind", "detail"))
    assert rows[Kind.ACCOUNT_CHANGED] == "email, language, name"
    assert rows[Kind.GROUPS_CHANGED] == f"−{AUTHORS}"
    letter = send_letters()[0]
    with translation.override("fa"):
        said = gettext("Your e-mail address was changed")
    assert (letter.to, letter.subject) == ([user.email], said)
    everything = " ".join(SecurityEvent.objects.values_list("detail", flat=True))
    assert "Another" not in everything
    assert "@" not in everything


def test_nobody_changes_or_deletes_what_was_written_down():
    event = happened(Kind.FACTOR_RESET)
    for change in (
        lambda: SecurityEvent.objects.filter(pk=event.pk).update(detail="other"),
        lambda: SecurityEvent.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_traces_of_coming_and_going_are_forgotten_after_a_year_and_nothing_else():
    old, new = timezone.now() - timedelta(days=366), timezone.now() - timedelta(days=360)
    happened(Kind.SIGNED_IN, at=old)
    kept = {happened(Kind.SIGNED_IN, at=new).pk, happened(Kind.FACTOR_RESET, at=old).pk}
    assert events.forget_passing_events() == 1
    assert set(SecurityEvent.objects.values_list("pk", flat=True)) == kept


def test_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(IntegrityError, match="securityevent_kind_known"), transaction.atomic():
        SecurityEvent.objects.create(kind="unheard_of")


# --- Former colleagues ------------------------------------------------------------------


def deactivated(name="Example Person") -> User:
    user = make_author()
    User.objects.filter(pk=user.pk).update(is_active=False, name=name)
    return User.objects.get(pk=user.pk)


def remove(user, client):
    address = reverse("admin:accounts_user_remove_data", args=[user.pk])
    return client.post(address, follow=True)


def test_personal_data_go_and_what_was_done_stays(administrator):
    user = make_author()
    User.objects.filter(pk=user.pk).update(name="Example Person")
    old, draft = user.email, draft_from(edition=make_programme(), by=user)
    authenticator_of(user)
    sign_in(Client(), old, "wrong")
    Invitation.objects.create(
        email=old, name="Example Person", invited_by=administrator, account=user,
        accepted_at=timezone.now(), expires_at=timezone.now(),
    )  # fmt: skip
    superuser = make_user(superuser=True)
    LogEntry.objects.log_actions(superuser.pk, [user], 2, change_message="")
    actions = AuditEntry.objects.filter(by=user).count()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = client_of(superuser)
    assert "removed" in text_of(remove(user, client))
    user.refresh_from_db()
    assert str(user) == f"Former colleague {user.pk}"
    assert not user.has_usable_password()
    assert AuditEntry.objects.filter(by=user).count() == actions > 0
    draft.refresh_from_db()
    assert draft.created_by == user
    assert not [
        table
        for table, text in everything()
        if old in text or old.casefold() in text or "Example Person" in text
    ]
    assert str(user) in text_of(client.get(AUDIT, {"person": user.pk}))


def everything() -> list[tuple[str, str]]:
    """Each row of the tables that speak of accounts, as text."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("accounts_", "axes_", "django_admin_log", "otp_", "common_audit"))
    ]
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [(table, text) for (text,) in cursor.fetchall()]
    return rows


def test_only_a_deactivated_account_loses_its_name(administrator):
    user = make_author()
    assert "Deactivate the account first." in text_of(remove(user, client_of(administrator)))
    user.refresh_from_db()
    assert user.personal_data_removed_at is None


def test_it_is_done_once_and_never_to_oneself(administrator):
    user, client = deactivated(), client_of(administrator)
    remove(user, client)
    assert remove(user, client).status_code == 403, "a former colleague is history"
    address = reverse("admin:accounts_user_change", args=[user.pk])
    assert client.post(address, {"is_active": "on"}).status_code == 403


def test_a_former_colleague_is_never_active(administrator):
    user = deactivated()
    remove(user, client_of(administrator))
    with pytest.raises(IntegrityError, match="user_removed_is_inactive"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)


def test_every_action_on_content_is_named_as_in_the_history(administrator):
    for action in ACTIONS:
        AuditEntry.objects.create(
            action=action,
            kind="programmes.programmeedition",
            document="an-example",
            edition_number=1,
        )
    client = client_of(administrator)
    seen = {
        what
        for page in (1, 2)
        for what in whats(client.get(AUDIT, {"kind": "content", "page": page}))
    }
    assert {"Published in an emergency", "Moved to another address", "Remarked"} <= seen, seen
    assert len(seen) == len(set(map(str, ACTIONS.values())))
