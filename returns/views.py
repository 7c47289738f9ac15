from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.editorial.pages import edition_page
from iomiran.common.editorial.presenting import text_context
from iomiran.common.sheets import sheets_of

from . import presenters, queries, screens
from .filters import ReturnsFilter
from .series_pages import here, series_at

# What changed lately, in lines on the overview.
MOST_NEWS = 5


@require_safe
def overview(request):
    headlines = queries.headline_figures()
    figures = presenters.figure_views(headlines)
    places = queries.place_names()
    names = presenters.province_names(places)
    context = {
        "page_title": _("Returns from Iran to Afghanistan"),
        "page_description": _(
            "What is counted of returns from Iran, who counts it, and what each count leaves out."
        ),
        "breadcrumbs": here(),
        "card": presenters.figure_link(headlines),
        "lately": presenters.news_of(queries.lately(MOST_NEWS)),
        "headline": figures[0] if figures else None,
        "figures": figures[1:],
        "charts": screens.overview_charts(places),
        "map": screens.places_screen(queries.crossings(), queries.centres(), names),
    }
    return render(request, "returns/overview.html", context)


@require_safe
def series_list(request):
    context = {
        "page_title": _("All series"),
        "page_description": _("Every series of figures on returns, each with its scope and files."),
        "page_lead": _(
            "Series that stand in different groups count different things. Their figures are "
            "never added."
        ),
        "breadcrumbs": here((_("All series"), "")),
        "groups": presenters.series_groups(queries.series_list(), today=localdate()),
    }
    return render(request, "returns/series_list.html", context)


@require_safe
def series_detail(request, slug):
    edition, release = series_at(slug)
    asked, ignored = ReturnsFilter.from_querystring(request.META["QUERY_STRING"], series=slug)

    def rest(context):
        title = context["text"].title
        terms = presenters.term_links(queries.terms())
        screen = screens.series_screen(edition, release, asked, terms)
        shown = screen.charts[0].title if screen.charts else title
        return {
            "card": presenters.series_link(edition, release, shown),
            "page_description": edition.scope_sentence(),
            "breadcrumbs": here((_("All series"), reverse("returns:series_list")), (title, "")),
            "series": presenters.series_view(edition, release),
            "freshness": presenters.freshness_of(edition, release, localdate()),
            "method_url": reverse("returns:series_method", args=[slug]),
            "terms": terms,
            "screen": screen,
            "ignored": ignored,
            "narrowed": asked.narrows,
            "findings": presenters.finding_texts(release.findings),
            "release": presenters.release_view(edition, release, brief=True),
            "explore_url": f"{reverse('returns:explore')}?{asked.to_querystring()}",
            "releases_url": reverse("returns:release_list", args=[slug]),
            "corrections": presenters.correction_items(queries.corrections_of(edition)),
            "sheets": sheets_of(f"series:{slug}"),
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
        "breadcrumbs": here((_("Crossings and centres"), "")),
        "map": screens.places_screen(crossings, queries.centres(), names),
        "table": presenters.crossings_table(_("Border crossings"), crossings, names),
        "centres": presenters.centre_items(queries.centres(), names),
    }
    return render(request, "returns/place_list.html", context)
