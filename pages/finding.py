"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.files.finding import Found, Piece, excerpts
from iomiran.common.languages.bidi import isolate, joined
from iomiran.common.languages.chain import direction
from iomiran.common.languages.info import own_name
from iomiran.common.languages.numbers import format_number
from iomiran.common.search import SearchHit, asked_words, search

LONGEST_QUESTION = 200
PAGE_SIZE = 20


def _card(hit: SearchHit, around: dict[int, list[Piece]]) -> dict:
    return {
        "title": hit.title,
        "url": hit.url,
        "summary": hit.summary,
        "meta": hit.kind,
        "lang": hit.language,
        "dir": hit.direction,
        "inside": [_place(found, around.get(found.text, [])) for found in hit.inside],
    }


def _place(found: Found, pieces: list[Piece]) -> dict:
    page = _("page %(number)s") % {"number": format_number(found.page)}
    return {
        "label": joined([page, isolate(own_name(found.language))] if found.language else [page]),
        "url": found.url,
        "pieces": pieces,
        "lang": found.language,
        "dir": direction(found.language) if found.language else "auto",
    }


@require_safe
def search_page(request):
    question = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUESTION].strip()
    page = Paginator(search(question), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [found for hit in page for found in hit.inside]
    around = excerpts(shown, asked_words(question)) if shown else {}
    context = {
        "question": question,
        "page": page,
        "hits": [_card(hit, around) for hit in page],
        "page_query": urlencode({"q": question}) + "&",
        "page_title": _("Search"),
        "page_description": _("Programmes, returns data, news, publications and advice."),
        "page_robots": "noindex",
    }
    return render(request, "pages/search.html", context)
