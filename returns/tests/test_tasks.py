"""The worker's part of an import: what fails is said, what was given up is left alone."""

from types import SimpleNamespace

import pytest

from returns import tasks
from returns.models import Import, ImportStatus

from .factories import make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_import():
    return Import.objects.create(series=make_series().document, status=ImportStatus.READING)


def attempt(data_import, number: int):
    context = SimpleNamespace(job=SimpleNamespace(attempts=number))
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
