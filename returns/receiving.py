"""From a file that staff send to an import that the worker reads. Nothing of it is public."""

from collections.abc import Iterable
from pathlib import Path, PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from iomiran.common.editorial.approving import check_approved, publish_edition, submit_edition
from iomiran.common.files.storage import discard_upload, path_of, store_pieces

from .actions import cancel_import
from .importing.received import NotReadable, Received, open_received
from .importing.received.opening import TEXTS
from .models import ColumnMapping, Import, Release, Series
from .models.dimensions import DIMENSIONS
from .models.imports import ImportStatus
from .tasks import publish_in_queue, put_in_queue

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# Until somebody has submitted it, an import may still be changed or given up.
OPEN = (
    ImportStatus.UPLOADED,
    ImportStatus.READING,
    ImportStatus.FAULTY,
    ImportStatus.READY,
    ImportStatus.FAILED,
)
AT_ONCE = 20_000  # rows that a request publishes itself


def is_open(data_import: Import) -> bool:
    """Whether it may still be changed or given up: nobody has it for approval."""
    given_back = data_import.release is not None and data_import.release.is_editable
    return data_import.status in OPEN or (
        data_import.status == ImportStatus.SUBMITTED and given_back
    )


@transaction.atomic
def receive_file(*, series: Series, pieces: Iterable[bytes], name: str, by) -> Import:
    """Keep the file and look into it. Raises NotReadable, and then keeps nothing."""
    name = PurePath(name.replace("\\", "/")).name or "file"
    media_type = MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    upload, is_new = store_pieces(pieces, name=name, media_type=media_type, by=by)
    try:
        open_received(path_of(upload.sha256), name)
    except NotReadable:
        if is_new:
            # The row goes with the transaction; the bytes do not know of it.
            path_of(upload.sha256).unlink(missing_ok=True)
        raise
    return Import.objects.create(
        series=series,
        upload=upload,
        options={"name": name, "is_new": is_new},
        created_by=by,
    )


def received_of(data_import: Import, **how) -> Received:
    """The tables of the import's file; `how` gives encoding and delimiter instead of a guess."""
    options = data_import.options
    given = {name: how.get(name) or options.get(name, "") for name in ("encoding", "delimiter")}
    return open_received(path_of(data_import.upload.sha256), name_of(data_import), **given)


def usual_values(series: Series) -> dict[str, str]:
    """Dimensions that have one value in all of the live release: a new file has it too."""
    release = series.releases.published().first()
    values = (release.profile or {}).get("values", {}) if release else {}
    return {
        name: values[name][0]
        for name in (*DIMENSIONS, "place")
        if len(values.get(name, ())) == 1 and values[name][0] not in ("all", "ALL", "everywhere")
    }


def name_of(data_import: Import) -> str:
    """The file as its sender called it: the same bytes may have come under another name before."""
    return data_import.options.get("name") or Path(data_import.upload.name).name


def lines_in(data_import: Import) -> int | None:
    """About how many rows a text file has, for the bar; None for a workbook."""
    if PurePath(name_of(data_import)).suffix.lower() not in TEXTS:
        return None
    with path_of(data_import.upload.sha256).open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))


@transaction.atomic
def choose_columns(*, data_import: Import, mapping: dict, sheet: str, options: dict, by) -> Import:
    """Have the file read so, and remember the mapping for the next file of the series."""
    data_import = _locked(data_import)
    data_import.mapping = mapping
    data_import.sheet = sheet
    data_import.options = data_import.options | options
    data_import.status = ImportStatus.READING
    data_import.step = data_import.message = ""
    data_import.rows_total, data_import.rows_done = lines_in(data_import), 0
    data_import.fault_count, data_import.report = 0, {}
    data_import.save()
    data_import.faults.all().delete()
    ColumnMapping.objects.update_or_create(
        series_id=data_import.series_id, defaults={"mapping": mapping, "by": by}
    )
    put_in_queue(data_import)
    return data_import


@transaction.atomic
def give_up(*, data_import: Import, by) -> None:
    """Keep nothing of an import that waits for nobody: neither its rows nor its file."""
    data_import = _locked(data_import)
    cancel_import(data_import=data_import, by=by)
    upload, is_new = data_import.upload, data_import.options.get("is_new")
    data_import.delete()
    used = Release.received_files.through.objects.filter(upload=upload).exists()
    if is_new and not used:
        discard_upload(upload)


@transaction.atomic
def submit_again(*, data_import: Import, by, texts: dict) -> None:
    """Hand over once more what was given back, with what its notes say now."""
    data_import = _locked(data_import)
    release = data_import.release
    if release is None or not release.is_editable:
        raise ValidationError(_("Only what was given back can be submitted again."))
    for name, text in texts.items():
        setattr(release, name, text)
    release.edited_by = by
    release.findings_accepted_by = by if release.findings else None
    release.save()
    submit_edition(edition=release, by=by)


@transaction.atomic
def publish(*, data_import: Import, by) -> bool:
    """Approve it: at once, or in the worker where many rows change; whether it is public now."""
    if (data_import.rows_total or 0) <= AT_ONCE:
        publish_edition(edition=data_import.release, by=by)
        return True
    check_approved(data_import.release, by)
    Import.objects.filter(pk=data_import.pk).update(message="")
    publish_in_queue(data_import, by=by)
    return False


def _locked(data_import: Import) -> Import:
    found = (
        Import.objects.select_for_update(of=("self",))
        .select_related("release", "upload")
        .filter(pk=data_import.pk)
        .first()
    )
    if found is None or not is_open(found):
        raise ValidationError(_("This import was submitted or given up meanwhile."))
    return found
