from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.cards.documents import title_link
from iomiran.common.editorial.pages import edition_page
from iomiran.common.files.presenting import picture_view
from iomiran.common.nav import trail
from programmes.related import related_programmes

from . import presenters, queries
from .filters import ArchiveFilter

ON_A_PAGE = 10


@require_safe
def news_list(request):
    chosen = ArchiveFilter.from_querystring(request.GET)
    page = Paginator(queries.archive(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": pgettext("section of the site", "News"),
        "page_description": _("What the mission did, and what others wrote about it."),
        "page": page,
        "items": presenters.cards(page),
        "facets": [presenters.year_facet(queries.years(), chosen)],
        "query": chosen.to_querystring(),
    }
    return render(request, "news/news_list.html", context)


@require_safe
def news_detail(request, slug):
    edition = queries.news_page(slug)

    def rest(context):
        text, related = context["text"], related_programmes(edition.programmes.all())
        return {
            "card": None if related.protection else title_link("news", edition, text),
            "breadcrumbs": trail(
                (pgettext("section of the site", "News"), reverse("news:news_list")),
                (text.title, ""),
            ),
            "meta": presenters.meta(edition),
            "picture": picture_view(edition.picture, get_language()),
            "related": related,
            "linked_data": presenters.article_data(edition, text),
        }

    return edition_page(request, edition, "news/news_detail.html", rest)
