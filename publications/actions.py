"""What may be done to publications beside what may be done to every edition."""

from django.db import transaction
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import EditorialError, raise_generation, record
from iomiran.common.editorial.states import ADDRESSABLE, State
from iomiran.common.files.keeping import keep_own
from iomiran.common.files.models import Upload

from .issuing import issue_files
from .models import Publication, PublicationEdition, PublicationFile


@transaction.atomic
def attach_generated(
    *, edition: PublicationEdition, language: str, upload: Upload, code: str = "", by=None
) -> bool:
    """Make `upload` the live edition's generated file in `language`; False where it is already.

    A generated file follows from content that has been published: it changes without a new
    edition, and leaves an audit row. The file before it stays at its own address. `code` is
    printed on the new one.
    """
    keep_own(upload)  # before it is anybody's: what is public would raise the generation
    Publication.objects.select_for_update().get(pk=edition.document_id)
    edition.refresh_from_db(fields=["state"])
    if edition.state != State.PUBLISHED:
        raise EditorialError(_("Only a live publication is given a generated file."))
    existing = edition.files.filter(generated=True, language=language).first()
    if existing and existing.upload_id == upload.pk:
        return False
    if existing:
        existing.upload = upload
        existing.save(update_fields=["upload"])
    else:
        PublicationFile.objects.create(
            edition=edition, language=language, upload=upload, generated=True
        )
    issue_files(edition=edition, codes={upload.pk: code})
    record(action="attach", edition=edition, by=by, reason=f"{upload.name} {upload.sha256[:12]}")
    raise_generation()
    return True


@transaction.atomic
def detach_generated(*, edition: PublicationEdition, language: str, reason: str, by=None) -> bool:
    """Take the live edition's generated file in `language` away; False where there is none.

    For a sheet that must not be called current any more and cannot be made anew: it is then an
    earlier version, and nothing stands in its place.
    """
    Publication.objects.select_for_update().get(pk=edition.document_id)
    files = PublicationFile.objects.filter(edition=edition, generated=True, language=language)
    file = files.filter(edition__state=State.PUBLISHED).select_related("upload").first()
    if file is None:
        return False
    file.delete()
    issue_files(edition=edition)
    told = f"{file.upload.name} {file.upload.sha256[:12]}: {reason}"
    record(action="detach", edition=edition, by=by, reason=told)
    raise_generation(withdrawn=True)
    return True


def keep_generated(*, edition, by) -> None:
    """Before every publication; see `iomiran.common.editorial.followers`.

    A draft has the generated files of the day on which it was begun; those of the edition whose
    place it takes may have been made anew or taken away since, and stay as they are.
    """
    if not isinstance(edition, PublicationEdition):
        return
    editions = PublicationEdition.objects.filter(document=edition.document_id)
    before = editions.filter(state__in=ADDRESSABLE).exclude(pk=edition.pk).first()
    if before is None:
        return
    newest = {file.language: file for file in before.files.filter(generated=True)}
    for file in edition.files.filter(generated=True):
        now = newest.pop(file.language, None)
        if now is None:
            file.delete()
        elif file.upload_id != now.upload_id:
            file.upload_id = now.upload_id
            file.save(update_fields=["upload"])
    if edition.generator == before.generator:
        for file in newest.values():
            _copy_to(edition, file)


def _copy_to(edition: PublicationEdition, file: PublicationFile) -> None:
    file.pk, file._state.adding, file.edition = None, True, edition
    if edition.files.filter(key=file.key).exists():
        file.key = ""  # a colleague's file came to its place
    file.save()
