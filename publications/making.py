"""Makes infosheets, one at a time, and says where one could not be made."""

import logging

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from iomiran.common.editorial.actions import EditorialError
from iomiran.common.files.storage import discard_upload, store_bytes
from iomiran.common.typeset import TypesetError

from .actions import attach_generated, detach_generated
from .infosheets.errors import SheetError
from .infosheets.generators import sheet_for
from .infosheets.printing import printed_sheet
from .infosheets.words import LANGUAGES
from .models import PublicationEdition, SheetFault

logger = logging.getLogger(__name__)


def made_by_the_portal():
    """Live publications whose files the portal makes itself."""
    editions = PublicationEdition.objects.published().with_document().exclude(generator="")
    return editions.order_by("document__slug")


def make_sheet(edition: PublicationEdition, language: str) -> str:
    """ "made", "unchanged" or "no text".

    Raises SheetError, TypesetError, ValueError or, where the edition is not live any more,
    EditorialError; then nothing has changed.
    """
    period = (edition.period_start, edition.period_end)
    sheet = sheet_for(edition.generator, language, period)
    if sheet is None:
        return "no text"
    printed = printed_sheet(sheet, stands_at=edition.document.slug)
    upload = store_bytes(
        printed.content,
        name=f"{edition.document.slug}-{language}.pdf",
        media_type="application/pdf",
        pages=printed.pages,
    )
    try:
        changed = attach_generated(
            edition=edition, language=language, upload=upload, code=printed.code
        )
    except EditorialError:
        discard_upload(upload)
        raise
    return "made" if changed else "unchanged"


def try_sheet(edition: PublicationEdition, language: str) -> tuple[str, str]:
    """The outcome of `make_sheet`, or another one with why.

    "lost": what it would show is not public any more. Then, as where there is no text, the file
    before it is taken away. "fault": an accident, and the file before it stays. "not live": the
    edition was replaced or withdrawn meanwhile. What was not made is kept on record until it is.
    """
    try:
        outcome, why = make_sheet(edition, language), ""
    except EditorialError as error:
        logger.info("%s (%s) is not live any more", edition.document.slug, language)
        return "not live", " ".join(error.messages)
    except SheetError as error:
        logger.warning("%s (%s) cannot be made: %s", edition.document.slug, language, error)
        outcome, why = "lost", str(error)[:500]
    except (TypesetError, ValueError, ValidationError, IntegrityError) as error:
        logger.exception("%s (%s) stays as it was", edition.document.slug, language)
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        outcome, why = "fault", said[:500] or type(error).__name__
    if outcome in ("lost", "no text"):
        detach_generated(edition=edition, language=language, reason=why or outcome)
    sheet = {"publication_id": edition.document_id, "language": language}
    if outcome in ("made", "unchanged"):
        SheetFault.objects.filter(**sheet).delete()
    else:
        SheetFault.objects.update_or_create(**sheet, defaults={"detail": why})
    return outcome, why


def make_all(edition: PublicationEdition) -> None:
    """The sheets of a publication in every language, each by itself."""
    for language in LANGUAGES:
        try_sheet(edition, language)
