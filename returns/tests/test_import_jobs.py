"""The work of an import may die at any moment; nothing of it stays, and the next try works."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from threading import Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from iomiran.common.editorial.actions import EditorialError
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.files.storage import store_bytes
from iomiran.tests.factories import make_author, make_data_steward
from returns.importing import incoming, jobs
from returns.importing.jobs import read_import
from returns.models import Import, ImportFault, Release, Series, StagedObservation

from .examples import LONG
from .factories import make_series

GOOD = (
    b"start,end,count\n2021-01-03,2021-01-09,100\n2021-01-10,2021-01-16,\xdb\xb1\xdb\xb0\xdb\xb1\n"
)
# A worker that stops for good in the middle of its transaction.
WORKER = """
import os, sys, time, django
django.setup()
from returns.importing import examining, jobs
from returns.models import Import
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[2]
def stop(*_args, **_kwargs):
    print("half-way", flush=True)
    time.sleep(60)
examining.rules.check = stop
jobs.read_import(Import.objects.get(pk=int(sys.argv[1])))
"""


def uploaded(content: bytes, name="example.csv", **fields) -> Import:
    series = fields.pop("series", None) or make_series().document
    upload = store_bytes(content, name=name, media_type="text/csv")
    return Import.objects.create(series=series, upload=upload, mapping=LONG, **fields)


@pytest.mark.django_db
class TestReading:
    def test_a_file_is_read_and_reported(self):
        data_import = read_import(uploaded(GOOD))
        assert (data_import.status, data_import.rows_total) == ("ready", 2)
        assert data_import.report["preview"]["added"] == 2
        assert data_import.finished_at

    def test_reading_again_gives_the_same(self):
        data_import = read_import(uploaded(GOOD))
        assert read_import(data_import).status == "ready"
        assert StagedObservation.objects.count() == 2

    def test_what_was_given_up_is_not_read(self):
        data_import = uploaded(GOOD, status="cancelled")
        assert read_import(data_import).status == "cancelled"
        assert not StagedObservation.objects.exists()

    def test_a_file_that_is_none_says_why(self):
        data_import = read_import(uploaded(b"MZ\x00\x01", name="example.xlsx"))
        assert data_import.status == "failed"
        assert data_import.message
        assert ImportFault.objects.filter(data_import=data_import).exists()

    def test_rows_read_with_columns_that_were_chosen_anew_meanwhile_are_no_result(
        self, monkeypatch
    ):
        data_import = uploaded(GOOD)
        choose_anew(monkeypatch, "examine", data_import)
        assert read_import(data_import).status == "reading"
        assert not StagedObservation.objects.exists()

    def test_every_short_row_is_named_some_at_a_time(self, monkeypatch):
        monkeypatch.setattr(incoming, "FAULTS_AT_ONCE", 2)
        data_import = read_import(uploaded(GOOD + b"2021-01-17,103\n" * 5 + GOOD))
        named = data_import.faults.values_list("row", "value", "rule")
        assert [one for one in named if one[2] == "ragged"] == [
            (number, "2", "ragged") for number in range(4, 9)
        ]
        assert data_import.status == "faulty"

    def test_nor_is_a_file_refused_for_how_it_was_read_before(self, monkeypatch):
        data_import = uploaded(b"MZ\x00\x01", name="example.xlsx")
        choose_anew(monkeypatch, "_refuse", data_import)
        assert read_import(data_import).status == "reading"
        assert not ImportFault.objects.exists()

    def test_the_name_under_which_a_file_came_says_what_it_is(self):
        uploaded(GOOD, name="example.xlsx")
        data_import = uploaded(GOOD, options={"name": "example.csv"})
        assert read_import(data_import).status == "ready"

    def test_the_command_prints_faults_or_the_preview(self, tmp_path, capsys):
        series, file, mapping = given(tmp_path)
        call_command("import_returns", series.slug, file, mapping=mapping)
        assert "2 added" in capsys.readouterr().out
        file.write_bytes(GOOD.replace(b",100", b",many"))
        with pytest.raises(CommandError, match="1 faults"):
            call_command("import_returns", series.slug, file, mapping=mapping)
        assert "row 2, column count: 'many'" in capsys.readouterr().out

    def test_the_command_submits_for_somebody_who_then_cannot_approve(self, tmp_path):
        series, file, mapping = given(tmp_path)
        person = make_data_steward()
        ask = partial(call_command, "import_returns", series.slug, file, mapping=mapping)
        with pytest.raises(CommandError, match="--by"):
            ask(submit=True)
        for nobody in ("nobody@example.org", make_author().email):
            with pytest.raises(CommandError, match="nobody who may"):
                ask(submit=True, by=nobody)
        ask(submit=True, by=person.email)
        release = Release.objects.get()
        assert (release.submitted_by, release.data_import.created_by) == (person, person)
        with pytest.raises(EditorialError, match="Somebody else"):
            publish_edition(edition=release, by=person)


def given(folder):
    """(series, file, its mapping) for the command."""
    mapping, file = folder / "mapping.json", folder / "example.csv"
    mapping.write_text(
        '{"period_start": "start", "period_end": "end", "value": "count",'
        ' "source_name": {"constant": "Example source"}}'
    )
    file.write_bytes(GOOD)
    return make_series(slug="test-series").document, file, mapping


def choose_anew(monkeypatch, step: str, data_import: Import) -> None:
    """While `step` of the reading is done, somebody says that the columns mean something else."""
    done = getattr(jobs, step)

    def meanwhile(*args, **kwargs):
        Import.objects.filter(pk=data_import.pk).update(mapping={"value": "start"})
        return done(*args, **kwargs)

    monkeypatch.setattr(jobs, step, meanwhile)


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_for_the_first_and_takes_its_result():
    data_import = uploaded(GOOD)
    other = connection.copy()
    lock = [jobs.ADVISORY_LOCK, data_import.pk]
    waiting = Thread(target=read_in_thread, args=[data_import])
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", lock)
            waiting.start()
            until("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", 1)
            cursor.execute("UPDATE returns_import SET status = 'ready', fault_count = 0")
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", lock)
    finally:
        other.close()
        waiting.join()
    data_import.refresh_from_db()
    assert (data_import.status, data_import.finished_at) == ("ready", None)
    Import.objects.all().delete()


def read_in_thread(data_import: Import) -> None:
    try:
        read_import(data_import)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_nothing_and_the_next_try_works():
    data_import = uploaded(GOOD)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "iomiran.settings",
        "UPLOADS_ROOT": str(settings.UPLOADS_ROOT),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(data_import.pk), connection.settings_dict["NAME"]],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
    )
    try:
        assert worker.stdout.readline().strip() == "half-way"
        data_import.refresh_from_db()
        assert (data_import.status, data_import.step) == ("reading", "checking")
        worker.send_signal(signal.SIGKILL)
    finally:
        worker.kill()
        worker.wait()
        worker.stdout.close()
    until("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'", 0)
    assert not StagedObservation.objects.exists()
    assert read_import(data_import).status == "ready"
    assert StagedObservation.objects.count() == 2
    Import.objects.all().delete()
    assert Series.objects.exists()


def until(question: str, answer: int) -> None:
    """Wait until the database gives this answer, ten seconds at most."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute(question)
            if cursor.fetchone()[0] == answer:
                return
        time.sleep(0.1)
    pytest.fail(f"never {answer}: {question}")
