"""Sheets of views: made when somebody asks, kept on disk for a while, on record for ever."""

import hashlib
import json
import logging
from dataclasses import asdict, dataclass

from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from iomiran.common.editorial.states import State
from iomiran.common.files.kept import KeptFiles
from iomiran.common.http.generation import build_mark
from iomiran.common.http.turns import Turns
from returns import explorer
from returns.models import Release

from .infosheets.printing import printed_sheet
from .infosheets.view import ViewSheet, view_key, view_sheet
from .issuing import issue_file
from .models import IssuedFile

logger = logging.getLogger(__name__)

# One page has about 60 kB.
kept_sheets = KeptFiles("sheets", most=64 * 1024 * 1024)
# With those of pictures and large files this leaves threads to the pages.
turns = Turns(1)


@dataclass(frozen=True)
class WantedSheet:
    """`key` is the view with its release; `mark` names the bytes without making them."""

    sheet: ViewSheet
    key: str
    name: str
    mark: str

    @property
    def language(self) -> str:
        return self.sheet.head.language


def wanted_sheet(found: explorer.Found, language: str) -> WantedSheet:
    """`found` holds an answer, with a text in `language`."""
    sheet, key = view_sheet(found, language), view_key(found)
    said = json.dumps([build_mark(), key, asdict(sheet)], default=str, ensure_ascii=False)
    return WantedSheet(
        sheet=sheet,
        key=key,
        name=f"{found.edition.document.slug}-{found.release.number}-view-{language}.pdf",
        mark=hashlib.sha256(said.encode()).hexdigest()[:32],
    )


def kept_sheet(wanted: WantedSheet) -> bytes | None:
    return kept_sheets.get(wanted.mark)


def make_view_sheet(wanted: WantedSheet) -> bytes:
    """Put on record and kept. Raises BusyError, and TypesetError where it cannot be one page.

    While nothing can be written the sheet is made all the same, and kept another time: a file
    that is kept is on record.
    """
    with turns.taken():
        # Whoever had the turn before may have made the same.
        if content := kept_sheet(wanted):
            return content
        printed = printed_sheet(wanted.sheet, stands_at=wanted.key, most=1)
        if _recorded(printed.content, printed.code, wanted):
            kept_sheets.keep(wanted.mark, printed.content)
        return printed.content


def _recorded(content: bytes, code: str, wanted: WantedSheet) -> bool:
    try:
        issue_file(
            sha256=hashlib.sha256(content).hexdigest(),
            key=wanted.key,
            language=wanted.language,
            code=code,
        )
    except IntegrityError:
        logger.info("%s is on record already", wanted.name)
    except DatabaseError as error:
        logger.warning("%s is not put on record: %s", wanted.name, error)
        return False
    return True


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
