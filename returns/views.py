from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.editorial.pages import edition_page
from iomiran.common.editorial.presenting import text_context
from iomiran.common.nav import trail

from . import presenters, queries, screens
from .filters import ReturnsFilter

# The series that stands for each of the four counts on the page that explains them.
COUNTS = (
    "iom-undocumented-yearly",
    "iom-all-returns-yearly",
    "dtm-flow-monitoring-inflow",
    "unhcr-returned-refugees-by-country",
)


def _here(*steps):
    return trail((_("Returns"), reverse("returns:overview") if steps else ""), *steps)


@require_safe
def overview(request):
    figures = presenters.figure_views(queries.headline_figures())
    places = queries.place_names()
    names = presenters.province_names(places)
    context = {
        "page_title": _("Returns from Iran to Afghanistan"),
        "page_description": _(
            "What is counted of returns from Iran, who counts it, and what each count leaves out."
        ),
        "breadcrumbs": _here(),
        "headline": figures[0] if figures else None,
        "figures": figures[1:],
        "charts": screens.overview_charts(places),
        "map": presenters.places_view(queries.crossings(), queries.centres(), names),
    }
    return render(request, "returns/overview.html", context)


@require_safe
def series_list(request):
    context = {
        "page_title": _("All series"),
        "page_description": _("Every series of figures on returns, each with its scope and files."),
        "breadcrumbs": _here((_("All series"), "")),
        "groups": presenters.series_groups(queries.series_list()),
    }
    return render(request, "returns/series_list.html", context)


def series_or_404(slug):
    """(description, live release); 404 where the reader may see neither."""
    edition = queries.series_page(slug)
    if edition is None or edition.text() is None:
        raise Http404
    release = queries.live_release(edition)
    if release is None and not edition.is_withdrawn:
        raise Http404
    return edition, release


@require_safe
def series_detail(request, slug):
    edition, release = series_or_404(slug)
    asked, ignored = ReturnsFilter.from_querystring(request.META["QUERY_STRING"], series=slug)

    def rest(context):
        title = context["text"].title
        return {
            "page_description": edition.scope_sentence(),
            "breadcrumbs": _here((_("All series"), reverse("returns:series_list")), (title, "")),
            "series": presenters.series_view(edition, release),
            "screen": screens.series_screen(edition, asked),
            "ignored": ignored,
            "narrowed": asked.narrows,
            "findings": presenters.finding_texts(release.findings),
            "downloads": presenters.downloads(edition, asked.to_querystring("series")),
            "releases": presenters.release_items(queries.releases_of(edition)),
            "corrections": presenters.correction_items(queries.corrections_of(edition)),
        }

    return edition_page(request, edition, "returns/series_detail.html", rest, text_context)


@require_safe
def place_list(request):
    crossings = queries.crossings()
    names = presenters.province_names(queries.place_names())
    context = {
        "page_title": _("Crossings and centres"),
        "page_description": _(
            "Border crossings of Afghanistan with Iran and Pakistan, and the reception and "
            "transit centres that sources name."
        ),
        "breadcrumbs": _here((_("Crossings and centres"), "")),
        "map": presenters.places_view(crossings, queries.centres(), names),
        "table": presenters.crossings_table(_("Border crossings"), crossings, names),
        "centres": presenters.centre_items(queries.centres(), names),
    }
    return render(request, "returns/place_list.html", context)


@require_safe
def counts_explained(request):
    editions = [queries.series_page(slug) for slug in COUNTS]
    context = {
        "page_title": _("Four counts that are never added"),
        "page_description": _(
            "Four counts of returns exist. They count different people in different ways, and "
            "never share a line, an axis or a sum."
        ),
        "breadcrumbs": _here((_("Four counts"), "")),
        "counts": [
            view
            for edition in editions
            if edition
            and not edition.is_withdrawn
            and (view := presenters.series_view(edition, None))
        ],
    }
    return render(request, "returns/counts_explained.html", context)
