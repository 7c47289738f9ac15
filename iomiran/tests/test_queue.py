"""The queue: what a dead worker left is taken up again; whether a worker lives is known."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.common.queue import HEARTBEAT, STALLED_AFTER, worker_is_alive
from iomiran.common.tasks import MOST_ATTEMPTS, forget_old_work, take_up_again

pytestmark = pytest.mark.django_db


def run(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def worker_seen(ago: timedelta) -> int:
    return run(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id", ago
    )[0]


def job_of(worker: int | None, *, attempts: int = 0) -> ProcrastinateJob:
    """A piece of work that this worker has begun."""
    take_up_again.configure(queueing_lock=None).defer(timestamp=0)
    job = ProcrastinateJob.objects.latest("pk")
    run(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
        " WHERE id = %s",
        worker,
        attempts,
        job.pk,
    )
    return job


def look_after(task) -> None:
    """In a thread of its own, on the connection of the test: where a browser was driven before,
    the test's own thread has an event loop that never ends."""

    def work() -> None:
        connections["default"] = own
        async_to_sync(task.func)(SimpleNamespace(app=app), timestamp=0)

    own = connections["default"]  # `connection` stands for that of the thread that asks
    own.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(work).result()
    finally:
        own.dec_thread_sharing()


def status_of(job) -> str | None:
    return ProcrastinateJob.objects.filter(pk=job.pk).values_list("status", flat=True).first()


def test_a_worker_is_alive_while_it_gives_signs_of_life():
    assert not worker_is_alive()
    worker_seen(timedelta(seconds=STALLED_AFTER + 5))
    assert not worker_is_alive()
    worker_seen(timedelta(seconds=HEARTBEAT))
    assert worker_is_alive()


def test_work_of_a_dead_worker_is_taken_up_again_and_that_of_a_living_one_is_not():
    left = job_of(worker_seen(timedelta(minutes=5)))
    going_on = job_of(worker_seen(timedelta(0)))
    look_after(take_up_again)
    assert status_of(left) not in ("doing", "failed", None)
    assert status_of(going_on) == "doing"


def test_work_that_ends_its_worker_again_and_again_is_given_up():
    killer = job_of(None, attempts=MOST_ATTEMPTS)
    look_after(take_up_again)
    assert status_of(killer) == "failed"


def test_old_work_is_forgotten():
    old = job_of(None)
    run("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", old.pk)
    run("UPDATE procrastinate_events SET at = now() - interval '90 days' WHERE job_id = %s", old.pk)
    look_after(forget_old_work)
    assert status_of(old) is None
