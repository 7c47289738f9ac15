"""From the read file to the public release: preview, submission, a second person, going back."""

import csv

import pytest
from django.urls import reverse

from iomiran.common.editorial.actions import withdraw_edition
from iomiran.common.editorial.states import State
from iomiran.tests.factories import make_author, make_data_steward
from returns.actions import withdraw_to
from returns.importing import jobs
from returns.importing.files import DATA
from returns.models import Import, Observation, Release, StagedObservation
from returns.models.imports import ImportStatus

from .factories import make_place, make_series
from .received_files import csv_text
from .screens import chosen, client_of, screen, send, text_of

pytestmark = pytest.mark.django_db

WEEKLY = DATA / "iom_undocumented_returns_weekly_2017_2021.csv"
COUNTED = ("returns_undocumented", "spontaneous_voluntary", "deported_forced")
HEADER = ["period_start", "period_end", "country from", "value", "source"]
ROWS = [
    ["2021-01-03", "2021-01-09", "IRN", "101", "Example source"],
    ["2021-01-10", "2021-01-16", "IRN", "102", "Example source"],
]
PARTS = {"all": "100", "spontaneous": "70", "deported": "20"}
NOTES = {"notes_en": "Example notes", "notes_fa": "یادداشت نمونه"}


@pytest.fixture
def series():
    make_place()
    return make_series(slug="test-series").document


@pytest.fixture
def steward():
    return client_of(make_data_steward())


@pytest.fixture
def colleague():
    return client_of(make_data_steward())


def read(client, series, content, name="example.csv", **changes) -> Import:
    """Send the file, accept the guessed columns, and let the worker's task read it."""
    send(client, series, content, name)
    data_import = Import.objects.latest("pk")
    response = client.post(screen(data_import, "columns"), chosen(client, data_import, **changes))
    assert response.status_code == 302, response.context["form"].errors
    data_import.refresh_from_db()
    return jobs.read_import(data_import)


def submitted(client, series, rows=ROWS, **texts) -> Import:
    data_import = read(client, series, csv_text(HEADER, rows))
    assert data_import.status == ImportStatus.READY, faults_of(data_import)
    client.post(screen(data_import, "submit"), NOTES | texts)
    data_import.refresh_from_db()
    return data_import


def published(client, colleague, series, rows=ROWS) -> Release:
    data_import = submitted(client, series, rows)
    colleague.post(screen(data_import, "approve"))
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.PUBLISHED
    return data_import.release


def faults_of(data_import):
    return list(data_import.faults.values_list("row", "column", "value", "rule"))


def test_the_way_from_the_file_to_the_public(steward, colleague, series):
    data_import = read(steward, series, csv_text(HEADER, ROWS))
    assert data_import.status == ImportStatus.READY
    preview = steward.get(screen(data_import))
    assert [group.count for group in preview.context["groups"]] == [2, 0, 0]
    assert [line.after for line in preview.context["groups"][0].lines] == ["101", "102"]
    assert preview.context["charts"] is not None
    assert not Observation.objects.exists()

    steward.post(screen(data_import, "submit"), NOTES | {"provisional": "on"})
    release = Release.objects.get()
    assert (release.state, release.provisional) == (State.IN_REVIEW, True)
    assert (release.notes_en, release.notes_fa) == ("Example notes", "یادداشت نمونه")
    assert not Observation.objects.published().exists()

    waiting = text_of(colleague.get(screen(data_import)))
    assert "Approve and publish" in waiting
    assert "Example notes" in waiting
    colleague.post(screen(data_import, "approve"))
    release.refresh_from_db()
    assert release.state == State.PUBLISHED
    assert sorted(Observation.objects.published().values_list("value", flat=True)) == [101, 102]
    assert not StagedObservation.objects.exists()
    assert "It is public" in text_of(steward.get(screen(data_import)))


def test_what_changes_is_told_against_the_live_release(steward, colleague, series):
    published(steward, colleague, series)
    rows = [[*ROWS[0][:3], "111", "Example source"]]
    rows.append(["2021-01-17", "2021-01-23", "IRN", "103", "Example source"])
    data_import = read(steward, series, csv_text(HEADER, rows))
    response = steward.get(screen(data_import))
    added, changed, removed = response.context["groups"]
    assert [(group.count, len(group.lines)) for group in (added, changed, removed)] == [(1, 1)] * 3
    (line,) = changed.lines
    assert (line.before, line.after, line.difference) == ("101", "111", "+10")
    assert removed.lines[0].before == "102"
    assert response.context["totals"]
    assert response.context["charts"].before


def test_who_submitted_never_approves(steward, series):
    data_import = submitted(steward, series)
    assert "Approve and publish" not in text_of(steward.get(screen(data_import)))
    for name in ("approve", "return"):
        assert steward.post(screen(data_import, name), {"reason": "x"}).status_code == 403
    assert Release.objects.get().state == State.IN_REVIEW


def test_an_editor_neither_submits_nor_approves(steward, series):
    data_import = submitted(steward, series)
    editor = client_of(make_author())
    for name in ("submit", "approve", "return"):
        assert editor.post(screen(data_import, name), NOTES).status_code == 403


def test_given_back_it_says_why_and_is_submitted_again(steward, colleague, series):
    data_import = submitted(steward, series)
    colleague.post(screen(data_import, "return"), {"reason": "Example reason"})
    release = Release.objects.get()
    assert release.state == State.DRAFT
    page = text_of(steward.get(screen(data_import)))
    assert "Example reason" in page
    assert "Example notes" in page
    steward.post(screen(data_import, "submit"), NOTES | {"notes_en": "Better example notes"})
    release.refresh_from_db()
    assert (release.state, release.notes_en) == (State.IN_REVIEW, "Better example notes")
    colleague.post(screen(data_import, "approve"))
    assert Observation.objects.published().count() == 2


def test_given_back_it_can_be_given_up(steward, colleague, series):
    data_import = submitted(steward, series)
    assert steward.post(screen(data_import, "give_up")).status_code == 302
    assert Import.objects.exists()
    colleague.post(screen(data_import, "return"), {"reason": "Example reason"})
    steward.post(screen(data_import, "give_up"))
    assert not Import.objects.exists()
    assert not Release.objects.exists()
    assert not StagedObservation.objects.exists()


def test_a_note_in_english_is_asked_for(steward, series):
    data_import = read(steward, series, csv_text(HEADER, ROWS))
    response = steward.post(screen(data_import, "submit"), {"notes_fa": "یادداشت نمونه"})
    assert response.status_code == 200
    assert response.context["submit_form"].errors.keys() == {"notes_en"}
    assert not Release.objects.exists()


def test_what_waits_stands_on_the_home_of_the_desk(steward, colleague, series):
    data_import = submitted(steward, series)

    def waits(client, heading: str) -> bool:
        home = text_of(client.get(reverse("admin:index")))
        section = home.partition(f'aria-labelledby="{heading}"')[2].partition("</section>")[0]
        return screen(data_import) in section

    assert waits(colleague, "desk-mine")
    assert not waits(colleague, "desk-others")
    assert waits(steward, "desk-others")
    assert not waits(steward, "desk-mine")


def test_faults_are_named_by_row_column_and_value(steward, series):
    rows = [
        ["2021-01-03", "2021-01-39", "IRN", "101", "Example source"],
        ["2021-01-10", "2021-01-16", "Nowhere", "many", "=Example source"],
    ]
    data_import = read(steward, series, csv_text(HEADER, rows))
    assert data_import.status == ImportStatus.FAULTY
    assert {(row, column) for row, column, _value, _rule in faults_of(data_import)} == {
        (2, "period_end"), (3, "country from"), (3, "value"), (3, "source"),
    }  # fmt: skip
    page = text_of(steward.get(screen(data_import)))
    assert "2021-01-39" in page
    assert "many" in page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_the_real_weekly_file_comes_in_through_the_desk(steward, colleague, series, encoding):
    text = WEEKLY.read_text(encoding="utf-8")
    data_import = read(steward, series, text.encode(encoding), "weekly.csv")
    assert data_import.status == ImportStatus.READY, faults_of(data_import)[:5]
    with WEEKLY.open(encoding="utf-8") as file:
        counted = sum(bool(line[name]) for line in csv.DictReader(file) for name in COUNTED)
    assert data_import.report["preview"]["added"] == counted


def test_what_nobody_is_on_record_as_submitting_is_not_offered_for_approval(
    steward, colleague, series
):
    data_import = submitted(steward, series)
    Release.objects.update(submitted_by=None)
    assert "Approve and publish" not in text_of(colleague.get(screen(data_import)))


def test_who_submits_again_accepts_the_findings(steward, colleague, series):
    rows = [[*ROWS[0][:3], value, manner, "Example source"] for manner, value in PARTS.items()]
    header = [*HEADER[:4], "manner", "source"]
    data_import = read(steward, series, csv_text(header, rows))
    note = NOTES | {"findings_note_en": "Example note"}
    steward.post(screen(data_import, "submit"), note)
    colleague.post(screen(data_import, "return"), {"reason": "Example reason"})
    other = client_of(make_data_steward())
    other.post(screen(data_import, "submit"), note)
    assert Release.objects.get().findings_accepted_by == other.user


def test_the_preview_asks_few_questions(steward, series, django_assert_max_num_queries):
    data_import = read(steward, series, WEEKLY.read_bytes(), "weekly.csv")
    with django_assert_max_num_queries(25):
        assert steward.get(screen(data_import)).status_code == 200


def test_the_figures_go_back_to_an_earlier_release(steward, colleague, series):
    first = published(steward, colleague, series)
    second = published(steward, colleague, series, [[*ROWS[0][:3], "111", "Example source"]])
    address = reverse("admin:returns_release_withdraw_to", args=[second.pk])
    assert "Public reason" in text_of(steward.get(address))
    assert steward.post(address, {"earlier": first.pk, "reason": " "}).status_code == 200
    assert client_of(make_author()).get(address).status_code == 403
    steward.post(address, {"earlier": first.pk, "reason": "Example reason"})
    values = Observation.objects.published().values_list("value", flat=True)
    assert sorted(values) == [101, 102]
    second.refresh_from_db()
    assert second.withdrawal_reason == "Example reason"


def test_a_withdrawn_release_offers_the_way_back_and_one_taken_back_is_no_goal(
    steward, colleague, series
):
    first = published(steward, colleague, series)
    second = published(steward, colleague, series, [[*ROWS[0][:3], "111", "Example source"]])
    withdraw_to(release=second, earlier=first, by=steward.user, reason="Example reason")
    third = series.releases.published().get()
    withdraw_edition(edition=third, by=steward.user, reason="Example other reason")
    address = reverse("admin:returns_release_withdraw_to", args=[third.pk])
    change = text_of(steward.get(reverse("admin:returns_release_change", args=[third.pk])))
    assert address in change
    form = steward.get(address).context["form"]
    assert list(form.fields) == ["earlier"]
    assert list(form.fields["earlier"].queryset) == [first]
    assert steward.post(address, {"earlier": first.pk}).status_code == 302
    third.refresh_from_db()
    assert third.withdrawal_reason == "Example other reason"
    assert series.releases.published().get().number == 4


def test_an_import_begins_at_its_series(steward, series):
    edition = series.editions.get()
    page = steward.get(reverse("admin:returns_seriesedition_change", args=[edition.pk]))
    address = reverse("admin:returns_import_add") + "?series=test-series"
    assert address in text_of(page)
    assert steward.get(address).context["form"]["series"].value() == series.pk
