"""What the worker does for the statistics. Each piece may be cut short and begun again."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from iomiran.common.editorial.actions import locked
from iomiran.common.editorial.approving import publish_edition

from .importing import jobs
from .models import Import, ImportStatus

# A fault of the machine passes; a fault of the file does not raise, it is kept with the import.
MOST_ATTEMPTS = 3
AGAIN = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=4)
ENDED = ("succeeded", "failed", "cancelled", "aborted")


def _lock(data_import: Import) -> str:
    return f"import {data_import.pk}"


@app.task(name="returns.read_import", retry=AGAIN, pass_context=True)
def read_import(context, import_id: int) -> None:
    """Read, stage, check and compare; nothing where the import was given up meanwhile."""
    data_import = Import.objects.filter(pk=import_id, status=ImportStatus.READING).first()
    if data_import is None:
        return
    try:
        jobs.read_import(data_import)
    except Exception:
        if not Import.objects.filter(pk=import_id).exists():
            return  # given up: its rows had nowhere to go
        if context.job.attempts + 1 >= MOST_ATTEMPTS:
            _failed(import_id, context.job.id)
        raise


@transaction.atomic
def _failed(import_id: int, job_id: int) -> None:
    """Said to its readers when the machine failed again and again; the log has the reason.

    Not while another job of the same import waits or works: its columns were chosen anew, and
    what becomes of it is that job's to say.
    """
    reading = Import.objects.select_for_update().filter(pk=import_id, status=ImportStatus.READING)
    data_import = reading.first()
    if data_import is None:
        return
    others = _waiting(data_import).filter(task_name=read_import.name).exclude(pk=job_id)
    if not others.exists():
        reading.update(status=ImportStatus.FAILED, message="")


def is_under_way(data_import: Import) -> bool:
    """Whether the queue holds work for the import: else nobody will ever finish it."""
    return _waiting(data_import).exists()


def is_publishing(data_import: Import) -> bool:
    """Whether the queue holds its publication: to be done, under way, or to be tried again."""
    return _waiting(data_import).filter(task_name=publish_release.name).exists()


def _waiting(data_import: Import) -> QuerySet:
    return ProcrastinateJob.objects.filter(lock=_lock(data_import)).exclude(status__in=ENDED)


@app.task(name="returns.publish_release", retry=AGAIN)
def publish_release(import_id: int, by_id: int, submitted_at: str = "") -> None:
    """Make an approved release public; nothing where it is, or was given back meanwhile.

    `submitted_at` says which submission `by_id` approved: the next one may hold other words.
    """
    data_import = Import.objects.select_related("release").filter(pk=import_id).first()
    if data_import is None or data_import.status != ImportStatus.SUBMITTED:
        return
    try:
        with transaction.atomic():
            release = locked(data_import.release)
            if submitted_at in ("", _moment(release)):
                publish_edition(edition=release, by=get_user_model().objects.get(pk=by_id))
    except ValidationError as error:
        Import.objects.filter(pk=import_id).update(message=" ".join(error.messages))


def _moment(release) -> str:
    return release.submitted_at.isoformat() if release and release.submitted_at else ""


def publish_in_queue(data_import: Import, *, by) -> None:
    """Have an approved release published; `is_publishing` says so until it was tried."""
    submitted_at = _moment(data_import.release)
    _defer(
        publish_release,
        data_import,
        import_id=data_import.pk,
        by_id=by.pk,
        submitted_at=submitted_at,
    )


def put_in_queue(data_import: Import) -> None:
    """Have the import read."""
    _defer(read_import, data_import, import_id=data_import.pk)


def _defer(task, data_import: Import, **arguments) -> None:
    """Once, however often it is asked for, and never two pieces of one import at a time."""
    lock = _lock(data_import)
    try:
        with transaction.atomic():
            task.configure(lock=lock, queueing_lock=f"{lock} {task.name}").defer(**arguments)
    except AlreadyEnqueued:
        pass
