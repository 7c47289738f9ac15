"""Makes sheets again because somebody asked, and keeps on record what became of it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import EditorialError
from iomiran.common.editorial.models import AuditEntry

from .infosheets.words import LANGUAGES
from .making import made_by_the_portal, try_sheet
from .models import Publication, PublicationEdition, SheetRun

# A run that no queue holds and that is older than this was cut short.
GIVEN_UP_AFTER = timedelta(minutes=10)


def sheets_of(publication: Publication | None = None) -> list[tuple[PublicationEdition, str]]:
    """(edition, language) of every sheet that the portal makes, or of one publication's."""
    editions = made_by_the_portal()
    if publication is not None:
        editions = editions.filter(document=publication)
    return [(edition, language) for edition in editions for language in LANGUAGES]


@transaction.atomic
def begin_run(*, by, publication: Publication | None = None) -> SheetRun:
    """Put on record that the sheets are to be made again; EditorialError where they are being."""
    total = len(sheets_of(publication))
    if not total:
        raise EditorialError(_("The portal makes no infosheet of this. Nothing was done."))
    try:
        with transaction.atomic():
            run = SheetRun.objects.create(publication=publication, by=by, total=total)
    except IntegrityError as error:
        raise EditorialError(_("The infosheets are being made at this moment.")) from error
    AuditEntry.objects.create(
        by=by,
        action="make again",
        kind=PublicationEdition._meta.label_lower,
        document=publication.slug if publication else "*",
        edition_number=0,
    )
    return run


def do_run(run: SheetRun) -> None:
    """Make the sheets one after the other. May be cut short and begun anew."""
    sheets = sheets_of(run.publication)
    run.total, run.made, run.unchanged, run.without_text, run.faults = len(sheets), 0, 0, 0, []
    for edition, language in sheets:
        outcome, detail = try_sheet(edition, language)
        if outcome == "made":
            run.made += 1
        elif outcome == "unchanged":
            run.unchanged += 1
        elif outcome == "no text":
            run.without_text += 1
        elif outcome == "not live":
            run.total -= 1
        else:
            run.faults.append([edition.document.slug, language, detail])
        run.save()
    run.ended_at = timezone.now()
    run.save()


def give_up(run: SheetRun) -> bool:
    """End a run that was cut short, so that another may begin; whether it was that old."""
    if run.begun_at > timezone.now() - GIVEN_UP_AFTER:
        return False
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])
    return True
