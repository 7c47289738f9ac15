"""What the worker does for the library. Each piece may be cut short and begun again."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from . import making
from .models import PublicationEdition, SheetRun
from .remaking import do_run

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=4)
ENDED = ("succeeded", "failed", "cancelled", "aborted")


@app.task(name="publications.remake_sheets", retry=AGAIN)
def remake_sheets(publication_id: int) -> None:
    """The sheets of one publication from what is live now; nothing where it is live no more.

    What is live decides, not what was when this was asked for: done twice it changes nothing.
    """
    for edition in making.made_by_the_portal().filter(document=publication_id):
        making.make_all(edition)


def put_in_queue(publication: PublicationEdition) -> None:
    lock = f"sheets {publication.document_id}"
    _defer(remake_sheets, lock, publication_id=publication.document_id)


@app.task(name="publications.do_run", retry=AGAIN)
def make_sheets(run_id: int) -> None:
    """Nothing where the run has ended meanwhile."""
    run = SheetRun.objects.select_related("publication").filter(pk=run_id, ended_at=None).first()
    if run is not None:
        do_run(run)


def make_in_queue(run: SheetRun) -> None:
    _defer(make_sheets, _lock(run), run_id=run.pk)


def is_in_queue(run: SheetRun) -> bool:
    """Whether the queue holds it: to be done, under way, or to be tried again."""
    jobs = ProcrastinateJob.objects.filter(lock=_lock(run))
    return jobs.exclude(status__in=ENDED).exists()


def _lock(run: SheetRun) -> str:
    return f"run of sheets {run.pk}"


def _defer(task, lock: str, **arguments) -> None:
    """Once, however often it is asked for before it begins."""
    try:
        with transaction.atomic():
            task.configure(lock=lock, queueing_lock=lock).defer(**arguments)
    except AlreadyEnqueued:
        pass
