"""The worker: one process that does long work from a queue in the database.

It may be ended at any moment, also by `kill -9`: work is begun again, so it must be restartable.
"""

import asyncio
import contextlib
import os
import signal
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateWorker

from .editorial.history.origin import worker_origin

HEARTBEAT = 5  # seconds between two signs of life
STALLED_AFTER = 20  # seconds without one: the worker is dead
GRACE = 8  # seconds that work under way has to end by itself
# The queue of what must be done at its minute: it does not wait until long work is done.
ON_TIME = "on_time"
ASKED_EVERY = 5.0  # seconds; a new piece of work is also told by NOTIFY at once


def worker_is_alive() -> bool:
    """Whether a worker gave a sign of life of late: else what is put in the queue waits."""
    since = timezone.now() - timedelta(seconds=STALLED_AFTER)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()


def work() -> None:
    """Do what the queue holds until SIGINT or SIGTERM."""
    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(_work())


async def _work() -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    ending = False

    def end() -> None:
        nonlocal ending
        if not ending:
            ending = True
            task.cancel()
            # Work in a thread cannot be cancelled. What is cut short is taken up again.
            loop.call_later(GRACE, os._exit, 0)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end)
    with contextlib.suppress(asyncio.CancelledError):
        async with app.open_async():
            await asyncio.gather(_serve("default"), _serve(ON_TIME))


async def _serve(queue: str) -> None:
    await app.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=1,
        install_signal_handlers=False,
        fetch_job_polling_interval=ASKED_EVERY,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED_AFTER,
        shutdown_graceful_timeout=GRACE,
        delete_jobs="successful",
        task_middleware=[worker_origin],
    )
