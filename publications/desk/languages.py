"""The board of the languages that the library lacks."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from iomiran.common.editorial.titles import edition_title
from iomiran.common.languages.chain import FALLBACK
from publications.missing import Languages, Unmade, languages_of, live_editions, unmade_sheets

CHANGE = "admin:publications_publicationedition_change"


def languages_view(desk, request):
    """`language` narrows the list to what lacks that one; an unknown one counts as none."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    editions = live_editions()
    found = sorted(map(languages_of, editions), key=lambda one: one.urgency)
    asked = request.GET.get("language", "")
    asked = asked if asked in FALLBACK else ""
    shown = [one for one in found if any(map(one.lacks, [asked] if asked else FALLBACK))]
    context = desk.admin_site.each_context(request) | {
        "title": _("Languages that are missing"),
        "opts": desk.model._meta,
        "asked": asked,
        "languages": list(FALLBACK),
        "counts": [_count(code, found) for code in FALLBACK],
        "rows": [_row(one) for one in shown],
        "sheets": [_sheet(one) for one in unmade_sheets(editions)],
    }
    return TemplateResponse(request, "admin/publications/languages.html", context)


def _count(code: str, found: Iterable[Languages]) -> dict:
    return {
        "language": code,
        "texts": sum(one.lacks_text(code) for one in found),
        "files": sum(one.lacks_file(code) for one in found),
    }


def _named(edition) -> dict:
    title, language = edition_title(edition)
    return {"title": title, "lang": language, "url": reverse(CHANGE, args=[edition.pk])}


def _row(found: Languages) -> dict:
    cells = [
        {
            "language": code,
            "no_text": found.lacks_text(code),
            "no_file": found.lacks_file(code),
        }
        for code in FALLBACK
    ]
    return _named(found.edition) | {"cells": cells}


def _sheet(sheet: Unmade) -> dict:
    named = _named(sheet.edition)
    return named | {
        "language": sheet.language,
        "reason": sheet.reason,
        "is_there": sheet.is_there,
    }
