"""The calendar of releases: honest when empty, every change with its reason, a valid file."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from iomiran.common.editorial.models import AuditEntry
from iomiran.common.http.generation import current_generation
from iomiran.tests.factories import make_author, make_data_steward
from returns.actions_calendar import fulfil_plan, plan_release
from returns.models import PlanChange, PlannedRelease, PlanStatus

from .factories import make_observation, make_release, make_series, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    edition = make_series(slug="test-series")
    release = make_release(edition.document)
    make_observation(release)
    publish(release)
    return edition.document


@pytest.fixture
def plan(series) -> PlannedRelease:
    return plan_release(plan=a_plan(series), by=None)


def a_plan(series, **fields) -> PlannedRelease:
    values = {"series": series, "title_en": "An example release", "expected": "2030-06-15"}
    return PlannedRelease(**values | fields)


def page(client, name="calendar", language="en"):
    return client.get(f"/{language}/returns/calendar{'.ics' if name == 'file' else '/'}")


def events(client, language="en"):
    response = page(client, "file", language)
    assert response["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).events}


def test_an_empty_calendar_says_that_nothing_is_planned(client, series):
    assert "No release is planned at present." in page(client).text
    assert events(client) == {}


def test_a_plan_is_seen_at_once_and_leaves_an_audit_row(client, series):
    before = current_generation().number
    plan_release(plan=a_plan(series), by=None)
    assert current_generation().number == before + 1
    assert "An example release" in page(client).text
    assert "15 June 2030" in page(client).text
    assert AuditEntry.objects.filter(action="plan", document="test-series").count() == 1


def test_a_moved_date_needs_a_reason_and_keeps_the_old_one(client, plan):
    plan.expected = "2030-07"
    with pytest.raises(ValidationError):
        plan_release(plan=plan, by=None)
    plan.reason_en = "Example reason."
    plan_release(plan=plan, by=None)
    change = PlanChange.objects.latest("pk")
    assert (change.old_expected, change.new_expected) == ("2030-06-15", "2030-07")
    text = page(client).text
    assert "moved from 15 June 2030 to July 2030" in text
    assert "Example reason." in text


def test_each_move_needs_a_reason_of_its_own(plan):
    plan.expected, plan.reason_en = "2030-07", "Example reason."
    plan_release(plan=plan, by=None)
    plan.expected = "2030-08"
    with pytest.raises(ValidationError):
        plan_release(plan=plan, by=None)


def test_a_cancelled_plan_stays_with_its_reason(client, plan):
    plan.status = PlanStatus.CANCELLED
    with pytest.raises(ValidationError):
        plan_release(plan=plan, by=None)
    plan.reason_en = "Example reason."
    plan_release(plan=plan, by=None)
    assert "No release is planned" in page(client).text
    assert "Example reason." in page(client).text
    (event,) = events(client).values()
    assert event["status"] == "CANCELLED"


def test_saving_without_a_change_changes_nothing(plan):
    before = current_generation().number
    plan_release(plan=PlannedRelease.objects.get(), by=None)
    assert current_generation().number == before
    assert PlannedRelease.objects.get().sequence == 0


def test_a_public_release_fulfils_its_plan_and_no_other_does(client, series, plan):
    draft = make_release(series)
    with pytest.raises(ValidationError):
        fulfil_plan(plan=plan, release=draft, by=None)
    other = make_release(make_series().document)
    make_observation(other)
    with pytest.raises(ValidationError):
        fulfil_plan(plan=plan, release=publish(other), by=None)
    fulfil_plan(plan=plan, release=publish(draft), by=None)
    assert reverse("returns:release_detail", args=["test-series", 2]) in page(client).text


def test_a_release_of_the_planned_day_fulfils_its_plan_by_itself(client, series):
    today = timezone.localdate().isoformat()
    plan = plan_release(plan=a_plan(series, expected=today), by=None)
    release = publish(make_release(series))
    plan.refresh_from_db()
    assert (plan.status, plan.release) == (PlanStatus.PUBLISHED, release)
    assert reverse("returns:release_detail", args=["test-series", 2]) in page(client).text
    publish(make_release(series))
    plan.refresh_from_db()
    assert plan.release == release


def test_a_plan_that_does_not_name_the_day_or_is_not_alone_is_left_to_staff(series):
    today = timezone.localdate().isoformat()
    other = make_series(slug="another-series").document
    for owner, expected in ((series, today[:7]), (series, "2030-06-15"), (other, today)):
        plan_release(plan=a_plan(owner, expected=expected), by=None)
    publish(make_release(series))
    assert not PlannedRelease.objects.exclude(release=None).exists()
    for _plan in range(2):
        plan_release(plan=a_plan(series, expected=today), by=None)
    publish(make_release(series))
    assert not PlannedRelease.objects.exclude(release=None).exists()


def test_a_cancelled_plan_is_not_fulfilled(series):
    today = timezone.localdate().isoformat()
    plan = plan_release(plan=a_plan(series, expected=today), by=None)
    plan.status, plan.reason_en = PlanStatus.CANCELLED, "Example reason."
    plan_release(plan=plan, by=None)
    publish(make_release(series))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.CANCELLED


def test_the_file_keeps_its_names_and_counts_its_changes(client, plan):
    ((name, event),) = events(client).items()
    assert event["sequence"] == 0
    assert event["status"] == "TENTATIVE"
    assert str(event["dtstart"].to_ical(), "ascii") == "20300615"
    plan.expected, plan.reason_en = "2030-07", "Example reason."
    plan_release(plan=plan, by=None)
    ((same, moved),) = events(client).items()
    assert same == name
    assert moved["sequence"] == 1
    assert moved["dtstart"].dt.isoformat() == "2030-07-01"
    assert moved["dtend"].dt.isoformat() == "2030-08-01"


def test_the_file_has_the_same_bytes_twice_and_the_same_events_in_every_language(client, plan):
    assert page(client, "file").content == page(client, "file").content
    assert set(events(client)) == set(events(client, "fa"))


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("plannedrelease_status_known", {"status": "example"}),
        ("plannedrelease_cancelled_has_reason", {"status": "cancelled"}),
        ("plannedrelease_cancelled_has_reason", {"status": "cancelled", "reason_en": ""}),
        ("plannedrelease_change_has_reason", {"date_changed": True}),
        ("plannedrelease_published_has_release", {"status": "published"}),
        ("plannedrelease_has_date", {"expected": ""}),
    ],
)
def test_the_database_refuses(series, rule, fields):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        a_plan(series, changed_at=timezone.now(), **fields).save()


def test_the_database_wants_a_reason_with_a_changed_date(plan):
    with pytest.raises(IntegrityError, match="planchange_date_has_reason"), transaction.atomic():
        PlanChange.objects.create(
            plan=plan, at=timezone.now(), old_expected="2030", new_expected="2031", new_status="x"
        )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE returns_planchange SET reason_en = 'x'", "DELETE FROM returns_planchange"],
)
def test_the_record_of_changes_is_neither_reworded_nor_removed(plan, statement):
    with (
        pytest.raises(IntegrityError, match="stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_calendar_costs_a_fixed_number_of_queries(client, series, django_assert_num_queries):
    for number in range(3):
        plan_release(plan=a_plan(series, expected=f"203{number}"), by=None)
    with django_assert_num_queries(5):
        page(client)


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form_of(plan, **fields) -> dict:
    values = {
        "series": plan.series_id,
        "expected": plan.expected,
        "status": plan.status,
        "title_en": plan.title_en,
        "changes-TOTAL_FORMS": 0,
        "changes-INITIAL_FORMS": 0,
    }
    return values | fields


def test_a_data_steward_moves_a_date_in_the_admin_and_must_say_why(client, plan):
    signed_in(client, make_data_steward())
    address = reverse("admin:returns_plannedrelease_change", args=[plan.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, form_of(plan, expected="2031"))
    assert refused.status_code == 200
    assert "reason_en" in refused.context["adminform"].form.errors
    answer = client.post(address, form_of(plan, expected="2031", reason_en="Example reason."))
    assert answer.status_code == 302, answer.context["errors"]
    plan.refresh_from_db()
    assert (plan.expected, plan.date_changed, plan.sequence) == ("2031", True, 1)


def test_a_data_steward_ties_a_release_to_its_plan(client, plan, series):
    signed_in(client, make_data_steward())
    release = series.releases.get()
    address = reverse("admin:returns_plannedrelease_change", args=[plan.pk])
    answer = client.post(address, form_of(plan, status="published", release=release.pk))
    assert answer.status_code == 302, answer.context["errors"]
    plan.refresh_from_db()
    assert plan.release == release


def test_a_new_plan_is_made_in_the_admin_and_none_is_deleted(client, plan, series):
    signed_in(client, make_data_steward())
    added = client.post(
        reverse("admin:returns_plannedrelease_add"), form_of(a_plan(series), expected="2032")
    )
    assert added.status_code == 302, added.context["errors"]
    assert client.get(reverse("admin:returns_plannedrelease_changelist")).status_code == 200
    delete = reverse("admin:returns_plannedrelease_delete", args=[plan.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_an_editor_reads_the_calendar_only(client, plan):
    signed_in(client, make_author())
    address = reverse("admin:returns_plannedrelease_change", args=[plan.pk])
    assert client.post(address, form_of(plan)).status_code == 403
