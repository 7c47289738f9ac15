"""What may be done to the statistics beside what may be done to every edition."""

from django.db import transaction
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import (
    EditorialError,
    discard_draft,
    lock_document,
    next_number,
    raise_generation,
    record,
)
from iomiran.common.editorial.approving import publish_edition, submit_edition
from iomiran.common.editorial.followers import follow
from iomiran.common.editorial.states import State

from .importing.comparison import apply, go_back
from .importing.examining import clear, newest_number
from .importing.loading import NOTES
from .models import Correction, Import, ImportStatus, Release, Series

BACK = {
    "notes_en": "The counts are again those of release {number}.",
    "notes_fa": "ارقام دوباره همان ارقام انتشار {number} است.",
}
COPIED = ("provisional", "findings", "findings_accepted_by", "findings_note")


@transaction.atomic
def record_correction(*, correction: Correction, by) -> Correction:
    """Keep a new or reworded correction: readers see it at once on the page of its series.

    Raises ValidationError where it cannot be.
    """
    correction.clean()
    correction.validate_constraints()
    correction.save()
    record(action="correct", edition=correction.release, by=by, reason=correction.what_en)
    live = Release.objects.published().filter(document=correction.series_id).first()
    if live is not None:
        follow(edition=live, by=by)
    raise_generation()
    return correction


@transaction.atomic
def submit_release(*, data_import: Import, by, texts: dict[str, str] | None = None) -> Release:
    """Make a release of an import that has no faults and hand it over for approval.

    `texts` are columns of Release such as notes_en and, where figures do not add up,
    findings_note_en: `by` accepts the findings with it. Raises EditorialError.
    """
    data_import = Import.objects.select_for_update().get(pk=data_import.pk)
    if data_import.status != ImportStatus.READY:
        raise EditorialError(_("Only an import without faults can be submitted."))
    # What is asked next must stay so until the release is there.
    Series.objects.select_for_update().get(pk=data_import.series_id)
    releases = Release.objects.filter(document=data_import.series_id)
    if releases.open().exists():
        raise EditorialError(_("Another release of this series waits for approval."))
    if data_import.report.get("compared_with") != newest_number(data_import):
        raise EditorialError(_("The series has a newer release now. Read the file again."))
    findings = data_import.report.get("findings", [])
    release = Release.objects.create(
        document=data_import.series,
        number=next_number(Release, data_import.series_id),
        findings=findings,
        findings_accepted_by=by if findings else None,
        created_by=by,
        edited_by=by,
        **NOTES | (texts or {}),
    )
    if data_import.upload_id:
        release.received_files.set([data_import.upload_id])
    release = submit_edition(edition=release, by=by)
    data_import.release, data_import.status = release, ImportStatus.SUBMITTED
    data_import.save(update_fields=["release", "status"])
    return release


def bring_in_rows(*, edition, by) -> None:
    """Before a release goes public: the rows of its import come into their place."""
    if not isinstance(edition, Release):
        return
    data_import = Import.objects.select_for_update().filter(release=edition).first()
    if data_import and data_import.is_pending:
        apply(data_import, edition)
        clear(data_import)
        data_import.status = ImportStatus.PUBLISHED
        data_import.save(update_fields=["status"])


@transaction.atomic
def cancel_import(*, data_import: Import, by) -> Import:
    """Give an import up; nothing of it was public. A release given back goes with it."""
    data_import = Import.objects.select_for_update().get(pk=data_import.pk)
    if data_import.status == ImportStatus.PUBLISHED:
        raise EditorialError(_("It is public already."))
    release = data_import.release
    data_import.release, data_import.status = None, ImportStatus.CANCELLED
    data_import.save(update_fields=["release", "status"])
    if release is not None:
        discard_draft(edition=release, by=by)
    clear(data_import, faults=False)
    return data_import


@transaction.atomic
def withdraw_to(*, release: Release, earlier: Release, by, reason: str) -> Release:
    """Take the live release back for one that was public before: a new one with its rows.

    The counts of `earlier` were approved once, so this needs no second person. The release
    taken back stays readable with the public reason; one that was withdrawn already keeps the
    reason it has. Raises EditorialError.
    """
    lock_document(release)
    release, earlier = (Release.objects.get(pk=one.pk) for one in (release, earlier))
    was_withdrawn = release.state == State.WITHDRAWN
    if release.state != State.PUBLISHED and not was_withdrawn:
        raise EditorialError(_("Only what is published can be withdrawn."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: readers will see it at the page's address."))
    if earlier.document_id != release.document_id or earlier.number >= release.number:
        raise EditorialError(_("This is no earlier release of the series."))
    if earlier.state != State.SUPERSEDED:
        raise EditorialError(_("This release was never public."))
    if earlier.withdrawn_at:
        raise EditorialError(_("This release was itself taken back: choose another one."))
    if Release.objects.open().filter(document=release.document_id).exists():
        raise EditorialError(_("Another release of this series waits for approval."))
    columns = [name for name in _columns(COPIED) if hasattr(earlier, name)]
    made = Release.objects.create(
        document=release.document,
        number=next_number(Release, release.document_id),
        created_by=by,
        edited_by=by,
        **{name: getattr(earlier, name) for name in columns},
        **{name: text.format(number=earlier.number) for name, text in BACK.items()},
    )
    made.received_files.set(earlier.received_files.all())
    go_back(made, earlier)
    made = publish_edition(
        edition=made, by=by, reason=reason, without_approval=f"back to release {earlier.number}"
    )
    if was_withdrawn:
        return made
    release.refresh_from_db()
    release.withdrawn_at, release.withdrawn_by = made.published_at, by
    release.withdrawal_reason = reason.strip()[:300]
    release.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    record(action="withdraw", edition=release, by=by, reason=reason)
    raise_generation(withdrawn=True)
    return made


def _columns(names: tuple[str, ...]) -> list[str]:
    """The names, and those of the same text in each language."""
    fields = [field.name for field in Release._meta.get_fields()]
    return [f for f in fields if f in names or f.startswith("findings_note_")]
