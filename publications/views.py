from datetime import date

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.cards.documents import title_link
from iomiran.common.citations import citation_response
from iomiran.common.editorial.pages import edition_page
from iomiran.common.files.presenting import picture_view
from iomiran.common.nav import trail
from programmes.related import related_programmes

from . import facets, metadata, presenters, queries, versions
from .filters import LibraryFilter
from .particulars import particulars, replaced_notice

ON_A_PAGE = 20


@require_safe
def publication_list(request):
    named = queries.named()
    chosen = LibraryFilter.from_querystring(request.GET, named)
    page = Paginator(queries.library(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    found = page.paginator.count
    query = chosen.to_querystring()
    context = {
        "page_title": _("Publications"),
        "page_description": _(
            "Infosheets, situation reports, newsletters and reports on IOM's work in Iran."
        ),
        "page": page,
        "items": presenters.cards(page),
        "facets": facets.facets(queries.facet_counts(chosen), chosen, named, found),
        "sorting": facets.sorting(chosen) if found > 1 else None,
        "list_feeds": facets.feed_links(chosen, named),
        "query": f"{query}&" if query else "",
    }
    return render(request, "publications/publication_list.html", context)


@require_safe
def publication_detail(request, slug):
    edition = queries.publication_page(slug)

    def rest(context):
        text, related = context["text"], related_programmes(edition.programmes.all())
        issued = queries.issued_files(edition.document)
        around = queries.around(edition)
        return {
            "card": None if related.protection else title_link("publication", edition, text),
            "breadcrumbs": trail(
                (_("Publications"), reverse("publications:publication_list")), (text.title, "")
            ),
            "meta": presenters.meta(edition),
            "replaced": replaced_notice(around),
            "files": presenters.file_views(edition, text, issued),
            "earlier_versions": versions.earlier_versions(issued),
            "cover": presenters.cover(edition, text),
            "external": presenters.external_link(edition),
            "picture": picture_view(edition.picture, get_language()),
            "particulars": particulars(edition, text, around),
            "related": related,
            "take": metadata.to_cite(edition, text),
            "linked_data": metadata.publication_data(edition, text, around),
        }

    return edition_page(request, edition, "publications/publication_detail.html", rest)


@require_safe
def publication_citation(request, slug, ending):
    """`?read=2026-01-31` names the day of reading, which else is left to fill in."""
    edition = queries.publication_page(slug)
    text = edition.text() if edition and not edition.is_taken_back else None
    if text is None:
        raise Http404
    try:
        read = date.fromisoformat(request.GET.get("read", ""))
    except ValueError:
        read = None
    return citation_response(metadata.citation(edition, text), ending, read)
