"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.search import SearchHit, search

LONGEST_QUESTION = 200
PAGE_SIZE = 20


def _card(hit: SearchHit) -> dict:
    return {
        "title": hit.title,
        "url": hit.url,
        "summary": hit.summary,
        "meta": hit.kind,
        "lang": hit.language,
        "dir": hit.direction,
    }


@require_safe
def search_page(request):
    question = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUESTION].strip()
    page = Paginator(search(question), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "page": page,
        "hits": [_card(hit) for hit in page],
        "page_query": urlencode({"q": question}) + "&",
        "page_title": _("Search"),
        "page_description": _("Programmes, returns data, news, publications and advice."),
        "page_robots": "noindex",
    }
    return render(request, "pages/search.html", context)
