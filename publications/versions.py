"""The codes of files, and the versions that stood in their places before. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.timezone import localdate

from iomiran.common.files.presenting import FileView, file_view
from iomiran.common.languages.calendars import format_period

from .codes import printed
from .models import IssuedFile


def with_code(view: FileView, issued: IssuedFile | None) -> FileView:
    """A link to a file with its code, by which readers check a copy that reached them otherwise."""
    if issued is None:
        return view
    code = printed(issued.code)
    return replace(view, code=code, code_url=reverse("pages:verify_answer", args=[code]))


def earlier_versions(issued: Iterable[IssuedFile]) -> list[FileView]:
    """For components/document_link.html: each with the time in which it was last current."""
    before = [one for one in issued if one.replaced_at]
    before.sort(key=lambda one: one.replaced_at, reverse=True)
    return [with_code(_version(one), one) for one in before]


def _version(issued: IssuedFile) -> FileView:
    since = issued.back_since or issued.issued_at
    label = format_period(localdate(since), localdate(issued.replaced_at), both=False)
    return file_view(issued.upload, label=label, language=issued.language)
