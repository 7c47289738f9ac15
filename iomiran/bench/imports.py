"""Imports: a million synthetic rows beside a bare COPY of the same, a workbook beside a bare read.

Everything happens in one transaction that is rolled back; names say that nothing is real.
Times mean something only as ratios of the same run. Import and bare work are done in turns;
beside the ratio of the clock stands that of computing, which other work on the machine moves less.
"""

import csv
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from iomiran.bench.scratch import scratch_database
from iomiran.bench.timing import Work, work_so_far
from returns.importing.comparison import apply
from returns.importing.examining import examine
from returns.importing.received import open_received
from returns.models import Import, Place, PlaceEdition, Release, Series

ROWS = 1_000_000
ROUNDS = 3
FIRST_DAY = date(1980, 1, 1)
PLACES = 10
COUNTRIES = ("IRN", "PAK")
MANNERS = ("all", "spontaneous", "deported")
HEADER = ("day", "crossing", "country", "manner", "count", "report", "note")
MAPPING = {
    "period_start": "day",
    "period_end": "day",
    "place": "crossing",
    "country_from": "country",
    "manner": "manner",
    "value": "count",
    "source_name": "report",
    "note": "note",
    "documentation": {"constant": "undocumented"},
}
COLUMNS = (
    "data_import_id, row, key, period_start, period_end, place_id, country_from, documentation,"
    " manner, sex, age_group, value, precision, confidence, plot, not_plotted_reason, how_given,"
    " note, source_id"
)


class _Undone(Exception):
    """Nothing of a benchmark stays."""


def synthetic_rows(rows: int, *, changed: bool = False) -> Iterator[tuple]:
    """Counts by day of made-up places; `changed` makes one count in a hundred another."""
    number = 0
    for day in range(rows):
        text = (FIRST_DAY + timedelta(days=day)).isoformat()
        for place in range(PLACES):
            for country in COUNTRIES:
                parts = (100 + day % 50 + place, 40 + day % 30)
                if changed and (day + place) % 100 == 0:
                    parts = (parts[0] + 1, parts[1])
                for manner, value in zip(MANNERS, (sum(parts), *parts), strict=True):
                    if number == rows:
                        return
                    number += 1
                    report = f"synthetic report {day // 7}"
                    yield text, f"synthetic-{place}", country, manner, value, report, ""


def write_file(path: Path, rows: int, *, changed: bool = False) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(synthetic_rows(rows, changed=changed))


def _series():
    for number in range(PLACES):
        place = Place.objects.create(slug=f"synthetic-{number}", kind="crossing")
        PlaceEdition.objects.create(document=place, name_en=place.slug, level="A")
    Place.objects.get_or_create(slug=Place.EVERYWHERE, defaults={"kind": "everywhere"})
    return Series.objects.create(slug="synthetic-series-for-measuring")


def _bare_copy(folder: Path, data_import) -> Work:
    """A COPY of the staged rows into the same table, empty but for its index."""
    path = folder / "staged.csv"
    with connection.cursor() as cursor:
        with (
            path.open("wb") as file,
            cursor.copy(
                f"COPY (SELECT {COLUMNS} FROM returns_stagedobservation WHERE data_import_id ="  # noqa: S608
                f" {int(data_import.pk)} ORDER BY id) TO STDOUT (FORMAT csv)"
            ) as copy,
        ):
            for block in copy:
                file.write(block)
        cursor.execute("TRUNCATE returns_stagedobservation")
        start = work_so_far()
        with (
            path.open("rb") as file,
            cursor.copy(
                f"COPY returns_stagedobservation ({COLUMNS}) FROM STDIN (FORMAT csv)"
            ) as copy,
        ):
            while block := file.read(1 << 20):
                copy.write(block)
        return work_so_far() - start


def _examined(path: Path, series) -> tuple[Work, object, dict[str, float]]:
    """The work from the file to the report, the import, and the seconds of each step."""
    steps: dict[str, float] = {}
    data_import = Import.objects.create(series=series, mapping=MAPPING)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE returns_stagedobservation")
    begun, start = work_so_far(), time.perf_counter()
    table = open_received(path, path.name).table()
    examine(
        data_import,
        table,
        kind="interval",
        today=date(2200, 1, 1),
        tell=lambda step, _rows: steps.setdefault(step, time.perf_counter() - start),
    )
    work = work_so_far() - begun
    if data_import.fault_count:
        faults = list(data_import.faults.values_list("row", "rule")[:5])
        raise SystemExit(f"Faults: {faults}")
    return work, data_import, steps


def _in_turns(path: Path, series, bare: Callable) -> tuple[Work, Work, object, dict[str, float]]:
    """The work of imports and of the bare work after each, the last import and its steps."""
    whole, alone = Work(), Work()
    for _round in range(ROUNDS):
        work, data_import, steps = _examined(path, series)
        whole, alone = whole + work, alone + bare(data_import)
    return whole, alone, data_import, steps


def _show(title: str, whole: Work, alone: Work, steps: dict[str, float]) -> None:
    print(
        f"  {title:16}{alone.clock / whole.clock:>6.2f}"
        f"{alone.computing / whole.computing:>6.2f} of computing;"
        f" bare {alone.clock / ROUNDS:.1f} s, import {whole.clock / ROUNDS:.1f} s"
    )
    print("    " + ", ".join(f"{step} from {at:.1f} s" for step, at in steps.items()), flush=True)


def _workbook(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *synthetic_rows(rows)]):
            sheet.write_row(number, 0, row)


def _bare_read(path: Path) -> Work:
    start = work_so_far()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return work_so_far() - start


def _measure_workbook(folder: Path, rows: int) -> None:
    path = folder / "synthetic.xlsx"
    _workbook(path, rows)
    series = Series.objects.create(slug="synthetic-workbook")
    whole, alone, _data_import, steps = _in_turns(path, series, lambda _import: _bare_read(path))
    print(f"XLSX of {rows:,} synthetic rows; 1.00 = a bare read of the same workbook")
    _show("whole import", whole, alone, steps)


def run() -> None:
    """ROWS sets how many rows the CSV has; the workbook has a tenth of them."""
    with scratch_database("imports"):
        rows = int(os.environ.get("ROWS", ROWS))
        measure_import(min(rows, ROWS))


def measure_import(rows: int) -> None:
    """Print the ratios of an import of `rows` counts, without and against a release as large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = folder / "synthetic.csv", folder / "synthetic-changed.csv"
        write_file(first, rows)
        write_file(second, rows, changed=True)

        def copied(data_import):
            return _bare_copy(folder, data_import)

        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            with transaction.atomic():
                series = _series()
                print(f"Import of {rows:,} synthetic rows; 1.00 = a bare COPY of the same rows")
                whole, alone, data_import, steps = _in_turns(first, series, copied)
                _show("first release", whole, alone, steps)
                release = Release.objects.create(document=series, number=1, notes_en="synthetic")
                apply(data_import, release)
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE returns_observation")
                whole, alone, data_import, steps = _in_turns(second, series, copied)
                _show("against it", whole, alone, steps)
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                print(
                    f"  Memory of this process: {before / 1024:.0f} MB before,"
                    f" at most {peak / 1024:.0f} MB"
                )
                _measure_workbook(folder, rows // 10)
                raise _Undone
        except _Undone:
            pass
