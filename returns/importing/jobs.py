"""The long work of an import. It may be killed at any moment and be started again.

Everything is written in one transaction: what is not finished was never there. How far it has
come is told over a second connection, so that others see it meanwhile.
"""

import time

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from iomiran.common.files.storage import path_of
from returns.models import Import, ImportFault, ImportStatus

from .examining import clear, examine
from .incoming import Table
from .received import NotReadable, open_received

# Any number that nothing else in the database locks; the import is the second part.
ADVISORY_LOCK = 714573
TOLD_EVERY = 0.5  # seconds
DONE = (ImportStatus.SUBMITTED, ImportStatus.PUBLISHED, ImportStatus.CANCELLED)
# How a file is read. Rows understood in one way are no result of another.
HOW = ("mapping", "sheet", "options")


class CancelledError(Exception):
    """Staff gave the import up, or chose its columns anew, while it was being read."""


class Progress:
    """Tells over a connection of its own how many rows a step has done."""

    def __init__(self, data_import: Import):
        self.pk = data_import.pk
        self.connection = connection.copy()
        self.told = 0.0
        self.step = ""

    def __call__(self, step: str, rows: int) -> None:
        """Raises CancelledError where the import was given up meanwhile."""
        now = time.monotonic()
        if step == self.step and now - self.told < TOLD_EVERY:
            return
        self.step, self.told = step, now
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE returns_import SET step = %s, rows_done = %s WHERE id = %s"
                " RETURNING status",
                [step, rows, self.pk],
            )
            found = cursor.fetchone()
        if found and found[0] == ImportStatus.CANCELLED:
            raise CancelledError

    def close(self) -> None:
        self.connection.close()


def read_import(data_import: Import, *, table: Table | None = None) -> Import:
    """Read, stage, check, compare and guard what was uploaded; the result is in the row.

    Does nothing for an import that is submitted, published or given up; while another process
    reads it, waits for that one's result. `table` stands for the upload where there is none.
    """
    started = Import.objects.filter(pk=data_import.pk).exclude(status__in=DONE)
    if not started.update(
        status=ImportStatus.READING, fault_count=0, message="", step="", rows_done=0
    ):
        return Import.objects.get(pk=data_import.pk)
    progress = Progress(data_import)
    begun = None
    try:
        with transaction.atomic():
            _wait_for_others(data_import.pk)
            begun = Import.objects.filter(pk=data_import.pk, status=ImportStatus.READING).first()
            if begun is not None:
                _read(begun, table, progress)
    except CancelledError:
        pass
    except NotReadable as error:
        _refuse(begun, error)
    finally:
        progress.close()
    return Import.objects.get(pk=data_import.pk)


def _wait_for_others(pk: int) -> None:
    """Until the transaction ends, no other process reads the import."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADVISORY_LOCK, pk % 2**31])


def _read(data_import: Import, table: Table | None, progress: Progress) -> None:
    edition = data_import.series.editions.published().first()
    if edition is None:
        data_import.status = ImportStatus.FAILED
        data_import.message = _("The series has no published description.")
    else:
        examine(
            data_import,
            table or table_of(data_import),
            kind=edition.kind,
            today=timezone.localdate(),
            tell=progress,
        )
    data_import.finished_at = timezone.now()
    data_import.step = ""
    _finish(data_import)


def _finish(data_import: Import) -> None:
    """Write the result, unless staff gave the import up or chose its columns anew meanwhile."""
    fields = (
        "status",
        "report",
        "fault_count",
        "rows_total",
        "rows_done",
        "finished_at",
        "message",
        "step",
    )
    if not _still(data_import).update(**{name: getattr(data_import, name) for name in fields}):
        raise CancelledError


def _still(data_import: Import) -> QuerySet:
    """The import, if it is being read and is to be read as it was when this began."""
    how = {name: getattr(data_import, name) for name in HOW}
    return Import.objects.filter(pk=data_import.pk, status=ImportStatus.READING, **how)


@transaction.atomic
def _refuse(data_import: Import, error: NotReadable) -> None:
    """The file is none that can be read: its faults, and nothing else."""
    if not _still(data_import).select_for_update().exists():
        return
    clear(data_import)
    with translation.override(settings.LANGUAGE_CODE):
        data_import.message = "\n".join(fault.reason for fault in error.faults)
    ImportFault.objects.bulk_create(
        ImportFault(
            data_import=data_import,
            sheet=fault.sheet[:200],
            row=fault.row,
            column=fault.column[:200],
            value=str(fault.value)[:200],
            rule=fault.rule,
        )
        for fault in error.faults
    )
    data_import.fault_count = len(error.faults)
    data_import.status = ImportStatus.FAILED
    data_import.finished_at = timezone.now()
    data_import.step = ""
    _still(data_import).update(
        **{name: getattr(data_import, name) for name in ("status", "message", "step")},
        fault_count=data_import.fault_count,
        finished_at=data_import.finished_at,
    )


def table_of(data_import: Import) -> Table:
    """The sheet of the file as received. Raises NotReadable."""
    options = data_import.options
    received = open_received(
        path_of(data_import.upload.sha256),
        # The same bytes may have come under another name before, with another ending.
        options.get("name") or data_import.upload.name,
        encoding=options.get("encoding", ""),
        delimiter=options.get("delimiter", ""),
    )
    return received.table(data_import.sheet)
