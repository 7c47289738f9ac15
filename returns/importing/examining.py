"""A table read, checked, guarded and compared: one import from its text to its report."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date

from django.db import connection

from returns.models import Import, ImportFault, ImportStatus, Release

from . import comparison, guard, rules
from .incoming import Table
from .staging import stage

# A million rows are joined with a few small tables: always by hashing. The planner takes the
# conditions on them for independent, expects no row at all, and would look each one up.
_STAGING = {"enable_nestloop": "off", "enable_mergejoin": "off"}
# A sample of three thousand rows says enough of a working table.
_ALWAYS = {"work_mem": "128MB", "jit": "off", "default_statistics_target": "10"}


@contextmanager
def _planned(settings: dict[str, str]):
    """Planner settings for the statements inside, which are part of a transaction."""
    with connection.cursor() as cursor:
        for name, value in (settings | _ALWAYS).items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")
    yield
    with connection.cursor() as cursor:
        for name in settings | _ALWAYS:
            cursor.execute(f"SET LOCAL {name} TO DEFAULT")


def nothing(_step: str, _rows: int) -> None:
    """For an import whose progress nobody watches."""


def examine(
    data_import: Import,
    table: Table,
    *,
    kind: str,
    today: date,
    tell: Callable[[str, int], None] = nothing,
) -> None:
    """Stage `table` and write what was found into `data_import`, which is not saved.

    Call it in a transaction. `kind` is that of the series, `today` bounds the periods.
    """
    clear(data_import)
    data_import.report = {}
    with _planned(_STAGING):
        staged = stage(data_import, table, kind=kind, tell=tell)
    if staged is not None:
        data_import.rows_total = data_import.rows_done = staged
        with _planned({}):
            _judge(data_import, table.sheet, kind, today, tell)
    data_import.fault_count = ImportFault.objects.filter(data_import=data_import).count()
    data_import.status = ImportStatus.FAULTY if data_import.fault_count else ImportStatus.READY


def _judge(data_import: Import, sheet: str, kind: str, today: date, tell) -> None:
    """Rules, comparison and guard over what is staged."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE returns_stagedobservation, returns_stagedstatement")
    rows = data_import.rows_total
    tell("checking", rows)
    groups = rules.check(data_import, sheet=sheet, kind=kind, today=today)
    tell("comparing", rows)
    data_import.report = comparison.preview(data_import, kind=kind)
    tell("guarding", rows)
    findings, left_out = guard.findings(data_import, groups)
    data_import.report |= {
        "findings": [finding.as_json() for finding in findings],
        "findings_left_out": left_out,
        "compared_with": newest_number(data_import),
    }


def newest_number(data_import: Import) -> int:
    """The number of the last release of the series, open ones included; 0 without any."""
    newest = Release.objects.filter(document=data_import.series_id).order_by("-number").first()
    return newest.number if newest else 0


def clear(data_import: Import, *, faults: bool = True) -> None:
    """Forget the staged rows, and with `faults` what was wrong with them."""
    tables = ["stagedobservation", "stagedstatement", *(["importfault"] if faults else [])]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"DELETE FROM returns_{table} WHERE data_import_id = %s",  # noqa: S608
                [data_import.pk],
            )
