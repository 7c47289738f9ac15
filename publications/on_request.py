"""Sheets of views: made when somebody asks, kept on disk for a while, on record for ever."""

import hashlib
import json
import logging
from dataclasses import asdict

from django.db import DatabaseError, IntegrityError
from django.http import HttpResponse
from django.utils import timezone

from iomiran.common.editorial.states import State
from iomiran.common.files.made import MadeFiles, Wanted
from iomiran.common.http.generation import build_mark
from returns import explorer
from returns.models import Release

from .infosheets.printing import printed_sheet
from .infosheets.view import ViewSheet, view_key, view_sheet
from .issuing import issue_file
from .models import IssuedFile

logger = logging.getLogger(__name__)

# A page has about 60 kB. With the turns of pictures and large files, one leaves threads to the
# pages; a class that opens the same address is counted for the first alone.
sheets = MadeFiles("sheets", most=64 * 1024 * 1024, at_once=1, a_minute=30)


def sheet_answer(request, found: explorer.Found, language: str) -> HttpResponse:
    """`found` holds an answer, and its series a text in `language`.

    Raises BusyError, TooOftenError, and TypesetError where the view cannot be one page.
    """
    sheet, key = view_sheet(found, language), view_key(found)
    said = json.dumps([build_mark(), key, asdict(sheet)], default=str, ensure_ascii=False)
    wanted = Wanted(
        mark=hashlib.sha256(said.encode()).hexdigest()[:32],
        name=f"{found.edition.document.slug}-{found.release.number}-view-{language}.pdf",
        media_type="application/pdf",
        language=language,
    )
    return sheets.answer(request, wanted, lambda: _make(sheet, key))


def _make(sheet: ViewSheet, key: str) -> tuple[bytes, bool]:
    """While nothing can be written the sheet is made all the same and not kept: a sheet that
    is kept is on record."""
    printed = printed_sheet(sheet, stands_at=key, most=1)
    file = {
        "sha256": hashlib.sha256(printed.content).hexdigest(),
        "key": key,
        "language": sheet.head.language,
    }
    try:
        issue_file(**file, code=printed.code)
    except IntegrityError:
        # Somebody else puts a sheet of the view on record at this moment: this very one?
        on_record = IssuedFile.objects.filter(publication=None, **file).exists()
        logger.info("%s has a record already, of this file: %s", key, on_record)
        return printed.content, on_record
    except DatabaseError as error:
        logger.warning("%s is not put on record: %s", key, error)
        return printed.content, False
    return printed.content, True


def replace_views(*, edition, by) -> None:
    """Follows every publication and withdrawal; see `iomiran.common.editorial.followers`.

    A sheet shows one release: with the next one it is no longer current, whoever has it.
    """
    if not isinstance(edition, Release):
        return
    sheets = IssuedFile.objects.filter(
        publication=None, replaced_at=None, key__startswith=f"series={edition.document.slug}&"
    )
    if edition.state == State.PUBLISHED:
        sheets = sheets.exclude(key__endswith=f"&release={edition.number}")
    sheets.update(replaced_at=timezone.now())
