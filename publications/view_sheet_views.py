"""A view of the explorer as one page to print: its address with `view-sheet.pdf`."""

import logging

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.http.allowances import TooOftenError
from iomiran.common.http.turns import BusyError
from iomiran.common.typeset import TypesetError
from returns import explorer
from returns.exploring import Exploration, Refused

from . import on_request

logger = logging.getLogger(__name__)

SECONDS = 5


@require_safe
def view_sheet(request):
    """The sheet of the very answer that the explorer gives to the query; 400 where it has none."""
    view, refused = Exploration.from_querystring(request.META["QUERY_STRING"])
    if view.is_bare and not refused:
        refused = [Refused("series", "")]
    found = explorer.find(view, refused)
    if found.answer is None:
        return _not_understood(request, found)
    language = explorer.sheet_language(found.edition, request.LANGUAGE_CODE)
    if not language:
        raise Http404
    try:
        return on_request.sheet_answer(request, found, language)
    except TooOftenError as refusal:
        return _refused(request, 429, refusal.seconds)
    except BusyError:
        return _refused(request, 503, SECONDS)
    except TypesetError:
        logger.exception("%s cannot be set on one page", request.get_full_path())
        return _refused(request, 500, 0)


def _not_understood(request, found):
    context = {
        "page_title": _("This address cannot be answered as it stands"),
        "page_robots": "noindex",
        "screen": found,
    }
    return render(request, "returns/explore_refused.html", context, status=400)


def _refused(request, status: int, seconds: int):
    """In plain words; with `seconds`, after which to ask again."""
    query = request.META["QUERY_STRING"]
    title, sentence = {
        429: (
            _("Many sheets within a minute"),
            _(
                "Many sheets were made for you within a minute. Please wait for the next minute "
                "before you ask for this one again."
            ),
        ),
        503: (
            _("Please try again in a moment"),
            _(
                "Other large files and pictures are being made at this moment. Yours was not "
                "begun: ask for it again in a few seconds."
            ),
        ),
        500: (
            _("This sheet could not be made"),
            _("The view cannot be set on one page. Its page and its files have the same figures."),
        ),
    }[status]
    context = {
        "page_title": title,
        "page_robots": "noindex",
        "sentence": sentence,
        "again": seconds > 0,
        "url": f"{request.path}?{query}",
        "view_url": f"{reverse('returns:explore')}?{query}",
    }
    response = render(request, "publications/sheet_refused.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if seconds:
        response["Retry-After"] = str(seconds)
    return response
