"""The home page: something of every part of the portal."""

from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.linked_data import linked_data, publisher
from iomiran.common.nav import site_url
from news import presenters as news_presenters
from news import queries as news
from programmes import presenters as programme_presenters
from programmes import queries as programmes
from publications import presenters as publication_presenters
from publications import queries as publications
from returns import presenters as returns_presenters
from returns import queries as returns
from returns import screens as returns_screens

LATEST = 3
FIGURES_BESIDE = 3


@require_safe
def home(request):
    headlines = returns.headline_figures()
    figures = returns_presenters.figure_views(headlines)
    names = returns_presenters.province_names(returns.place_names())
    places = returns_presenters.places_view(returns.crossings(), returns.centres(), names)
    context = {
        "page_title": "",
        "page_description": _(
            "Programmes, figures on returns, news and publications of the mission in Iran."
        ),
        "card": returns_presenters.figure_link(headlines),
        "headline": figures[0] if figures else None,
        "figures": figures[1 : 1 + FIGURES_BESIDE],
        "series": returns_screens.home_series(),
        "programmes": programme_presenters.programme_items(programmes.programme_list()),
        # The list of the places stands on their own page; here the map is enough.
        "map": replace(places, places=[], summary=""),
        "news": news_presenters.cards(news.latest(LATEST)),
        "publications": publication_presenters.cards(publications.latest(LATEST)),
        "linked_data": linked_data(
            "WebSite",
            name=_("IOM in Iran"),
            url=site_url(request.path),
            inLanguage=get_language(),
            publisher=publisher(),
        ),
    }
    return render(request, "pages/home.html", context)
