"""From an import to the public: submitted by one, approved by another, taken back if need be."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from iomiran.common.editorial.actions import EditorialError, withdraw_edition
from iomiran.common.editorial.approving import approve_edition, publish_edition, return_edition
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State
from iomiran.common.files.access import is_public
from iomiran.common.files.models import Upload
from iomiran.common.http.generation import current_generation
from iomiran.tests.factories import make_data_steward
from returns.actions import cancel_import, submit_release, withdraw_to
from returns.models import Import, Observation, Release, StagedObservation

from .examples import imported_rows
from .factories import make_series, row

pytestmark = pytest.mark.django_db
NOTE = {"findings_note_en": "Example note."}


@pytest.fixture
def author():
    return make_data_steward()


@pytest.fixture
def colleague():
    return make_data_steward()


@pytest.fixture
def series():
    return make_series().document


def values(release) -> dict:
    return {o.country_from: o.value for o in Observation.objects.in_release(release)}


def released(series, rows, author, colleague) -> Release:
    data_import = imported_rows(rows, series=series)
    release = submit_release(data_import=data_import, by=author)
    return publish_edition(edition=release, by=colleague)


def test_rows_come_into_their_place_when_another_person_approves(series, author, colleague):
    data_import = imported_rows([row()], series=series)
    release = submit_release(data_import=data_import, by=author)
    assert (release.state, release.submitted_by) == (State.IN_REVIEW, author)
    assert not Observation.objects.exists()
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=release, by=author)
    release = publish_edition(edition=release, by=colleague)
    data_import.refresh_from_db()
    assert (release.state, data_import.status) == (State.PUBLISHED, "published")
    assert values(release) == {"IRN": 100}
    assert not StagedObservation.objects.exists()


def test_what_the_desk_approves_and_publishes_takes_its_rows_along(series, author, colleague):
    release = submit_release(data_import=imported_rows([row()], series=series), by=author)
    approved = approve_edition(edition=release, by=colleague)
    assert Observation.objects.count() == 0, "approved is not public"
    publish_edition(edition=approved, by=author)
    assert Observation.objects.published().count() == 1


def test_a_second_release_stores_only_what_changed(series, author, colleague):
    kept, changed = row(), row(country_from="PAK")
    first = released(series, [kept, changed], author, colleague)
    second_import = imported_rows([kept, replace(changed, value=90)], series=series)
    assert second_import.report["preview"] == {
        "added": 0,
        "changed": 1,
        "removed": 0,
        "unchanged": 1,
    }
    totals = {t["country_from"]: (t["before"], t["after"]) for t in second_import.report["totals"]}
    assert totals == {"IRN": (100, 100), "PAK": (100, 90)}
    release = submit_release(data_import=second_import, by=author)
    second = publish_edition(edition=release, by=colleague)
    assert Observation.objects.count() == 3
    assert values(first) == {"IRN": 100, "PAK": 100}
    assert values(second) == {"IRN": 100, "PAK": 90}


def test_what_does_not_add_up_needs_a_public_note(series, author, colleague):
    rows = [row(), row(value=70, manner="spontaneous"), row(value=20, manner="deported")]
    data_import = imported_rows(rows, series=series)
    assert [f["rule"] for f in data_import.report["findings"]] == ["parts"]
    with pytest.raises(EditorialError, match="note"):
        submit_release(data_import=data_import, by=author)
    release = submit_release(data_import=data_import, by=author, texts=NOTE)
    assert release.findings_accepted_by == author
    release = publish_edition(edition=release, by=colleague)
    with pytest.raises(IntegrityError, match="release_findings_have_note"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(findings_note_en=None)


def test_what_has_faults_is_not_submitted(series, author):
    data_import = imported_rows([row(), row(value=2)], series=series)
    with pytest.raises(EditorialError, match="without faults"):
        submit_release(data_import=data_import, by=author)


def test_a_series_has_one_release_in_review_and_no_stale_comparison(series, author, colleague):
    first = imported_rows([row()], series=series)
    other = imported_rows([row(value=5)], series=series)
    release = submit_release(data_import=first, by=author)
    with pytest.raises(EditorialError, match="waits for approval"):
        submit_release(data_import=other, by=author)
    publish_edition(edition=release, by=colleague)
    with pytest.raises(EditorialError, match="Read the file again"):
        submit_release(data_import=other, by=author)


def test_an_import_that_is_given_up_leaves_nothing(series, author, colleague):
    data_import = imported_rows([row()], series=series)
    release = submit_release(data_import=data_import, by=author)
    return_edition(edition=release, by=colleague, reason="example reason")
    data_import = cancel_import(data_import=data_import, by=author)
    assert data_import.status == "cancelled"
    assert not Release.objects.exists()
    assert not StagedObservation.objects.exists()


def test_the_live_release_is_taken_back_for_an_earlier_one(series, author, colleague):
    gone = row(country_from="IRN_PAK", value=150)
    first = released(series, [row(), gone], author, colleague)
    added = row(country_from="PAK", value=9)
    second = released(series, [row(value=70), added], author, colleague)
    before = current_generation()
    with pytest.raises(EditorialError, match="reason"):
        withdraw_to(release=second, earlier=first, by=author, reason=" ")
    third = withdraw_to(release=second, earlier=first, by=author, reason="example cause")
    first.refresh_from_db()
    second.refresh_from_db()
    assert values(third) == values(first) == {"IRN": 100, "IRN_PAK": 150}
    assert values(second) == {"IRN": 70, "PAK": 9}
    assert (third.state, second.withdrawal_reason) == (State.PUBLISHED, "example cause")
    assert current_generation() != before
    assert AuditEntry.objects.filter(action="withdraw", edition_number=second.number).exists()
    assert {o.country_from for o in Observation.objects.published()} == {"IRN", "IRN_PAK"}


def test_what_was_taken_back_is_no_release_to_go_back_to(series, author, colleague):
    first = released(series, [row()], author, colleague)
    second = released(series, [row(value=70)], author, colleague)
    third = withdraw_to(release=second, earlier=first, by=author, reason="example cause")
    with pytest.raises(EditorialError, match="itself taken back"):
        withdraw_to(release=third, earlier=second, by=author, reason="example cause")


def test_a_release_that_was_withdrawn_gives_way_to_an_earlier_one(series, author, colleague):
    first = released(series, [row()], author, colleague)
    second = released(series, [row(value=70)], author, colleague)
    second = withdraw_edition(edition=second, by=author, reason="example cause")
    third = withdraw_to(release=second, earlier=first, by=colleague, reason="example other cause")
    withdrawn_at = second.withdrawn_at
    second.refresh_from_db()
    assert values(third) == values(first)
    assert (third.state, second.state) == (State.PUBLISHED, State.SUPERSEDED)
    assert (second.withdrawn_at, second.withdrawn_by) == (withdrawn_at, author)
    assert second.withdrawal_reason == "example cause"
    assert AuditEntry.objects.filter(action="withdraw").count() == 1


def test_a_release_that_nobody_submitted_is_approved_by_nobody(series, author, colleague):
    release = submit_release(data_import=imported_rows([row()], series=series), by=author)
    Release.objects.update(submitted_by=None)
    with pytest.raises(EditorialError, match="Somebody else"):
        publish_edition(edition=release, by=colleague)


def test_a_series_is_locked_before_its_releases_are_looked_at(series, author):
    data_import = imported_rows([row()], series=series)
    with CaptureQueriesContext(connection) as asked:
        submit_release(data_import=data_import, by=author)
    assert_locked_first(asked)


def assert_locked_first(asked: CaptureQueriesContext) -> None:
    told = [query["sql"] for query in asked]
    lock = next(n for n, q in enumerate(told) if 'FROM "returns_series"' in q and "UPDATE" in q)
    assert lock < next(n for n, q in enumerate(told) if 'FROM "returns_release"' in q)


@pytest.fixture
def taken_back(series, author, colleague) -> Release:
    """The second release, withdrawn for the first, whose rows the third has again."""
    first = released(series, [row()], author, colleague)
    weeks = [row(value=70), row(value=71, country_from="PAK")]
    second = released(series, weeks, author, colleague)
    Release.objects.filter(pk=second.pk).update(findings=[{}], findings_note_en="Example note.")
    withdraw_to(release=second, earlier=first, by=author, reason="example cause")
    return Release.objects.get(pk=second.pk)


def test_a_release_that_was_taken_back_is_read_nowhere_in_the_api(client, taken_back):
    slug = taken_back.document.slug
    refused = client.get(f"/api/v1/observations?series={slug}&release=2")
    assert (refused.status_code, refused.json()["detail"]) == (410, "example cause")
    one = client.get(f"/api/v1/series/{slug}/releases/2").json()
    listed = client.get(f"/api/v1/series/{slug}/releases").json()["data"][1]
    for said in (one, listed):
        assert (said["state"], said["withdrawal_reason"]) == ("withdrawn", "example cause")
        assert (said["findings"], said["observations_url"], said["notes"]) == ([], None, "")
    assert client.get(f"/api/v1/observations?series={slug}&release=1").status_code == 200


def test_a_cursor_into_a_release_that_was_taken_back_is_gone(client, series, author, colleague):
    first = released(series, [row()], author, colleague)
    weeks = [row(value=70), row(value=71, country_from="PAK")]
    second = released(series, weeks, author, colleague)
    following = client.get(f"/api/v1/observations?series={series.slug}&limit=1").json()["next"]
    withdraw_to(release=second, earlier=first, by=author, reason="example cause")
    answer = client.get(following.removeprefix("http://testserver"))
    assert (answer.status_code, answer.json()["detail"]) == (410, "example cause")


def test_the_files_of_a_release_that_was_taken_back_are_no_longer_given(taken_back):
    own, shared = (
        Upload.objects.create(sha256=sign * 64, name="example.csv", media_type="text/csv", size=1)
        for sign in "ab"
    )
    taken_back.received_files.set([own, shared])
    taken_back.document.releases.get(number=1).received_files.set([shared])
    assert not is_public(own)
    assert is_public(shared)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("import_status_known", {"status": "lost"}),
        ("import_faulty_has_faults", {"status": "faulty", "fault_count": 0}),
    ],
)
def test_an_import_that_breaks_a_rule_is_refused(series, constraint, fields):
    data_import = imported_rows([row()], series=series)
    with pytest.raises(IntegrityError, match=constraint):
        Import.objects.filter(pk=data_import.pk).update(**fields)


def test_a_release_belongs_to_an_import_that_was_submitted(series, author):
    data_import = imported_rows([row()], series=series)
    submit_release(data_import=data_import, by=author)
    with pytest.raises(IntegrityError, match="import_release_is_submitted"):
        Import.objects.filter(pk=data_import.pk).update(status="ready")


def test_a_staged_count_is_not_below_zero(series):
    imported_rows([row()], series=series)
    with pytest.raises(IntegrityError, match="stagedobservation_value_not_negative"):
        StagedObservation.objects.update(value=-1)


def test_dates_of_today_bound_what_is_counted(series):
    late = row(period_start=date(2027, 1, 1), period_end=date(2027, 1, 2))
    assert imported_rows([late], series=series).fault_count == 1
