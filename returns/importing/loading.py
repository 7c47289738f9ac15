"""What the repository's files say of a series into a release, by the path of every import."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.db import transaction

from iomiran.common.content.files import ContentError, Fault
from iomiran.common.content.loading import Report
from iomiran.common.editorial.actions import next_number
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.states import State
from iomiran.common.files.storage import store_bytes
from returns.models import Import, ImportStatus, Release, Series

from .comparison import apply
from .content_table import MAPPING, ContentTable
from .examining import clear, examine
from .faults import reason_of
from .rollups import refresh
from .rows import Row, SeriesData, Statement

NOTES = {
    "notes_en": "From the files named with this release.",
    "notes_fa": "از فایل‌هایی که نامشان با این انتشار آمده است.",
}
FINDINGS_NOTE = {
    "findings_note_en": (
        "The source prints these figures so. They are kept as printed and named here."
    ),
    "findings_note_fa": (
        "منبع این ارقام را همین‌گونه چاپ کرده است. "
        "همان‌گونه که چاپ شده نگهداری و اینجا نام برده شده است."
    ),
}


def hash_of(data: SeriesData) -> str:
    """SHA-256 of what the rows and statements say, whatever their order and their files."""

    def plain(item: Row | Statement) -> str:
        values = asdict(item)
        values.pop("at")
        values.get("about", {}).pop("at", None)
        return json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)

    lines = sorted(plain(item) for item in (*data.rows, *data.statements))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def load_series(
    series: Series,
    data: SeriesData,
    *,
    folder: Path,
    report: Report,
    today: date,
    by=None,
) -> Release | None:
    """Publish a release with `data` where it says anything new.

    Raises ContentError with every fault found. A series whose newest release staff imported is
    left to them and reported as kept.
    """
    name = f"data/{series.slug}"
    # No import may be submitted between what is asked here and what is written.
    Series.objects.select_for_update().get(pk=series.pk)
    releases = Release.objects.filter(document=series)
    newest = releases.order_by("-number").first()
    wanted = hash_of(data)
    if newest and newest.loaded_hash == wanted:
        report.unchanged.append(name)
        return None
    if newest and (newest.state != State.PUBLISHED or not newest.loaded_hash):
        report.kept.append(name)
        return None
    edition = series.editions.published().first()
    if edition is None:
        raise ContentError([Fault(name, "the series has no published description")])
    data_import = Import.objects.create(series=series, mapping=MAPPING, created_by=by)
    table = ContentTable(data)
    examine(data_import, table, kind=edition.kind, today=today)
    if data_import.fault_count:
        raise ContentError(faults_of(data_import, table))
    found = data_import.report["findings"]
    release = Release.objects.create(
        document=series,
        number=next_number(Release, series.pk),
        loaded_hash=wanted,
        findings=found,
        created_by=by,
        **NOTES | (FINDINGS_NOTE if found else {}),
    )
    release.received_files.set(
        store_bytes((folder / file).read_bytes(), name=file, media_type="text/csv", by=by)
        for file in sorted(data.files)
    )
    apply(data_import, release)
    clear(data_import)
    data_import.release, data_import.status = release, ImportStatus.PUBLISHED
    data_import.save()
    publish_edition(edition=release, by=by, without_approval="loaded from the content files")
    refresh(release)
    (report.replaced if newest else report.created).append(name)
    return release


def faults_of(data_import: Import, table: ContentTable) -> list[Fault]:
    """The faults of an import as those of the files that its rows come from."""
    found = []
    for fault in data_import.faults.all():
        at = table.at(fault.row)
        reason = reason_of(fault)
        found.append(Fault(at.file, f"{fault.value!r}: {reason}", fault.column, at.line))
    return found
