"""The worker's part of an import: what fails is said, what was given up is left alone."""

from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.tests.factories import make_data_steward
from returns import tasks
from returns.models import Import, ImportStatus

from .factories import make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_import():
    return Import.objects.create(series=make_series().document, status=ImportStatus.READING)


def attempt(data_import, number: int, job: ProcrastinateJob | None = None):
    context = SimpleNamespace(job=SimpleNamespace(attempts=number, id=job.pk if job else 0))
    tasks.read_import.func(context, import_id=data_import.pk)


def fail(monkeypatch, *, meanwhile=lambda: None):
    def read(_data_import):
        meanwhile()
        raise RuntimeError("example")

    monkeypatch.setattr(tasks.jobs, "read_import", read)


def test_a_failure_is_tried_again_before_it_is_said(data_import, monkeypatch):
    fail(monkeypatch)
    with pytest.raises(RuntimeError):
        attempt(data_import, 0)
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.READING
    with pytest.raises(RuntimeError):
        attempt(data_import, tasks.MOST_ATTEMPTS - 1)
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.FAILED


def test_a_job_that_fails_for_good_leaves_the_import_to_the_newer_one(data_import, monkeypatch):
    tasks.put_in_queue(data_import)
    own = ProcrastinateJob.objects.get()
    set_status(own, "doing")
    tasks.put_in_queue(data_import)
    fail(monkeypatch)
    with pytest.raises(RuntimeError):
        attempt(data_import, tasks.MOST_ATTEMPTS - 1, own)
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.READING


def test_a_publication_that_waits_does_not_hide_a_failure(data_import, monkeypatch):
    tasks.publish_in_queue(data_import, by=make_data_steward())
    fail(monkeypatch)
    with pytest.raises(RuntimeError):
        attempt(data_import, tasks.MOST_ATTEMPTS - 1)
    data_import.refresh_from_db()
    assert data_import.status == ImportStatus.FAILED


def test_what_is_given_up_while_it_is_read_is_no_failure(data_import, monkeypatch):
    fail(monkeypatch, meanwhile=Import.objects.all().delete)
    attempt(data_import, 0)
    assert not Import.objects.exists()


def test_work_of_an_import_that_is_no_longer_read_is_nothing(data_import, monkeypatch):
    fail(monkeypatch)
    Import.objects.update(status=ImportStatus.READY)
    attempt(data_import, 0)


def test_whether_work_is_under_way_is_known(data_import):
    assert not tasks.is_under_way(data_import)
    tasks.put_in_queue(data_import)
    tasks.put_in_queue(data_import)
    assert tasks.is_under_way(data_import)


def test_a_publication_is_under_way_as_long_as_the_queue_holds_it(data_import):
    tasks.put_in_queue(data_import)
    assert not tasks.is_publishing(data_import)
    tasks.publish_in_queue(data_import, by=make_data_steward())
    job = ProcrastinateJob.objects.filter(task_name=tasks.publish_release.name)
    assert tasks.is_publishing(data_import)
    set_status(job.get(), "doing")
    assert tasks.is_publishing(data_import)
    set_status(job.get(), "failed")
    assert not tasks.is_publishing(data_import)


def set_status(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.pk])
