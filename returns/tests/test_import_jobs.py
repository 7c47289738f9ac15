"""The work of an import may die at any moment; nothing of it stays, and the next try works."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from iomiran.common.files.storage import store_bytes
from returns.importing.jobs import read_import
from returns.models import Import, ImportFault, Series, StagedObservation

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

    def test_the_command_prints_faults_or_the_preview(self, tmp_path, capsys):
        series = make_series(slug="test-series").document
        mapping = tmp_path / "mapping.json"
        mapping.write_text(
            '{"period_start": "start", "period_end": "end", "value": "count",'
            ' "source_name": {"constant": "Example source"}}'
        )
        file = tmp_path / "example.csv"
        file.write_bytes(GOOD)
        call_command("import_returns", series.slug, file, mapping=mapping)
        assert "2 added" in capsys.readouterr().out
        file.write_bytes(GOOD.replace(b",100", b",many"))
        with pytest.raises(CommandError, match="1 faults"):
            call_command("import_returns", series.slug, file, mapping=mapping)
        assert "row 2, column count: 'many'" in capsys.readouterr().out


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
    _until_gone(data_import)
    assert not StagedObservation.objects.exists()
    assert read_import(data_import).status == "ready"
    assert StagedObservation.objects.count() == 2
    Import.objects.all().delete()
    assert Series.objects.exists()


def _until_gone(data_import: Import) -> None:
    """Wait until the database has noticed that the worker is dead."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)
