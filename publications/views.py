from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.cards.documents import title_link
from iomiran.common.editorial.pages import edition_page
from iomiran.common.files.presenting import picture_view
from iomiran.common.nav import trail
from programmes.related import related_programmes

from . import presenters, queries
from .filters import LibraryFilter

ON_A_PAGE = 20


@require_safe
def publication_list(request):
    programmes = queries.programmes()
    chosen = LibraryFilter.from_querystring(request.GET, programmes)
    page = Paginator(queries.library(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("Publications"),
        "page_description": _(
            "Infosheets, situation reports, newsletters and reports on IOM's work in Iran."
        ),
        "page": page,
        "items": presenters.cards(page),
        "facets": presenters.facets(queries.facet_counts(chosen), chosen, programmes),
        "query": chosen.to_querystring(),
    }
    return render(request, "publications/publication_list.html", context)


@require_safe
def publication_detail(request, slug):
    edition = queries.publication_page(slug)

    def rest(context):
        text, related = context["text"], related_programmes(edition.programmes.all())
        return {
            "card": None if related.protection else title_link("publication", edition, text),
            "breadcrumbs": trail(
                (_("Publications"), reverse("publications:publication_list")), (text.title, "")
            ),
            "meta": presenters.meta(edition),
            "files": presenters.file_views(edition, text),
            "external": presenters.external_link(edition),
            "picture": picture_view(edition.picture, get_language()),
            "related": related,
            "linked_data": presenters.publication_data(edition, text),
        }

    return edition_page(request, edition, "publications/publication_detail.html", rest)
