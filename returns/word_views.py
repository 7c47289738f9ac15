"""Pages that explain: the method of a series, the four counts, the words."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.editorial.pages import edition_page
from iomiran.common.editorial.presenting import text_context

from . import presenters, queries
from .models.dimensions import Kind
from .series_pages import here, series_at, under

# The series that stands for each of the four counts on the page that explains them, and the
# term that says what it counts.
COUNTS = {
    "iom-undocumented-yearly": "undocumented",
    "iom-all-returns-yearly": "return",
    "dtm-flow-monitoring-inflow": "movement",
    "unhcr-returned-refugees-by-country": "returned-refugee",
}


@require_safe
def glossary(request):
    context = {
        "page_title": _("Glossary of the statistics"),
        "page_description": _(
            "What the words mean that stand beside the figures, and whose words they are."
        ),
        "breadcrumbs": here((_("Glossary"), "")),
        "groups": presenters.glossary_groups(queries.glossary()),
    }
    return render(request, "returns/glossary.html", context)


@require_safe
def series_method(request, slug):
    edition, release = series_at(slug)

    def rest(context):
        held = queries.held_by(release)
        gaps = queries.gaps_in(release) if edition.kind == Kind.INTERVAL else []
        return {
            "page_title": _("Method: %(series)s") % {"series": context["text"].title},
            "page_description": _("Who counts, whom, where and how, and what to be careful with."),
            "breadcrumbs": under(edition, (_("Method"), "")),
            "series": presenters.series_view(edition, release),
            "method": presenters.method_view(edition, held, gaps) if held else None,
            "freshness": presenters.freshness(edition, held.last, localdate()) if held else None,
            "findings": presenters.finding_texts(release.findings),
            "terms": presenters.term_links(queries.terms()),
            "releases_url": reverse("returns:release_list", args=[slug]),
        }

    return edition_page(request, edition, "returns/series_method.html", rest, text_context)


@require_safe
def counts_explained(request):
    editions = [(queries.series_page(slug), term) for slug, term in COUNTS.items()]
    context = {
        "page_title": _("Four counts that are never added"),
        "page_description": _(
            "Four counts of returns exist. They count different people in different ways, and "
            "never share a line, an axis or a sum."
        ),
        "breadcrumbs": here((_("Four counts"), "")),
        "counts": [
            {"series": view, "term": term}
            for edition, term in editions
            if edition
            and not edition.is_taken_back
            and (view := presenters.series_view(edition, None))
        ],
        "terms": presenters.term_links(queries.terms()),
    }
    return render(request, "returns/counts_explained.html", context)
