"""The screens of the desk that look at everything at once: parity of languages, house-keeping."""

from functools import partial
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from iomiran.common.languages.chain import FALLBACK

from . import parity
from .checks_of_texts import external_links
from .housekeeping import Desk, house_keeping

ROWS = 50
FINDINGS = 25  # of each check before the rest is folded away

FAULTS = (
    ("", _("All")),
    (parity.MISSING, _("Missing")),
    (parity.PARTIAL, _("Partial")),
    (parity.BEHIND, _("English changed after it")),
    (parity.NUMBERS, _("Numbers differ")),
)


def board_urls(site) -> list:
    """The addresses of the boards in an admin site, whose staff alone may see them."""

    def screen(view):
        return site.admin_view(require_safe(partial(view, site)))

    return [
        path("parity/", screen(parity_view), name="parity"),
        path("house-keeping/", screen(housekeeping_view), name="housekeeping"),
    ]


def parity_view(site, request):
    """Filters `kind`, `language` and `show`; an unknown one counts as none."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "language", "show")}
    if asked["language"] not in FALLBACK:
        asked["language"] = ""
    board = parity.parity_board(request.user, site._registry, kind=asked["kind"])
    rows = parity.narrowed(board.rows, language=asked["language"], fault=asked["show"])
    kept = urlencode({name: value for name, value in asked.items() if value})
    context = site.each_context(request) | {
        "title": _("Languages side by side"),
        "board": board,
        "counts": [_counts(code, numbers, asked["kind"]) for code, numbers in board.counts],
        "asked": asked,
        "faults": FAULTS,
        "languages": list(FALLBACK),
        "shown_languages": [asked["language"]] if asked["language"] else list(FALLBACK),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "query": f"{kept}&" if kept else "",
    }
    return TemplateResponse(request, "admin/boards/parity.html", context)


def _counts(code: str, numbers: dict[str, int], kind: str) -> dict:
    """A line of the summary: each number leads to the list of those documents."""
    found = [
        {
            "label": label,
            "count": numbers[fault],
            "query": urlencode({"kind": kind, "language": code, "show": fault}),
        }
        for fault, label in FAULTS
        if fault
    ]
    return {"language": code, "complete": numbers[parity.COMPLETE], "faults": found}


def housekeeping_view(site, request):
    """What every check found, for the kinds of content that the user may see."""
    desk = Desk(request.user, site._registry)
    context = site.each_context(request) | {
        "title": _("House-keeping"),
        "checks": house_keeping(desk),
        "external": external_links(desk),
        "most": FINDINGS,
    }
    return TemplateResponse(request, "admin/boards/housekeeping.html", context)
