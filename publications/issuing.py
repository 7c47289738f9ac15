"""What was handed out stays on record, with its code, whatever comes into its place."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from iomiran.common.editorial.states import State
from iomiran.common.files.models import Upload

from .codes import code_of
from .models import IssuedFile, Publication, PublicationEdition


@transaction.atomic
def issue_file(
    *,
    sha256: str,
    key: str,
    language: str,
    upload: Upload | None = None,
    publication: Publication | None = None,
    code: str = "",
) -> IssuedFile:
    """Put the file on record as the one that is current at `key`; what was there is replaced.

    `code` is what is printed on it; a file without one gets that of its bytes. The caller holds
    the lock of the publication. Nothing changes where the very file is current already.
    """
    place = IssuedFile.objects.filter(publication=publication, key=key)
    if publication is None:
        place = place.filter(language=language)
    current = place.filter(replaced_at=None).first()
    if current and current.sha256 == sha256:
        return current
    if current:
        current.replaced_at = timezone.now()
        current.save(update_fields=["replaced_at"])
    again = place.filter(sha256=sha256).first()
    if again:  # what was there before came back
        again.replaced_at, again.back_since = None, timezone.now()
        again.save(update_fields=["replaced_at", "back_since"])
        return again
    return IssuedFile.objects.create(
        code=code or _free_code(sha256),
        sha256=sha256,
        upload=upload,
        publication=publication,
        key=key,
        language=language,
        generated=bool(code),
    )


def _free_code(sha256: str) -> str:
    """Not taken by another file; the same bytes at two places have two codes."""
    attempt = 0
    while IssuedFile.objects.filter(code=(code := code_of(sha256, attempt=attempt))).exists():
        attempt += 1
    return code


def keep_record(*, edition, by) -> None:
    """Follows every publication; see `iomiran.common.editorial.followers`."""
    if isinstance(edition, PublicationEdition) and edition.state == State.PUBLISHED:
        issue_files(edition=edition)


@transaction.atomic
def issue_files(*, edition: PublicationEdition, codes: Mapping[int, str] | None = None) -> None:
    """Put the files of a live edition on record; those that it has no more are replaced.

    `codes` are those printed on files, by the key of their upload.
    """
    codes = codes or {}
    document = Publication.objects.select_for_update().get(pk=edition.document_id)
    files = list(edition.files.select_related("upload"))
    for file in files:
        issue_file(
            sha256=file.upload.sha256,
            key=file.key,
            language=file.language,
            upload=file.upload,
            publication=document,
            code=codes.get(file.upload_id, ""),
        )
    gone = document.issued_files.filter(replaced_at=None)
    gone.exclude(key__in=[file.key for file in files]).update(replaced_at=timezone.now())
