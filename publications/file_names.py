"""The names under which files of the library are saved. Pure."""

import re

from django.utils.timezone import localdate

from iomiran.common.files.presenting import ending_of
from iomiran.common.files.storage import shortened

from .models import IssuedFile, PublicationFile

# What file systems refuse, and marks that turn the direction of a line.
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
# Letters of Arabic script have two bytes each, and a name at most 255.
LONGEST = 110


def plain_name(file: PublicationFile, issued: IssuedFile | None) -> str:
    """In ASCII: "test-page-fa-2021-05-26.pdf", with the day on which it was handed out."""
    parts = [file.edition.document.slug, file.key, _day(issued)]
    return f"{'-'.join(filter(None, parts))}.{ending_of(file.upload)}"


def own_name(file: PublicationFile, issued: IssuedFile | None) -> str:
    """The title in the language of the file, "" where it has none.

    The day comes first: after Arabic letters its parts would be shown in the wrong order.
    """
    edition = file.edition
    if not file.language or not edition.has_language(file.language):
        return ""
    label = getattr(file, f"label_{file.language.replace('-', '_')}")
    words = [_day(issued), edition.text(file.language).title, label]
    name = UNFIT.sub(" ", " ".join(filter(None, words)))
    return shortened(f"{' '.join(name.split())}.{ending_of(file.upload)}", LONGEST)


def _day(issued: IssuedFile | None) -> str:
    return localdate(issued.issued_at).isoformat() if issued else ""
