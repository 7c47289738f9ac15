"""What may be done to publications beside what may be done to every edition."""

from django.db import transaction
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import EditorialError, raise_generation, record
from iomiran.common.editorial.states import State
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
