"""Staff bring in new figures: from the file to the release, screen by screen."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.tests.factories import make_author, make_data_steward, make_reviewer
from returns.models import ColumnMapping, Import, ImportFault
from returns.models.imports import ImportStatus

from .factories import make_series
from .received_files import csv_text
from .screens import ADD, FULL_HEADER, FULL_ROWS, chosen, client_of, screen, send, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series(slug="test-series").document


@pytest.fixture
def steward():
    return client_of(make_data_steward())


def test_a_file_is_kept_and_its_columns_are_guessed(steward, series):
    data_import = sent(steward, series)
    assert data_import.status == ImportStatus.UPLOADED
    response = steward.get(screen(data_import, "columns"))
    form = response.context["form"]
    assert form["column-value"].value() == "c:value"
    assert form["column-period_start"].value() == "c:period_start"
    assert form["column-country_from"].value() == "c:returned from"
    assert "2021-01-03" in text_of(response)
    assert steward.get(screen(data_import))["Location"] == screen(data_import, "columns")


@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
def test_the_screens_stand_in_every_language_of_the_staff(steward, series, language):
    steward.user.language = language
    steward.user.save()
    data_import = sent(steward, series)
    for address in (reverse(ADD), screen(data_import, "columns"), screen(data_import, "give_up")):
        response = steward.get(address)
        assert response.status_code == 200
        assert f'lang="{language}"' in text_of(response)


def test_the_columns_are_remembered_and_the_file_waits_in_the_queue(steward, series):
    data_import = sent(steward, series)
    response = steward.post(screen(data_import, "columns"), chosen(steward, data_import))
    assert response["Location"] == screen(data_import)
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.READING
    assert data_import.mapping["value"] == "value"
    assert data_import.mapping["source_name"] == "source"
    assert ColumnMapping.objects.get(series=series).mapping == data_import.mapping
    job = ProcrastinateJob.objects.get()
    assert (job.args, job.lock) == ({"import_id": data_import.pk}, f"import {data_import.pk}")
    assert steward.get(screen(data_import)).context["percent"] == 0
    assert "No worker is alive" in text_of(steward.get(screen(data_import)))


def test_the_calendar_can_be_corrected_and_is_still_there_afterwards(steward, series):
    data_import = sent(steward, series)
    address = screen(data_import, "columns")
    assert "look like Gregorian years" in text_of(steward.get(address))
    values = chosen(steward, data_import, date_calendar="solar_hijri", date_order="dmy")
    assert steward.post(address, values).status_code == 302
    data_import.refresh_from_db()
    assert data_import.options["date_calendar"] == "solar_hijri"
    Import.objects.update(status=ImportStatus.FAULTY, fault_count=1)
    form = steward.get(address).context["form"]
    assert (form["date_calendar"].value(), form["date_order"].value()) == ("solar_hijri", "dmy")
    assert steward.post(address, values | {"date_calendar": "mayan"}).status_code == 200


def test_asking_twice_puts_it_into_the_queue_once(steward, series):
    data_import = sent(steward, series)
    for _time in range(2):
        steward.post(screen(data_import, "columns"), chosen(steward, data_import))
    assert ProcrastinateJob.objects.count() == 1


def test_what_is_the_same_in_every_row_may_be_said_once(steward, series):
    data_import = sent(steward, series, csv_text())
    values = chosen(steward, data_import)
    response = steward.post(screen(data_import, "columns"), values)
    assert "Choose the column of “source”, or write" in text_of(response)
    values |= {"constant-source_name": "Example source", "constant-manner": "deported"}
    values |= {"constant-country_from": "IRN"}
    assert steward.post(screen(data_import, "columns"), values).status_code == 302
    mapping = Import.objects.get().mapping
    assert mapping["source_name"] == {"constant": "Example source"}
    assert mapping["manner"] == {"constant": "deported"}
    assert mapping["country_from"] == {"column": "returned from", "empty": "IRN"}


def test_several_columns_of_counts_are_ticked(steward, series):
    header = ["period_end", "source", "all returns", "deported"]
    data_import = sent(steward, series, csv_text(header, [["2021-01-09", "Example source", 9, 4]]))
    values = chosen(steward, data_import)
    values |= {"part-2": "on", "part-3": "on", "part-3-manner": "deported"}
    values.pop("column-manner", None)
    assert steward.post(screen(data_import, "columns"), values).status_code == 302
    mapping = Import.objects.get().mapping
    assert mapping["values"] == [
        {"column": "all returns"},
        {"column": "deported", "manner": "deported"},
    ]
    assert "value" not in mapping


def test_one_column_has_one_meaning(steward, series):
    data_import = sent(steward, series)
    values = chosen(steward, data_import) | {"column-note": "c:source"}
    response = steward.post(screen(data_import, "columns"), values)
    assert "The column “source” is used twice." in text_of(response)


def test_the_encoding_and_the_sheet_can_be_corrected(steward, series):
    header = ["week ending", "تعداد", "source"]
    content = csv_text(header, [["2021-01-09", 1, "Example"]]).encode("cp1256")
    data_import = sent(steward, series, content)
    assert "تعداد" in text_of(steward.get(screen(data_import, "columns")))
    wrong = steward.get(screen(data_import, "columns"), {"encoding": "cp1252", "delimiter": ","})
    assert "تعداد" not in text_of(wrong)
    refused = steward.get(screen(data_import, "columns"), {"encoding": "utf-8", "delimiter": ","})
    assert "These bytes are not text in utf-8" in text_of(refused)
    assert steward.get(screen(data_import, "columns"), {"encoding": "x"}).status_code == 200


def test_faults_are_shown_by_row_and_column_and_all_of_them_are_in_a_file(steward, series):
    data_import = sent(steward, series)
    ImportFault.objects.bulk_create(
        ImportFault(data_import=data_import, row=n, column="value", value="=x", rule="not_whole")
        for n in range(2, 1203)
    )
    Import.objects.update(status=ImportStatus.FAULTY, fault_count=1201)
    response = steward.get(screen(data_import))
    assert len(response.context["faults"]) == 1000
    assert "1,201 faults were found" in text_of(response)
    file = steward.get(screen(data_import, "faults"))
    assert file.streaming
    lines = file.getvalue().decode().splitlines()
    assert len(lines) == 1202
    assert lines[1] == ",2,value,'=x,It is not a whole number."


def test_a_failure_of_the_machine_can_be_tried_once_more(steward, series):
    data_import = sent(steward, series)
    Import.objects.update(status=ImportStatus.FAILED, mapping={"value": "value"}, message="Example")
    assert "Example" in text_of(steward.get(screen(data_import)))
    assert steward.get(screen(data_import, "again")).status_code == 403
    steward.post(screen(data_import, "again"))
    assert Import.objects.get().status == ImportStatus.READING
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.parametrize("make", [make_author, make_reviewer])
def test_who_is_no_data_steward_reads_and_does_nothing(steward, series, make):
    data_import = sent(steward, series)
    other = client_of(make())
    assert other.get(reverse("admin:returns_import_changelist")).status_code == 200
    assert other.get(screen(data_import)).status_code == 200
    assert other.get(reverse(ADD)).status_code == 403
    assert send(other, series, csv_text()).status_code == 403
    for name in ("columns", "give_up", "again", "submit", "approve", "return"):
        assert other.post(screen(data_import, name)).status_code == 403, name
    assert Import.objects.get().status == ImportStatus.UPLOADED


def test_the_list_asks_few_questions(steward, series, django_assert_max_num_queries):
    for number in range(5):
        send(steward, series, csv_text(FULL_HEADER, [*FULL_ROWS, [*FULL_ROWS[0][:3], number, "x"]]))
    with django_assert_max_num_queries(14):
        response = steward.get(reverse("admin:returns_import_changelist"))
    assert text_of(response).count("example.csv") == 5


def test_work_that_has_stopped_is_said_and_can_be_begun_anew(steward, series):
    data_import = sent(steward, series)
    Import.objects.update(status=ImportStatus.READING, mapping={"value": "value"})
    assert "The work has stopped" in text_of(steward.get(screen(data_import)))
    steward.post(screen(data_import, "again"))
    assert "The work has stopped" not in text_of(steward.get(screen(data_import)))
