"""Rows into a release: compared with what is there, staged and published in one transaction."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.db import transaction

from iomiran.common.content.files import ContentError, Fault
from iomiran.common.content.loading import Report
from iomiran.common.editorial.actions import next_number, publish_edition
from iomiran.common.editorial.states import State
from iomiran.common.files.storage import store_bytes
from returns.models import Observation, Place, PrintedStatement, Release, Series, Source

from . import guard
from .rollups import refresh
from .rows import Row, SeriesData, SourceRow, Statement
from .validation import faults_in

BATCH = 2000
ROW_FIELDS = (
    "period_start",
    "period_end",
    "country_from",
    "documentation",
    "manner",
    "sex",
    "age_group",
    "value",
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
)
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
STATEMENT_FIELDS = ("what", "printed", "base", "base_value", "part_value", "note")


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
    places = dict(Place.objects.values_list("slug", "pk"))
    faults = faults_in(data, kind=edition.kind, places=set(places), today=today)
    if faults:
        raise ContentError(faults)
    found = [finding.as_json() for finding in guard.findings(data)]
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
    stage(release, data, places)
    publish_edition(edition=release, by=by, without_approval="loaded from the content files")
    refresh(release)
    (report.replaced if newest else report.created).append(name)
    return release


def stage(release: Release, data: SeriesData, places: dict[str, int]) -> dict[str, int]:
    """Write what changes against the rows that are open; returns how many of each kind.

    An unchanged row stays as it is, so a release stores only its differences.
    """
    sources = Sources()
    observations = {
        row.key: Observation(
            series_id=release.document_id,
            key=row.key,
            from_release=release.number,
            place_id=places[row.place],
            source_id=sources.id_of(row.source),
            **{field: getattr(row, field) for field in ROW_FIELDS},
        )
        for row in data.rows
    }
    statements = {}
    for statement in data.statements:
        made = PrintedStatement(
            series_id=release.document_id,
            observation_key=statement.about.key,
            from_release=release.number,
            source_id=sources.id_of(statement.source),
            **{field: getattr(statement, field) for field in STATEMENT_FIELDS},
        )
        statements[(made.observation_key, made.what, made.printed, made.source_id)] = made
    rows = replace_open(
        Observation, release, observations, lambda o: o.key, (*ROW_FIELDS, "place_id", "source_id")
    )
    replace_open(
        PrintedStatement,
        release,
        statements,
        lambda s: (s.observation_key, s.what, s.printed, s.source_id),
        STATEMENT_FIELDS,
    )
    return rows


def replace_open(
    model, release: Release, wanted: dict, key, fields: tuple[str, ...]
) -> dict[str, int]:
    """Close the open rows that are gone or changed and add the new ones."""
    there = {key(row): row for row in model.objects.newest().filter(series_id=release.document_id)}

    def same(name) -> bool:
        return all(getattr(there[name], f) == getattr(wanted[name], f) for f in fields)

    gone = [row.pk for name, row in there.items() if name not in wanted]
    changed = [name for name in wanted if name in there and not same(name)]
    added = [name for name in wanted if name not in there]
    model.objects.filter(pk__in=[*gone, *(there[name].pk for name in changed)]).update(
        to_release=release.number
    )
    model.objects.bulk_create([wanted[name] for name in (*added, *changed)], batch_size=BATCH)
    return {"added": len(added), "changed": len(changed), "removed": len(gone)}


class Sources:
    """Ids of sources, each looked up once in a load."""

    def __init__(self):
        self._ids: dict[SourceRow, int] = {}

    def id_of(self, source: SourceRow) -> int:
        if source not in self._ids:
            self._ids[source] = Source.objects.get_or_create(**asdict(source))[0].pk
        return self._ids[source]
