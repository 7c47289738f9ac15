"""The codes of files, and the versions that stood in their places before. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.timezone import localdate

from iomiran.common.files.presenting import FileView, file_view
from iomiran.common.languages.calendars import format_period

from .codes import printed
from .models import IssuedFile

# Of each place in a publication that are shown: a page with those of many years is of no use.
MOST_VERSIONS = 10


def with_code(view: FileView, issued: IssuedFile | None) -> FileView:
    """A link to a file with its code, by which readers check a copy that reached them otherwise."""
    if issued is None:
        return view
    code = printed(issued.code)
    return replace(view, code=code, code_url=reverse("pages:verify_answer", args=[code]))


def earlier_versions(issued: Iterable[IssuedFile]) -> list[FileView]:
    """For components/document_link.html: the newest of each place, with the time in which each was
    last current. All are still at their addresses."""
    before = [one for one in issued if one.replaced_at]
    before.sort(key=lambda one: one.replaced_at, reverse=True)
    shown, places = [], Counter()
    for one in before:
        places[one.key] += 1
        if places[one.key] <= MOST_VERSIONS:
            shown.append(with_code(_version(one), one))
    return shown


def _version(issued: IssuedFile) -> FileView:
    since = issued.back_since or issued.issued_at
    label = format_period(localdate(since), localdate(issued.replaced_at), both=False)
    return file_view(issued.upload, label=label, language=issued.language)
