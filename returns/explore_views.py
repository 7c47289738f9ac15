"""The explorer, and the files of a view of it: its address with an ending."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.citations import citation_response
from iomiran.common.nav import languages_of, site_url

from . import explorer, exports
from .busy import may_be_busy
from .exploring import Exploration, Refused
from .file_views import day_read, hxl_asked, table_file
from .picture_views import picture_response
from .presenters import view_link
from .presenters.citations import citation
from .series_pages import here


@require_safe
def explore(request):
    """The state stands in the address alone; one that cannot be answered gets 400 and says why."""
    view, refused = Exploration.from_querystring(request.META["QUERY_STRING"])
    if view == Exploration() and not refused:
        return _chooser(request)
    screen = explorer.explore(view, refused)
    query = view.to_querystring()
    context = {
        "screen": screen,
        "page_robots": "noindex",
        "alternates": [],
        "languages": languages_of(request, "" if screen.refused else query),
    }
    if screen.refused:
        context |= {"page_title": _("This address cannot be answered as it stands")}
        context |= {"breadcrumbs": here((_("Explore the figures"), reverse("returns:explore")))}
        return render(request, "returns/explore_refused.html", context, status=400)
    if screen.edition is None:
        return _chooser(request, **context)
    name = screen.edition.text().title
    context |= {
        "page_title": f"{screen.heading} – {name}",
        "page_description": screen.edition.scope_sentence(),
        "card": view_link(screen.edition, screen.release, screen.heading, query),
        "canonical_url": site_url(screen.edition.get_absolute_url()),
        "view_url": site_url(f"{request.path}?{query}"),
        "breadcrumbs": here(
            (_("Explore the figures"), reverse("returns:explore")),
            (name, screen.edition.get_absolute_url()),
            (_("Explore"), ""),
        ),
    }
    return render(request, "returns/explore.html", context)


def _chooser(request, **more):
    """Every series, to begin with one of them."""
    context = {
        "page_title": _("Explore the figures"),
        "page_description": _(
            "Choose a series, a period and a breakdown: a chart, its figures in words and in a "
            "table, and an address that others can open."
        ),
        "page_lead": _(
            "Choose a series first. Each is explored by itself: figures of two series are never "
            "added and never share a line."
        ),
        "breadcrumbs": here((_("Explore the figures"), "")),
        "groups": explorer.chooser(localdate()),
    }
    return render(request, "returns/series_list.html", more | context)


def _found(request, *, whole=True):
    """(explorer.Found, answer that refuses): one is None. `whole` is as in explorer.find."""
    view, refused = Exploration.from_querystring(request.META["QUERY_STRING"])
    if view.is_bare and not refused:
        refused = [Refused("series", "")]
    _hxl, other = hxl_asked(request)
    _day, another = day_read(request)
    refused += [Refused(one.name, one.value, one.allowed) for one in (*other, *another)]
    found = explorer.find(view, refused, whole=whole)
    if found.answer is None:
        context = {
            "page_title": _("This address cannot be answered as it stands"),
            "page_robots": "noindex",
            "screen": found,
        }
        return None, render(request, "returns/explore_refused.html", context, status=400)
    return found, None


@require_safe
@may_be_busy
def explore_file(request, ending):
    found, refusal = _found(request)
    if refusal:
        return refusal
    cells = explorer.view_cells(found.answer, found.release)
    more = explorer.view_observations(found.answer, found.release) if ending == "zip" else ()
    hxl, _refused = hxl_asked(request)
    return table_file(request, cells, ending, *more, hxl=hxl)


@require_safe
@may_be_busy
def explore_picture(request, ending):
    found, refusal = _found(request, whole=False)
    if refusal:
        return refusal
    title, drawing = explorer.view_picture(found.answer)
    if drawing is None:
        raise Http404
    rows = explorer.drawn_rows(found.answer, found.release)
    drawn = exports.picture(drawing, title, found.answer.edition, found.release, rows)
    return picture_response(drawn, f"{found.answer.edition.document.slug}-view", ending)


@require_safe
def explore_citation(request, ending):
    found, refusal = _found(request)
    if refusal:
        return refusal
    cells = explorer.view_cells(found.answer, found.release)
    cited = citation(found.answer.edition, found.release, cells.path, explorer.bounds(found.answer))
    return citation_response(cited, ending, day_read(request)[0])
