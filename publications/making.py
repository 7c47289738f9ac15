"""Makes infosheets and keeps them with what they are made from."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from iomiran.common.editorial.actions import one_generation, withdraw_edition
from iomiran.common.editorial.moved import former_slugs
from iomiran.common.files.storage import store_bytes
from iomiran.common.references.uses import kind_of, live_editions_with
from iomiran.common.typeset import TypesetError
from programmes.models import ProgrammeEdition

from .actions import attach_generated
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

    Raises TypesetError or ValueError, and then nothing has changed.
    """
    sheet = sheet_for(edition.generator, language)
    if sheet is None:
        return "no text"
    printed = printed_sheet(sheet)
    upload = store_bytes(
        printed.content,
        name=f"{edition.document.slug}-{language}.pdf",
        media_type="application/pdf",
        pages=printed.pages,
    )
    changed = attach_generated(edition=edition, language=language, upload=upload)
    return "made" if changed else "unchanged"


def try_sheet(edition: PublicationEdition, language: str) -> tuple[str, str]:
    """The outcome of `make_sheet`, or "fault" with what the typesetter says.

    What could not be made is kept on record until it is; its earlier file stays.
    """
    try:
        outcome, detail = make_sheet(edition, language), ""
    except (TypesetError, ValueError, ValidationError) as error:
        logger.exception("%s (%s) stays as it was", edition.document.slug, language)
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        outcome, detail = "fault", said[:500] or type(error).__name__
    sheet = {"publication_id": edition.document_id, "language": language}
    if outcome in ("made", "unchanged"):
        SheetFault.objects.filter(**sheet).delete()
    else:
        SheetFault.objects.update_or_create(**sheet, defaults={"detail": detail})
    return outcome, detail


def _referring(edition):
    """Publications whose sheets hold a reference to the edition.

    A figure is read from its series and its release too: any of them may change any figure.
    """
    if edition._meta.app_label == "returns":
        live = live_editions_with(ProgrammeEdition, kind="figure")
    else:
        kind, slug = kind_of(edition.document), edition.document.slug
        live = live_editions_with(ProgrammeEdition, kind=kind, slug=slug)
    generators = [f"programme:{programme.document.slug}" for programme in live]
    return made_by_the_portal().filter(generator__in=generators)


def _made_of(edition):
    """The publications whose sheets are about the edition."""
    options = edition._meta
    if options.label == "programmes.ProgrammeEdition":
        slugs = [edition.document.slug, *former_slugs(edition.document)]
        return made_by_the_portal().filter(generator__in=[f"programme:{slug}" for slug in slugs])
    if options.app_label == "programmes":
        return made_by_the_portal().filter(generator__startswith="programme:")
    if options.app_label == "returns":
        return made_by_the_portal().filter(generator="returns")
    if options.label == "publications.PublicationEdition":
        return made_by_the_portal().filter(pk=edition.pk)
    return made_by_the_portal().none()


def remake(publications) -> None:
    for publication in publications:
        for language in LANGUAGES:
            try_sheet(publication, language)


def _public_reason(edition) -> str:
    """Why a page was removed is for colleagues: readers of its sheet are told that it was."""
    if edition.is_removed:
        return gettext("The page that it was made from was removed.")
    return edition.withdrawal_reason


def keep_up(*, edition, by) -> None:
    """Follows every publication and withdrawal; see `iomiran.common.editorial.followers`.

    The sheet of a programme that is withdrawn or removed is withdrawn with it. All others are
    made anew once the change is public, and stay as they are where that fails.
    """
    about = list(_made_of(edition))
    anew = {publication.pk: publication for publication in (*about, *_referring(edition))}
    if edition.is_taken_back and edition._meta.label == "programmes.ProgrammeEdition":
        # The withdrawal that we follow raises the generation itself, after all locks.
        with one_generation(lambda: False):
            for publication in about:
                del anew[publication.pk]
                withdraw_edition(edition=publication, by=by, reason=_public_reason(edition))
    if anew:
        transaction.on_commit(lambda: remake(anew.values()), robust=True)
