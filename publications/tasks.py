"""What the worker does for the library. It may be cut short and begun again."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from .models import SheetRun
from .remaking import do_run

ENDED = ("succeeded", "failed", "cancelled", "aborted")


def _lock(run: SheetRun) -> str:
    return f"sheets {run.pk}"


@app.task(name="publications.make_sheets", retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def make_sheets(run_id: int) -> None:
    """Nothing where the run has ended meanwhile."""
    run = SheetRun.objects.select_related("publication").filter(pk=run_id, ended_at=None).first()
    if run is not None:
        do_run(run)


def make_in_queue(run: SheetRun) -> None:
    lock = _lock(run)
    try:
        with transaction.atomic():
            make_sheets.configure(lock=lock, queueing_lock=lock).defer(run_id=run.pk)
    except AlreadyEnqueued:
        pass


def is_in_queue(run: SheetRun) -> bool:
    """Whether the queue holds it: to be done, under way, or to be tried again."""
    jobs = ProcrastinateJob.objects.filter(lock=_lock(run))
    return jobs.exclude(status__in=ENDED).exists()
