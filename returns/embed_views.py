"""A chart in the page of somebody else: nothing to load but one stylesheet, no script."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import explorer, presenters, screens
from .exploring import Exploration, Refused
from .file_views import data_or_404
from .filters import Ignored, ReturnsFilter
from .presenters.take_along import with_query


@require_safe
def returns_embed(request):
    """A view of the explorer by its address; with `chart`, a chart of a series by its number."""
    return _chart(request) if "chart" in request.GET else _view(request)


def _view(request):
    view, refused = Exploration.from_querystring(request.META["QUERY_STRING"])
    if view.is_bare and not refused:
        refused = [Refused("series", "")]
    found = explorer.find(view, refused)
    if found.answer is None:
        return _refused(request, {"views": found.refused})
    title, drawing = explorer.view_picture(found.answer)
    if drawing is None:
        raise Http404
    rows = explorer.drawn_rows(found.answer, found.release)
    chart = explorer.view_chart(found.answer, title, drawing, rows)
    url = with_query(reverse("returns:explore"), view.to_querystring())
    return _embedded(request, chart, url, found.release)


def _chart(request):
    asked, refused = ReturnsFilter.from_querystring(request.META["QUERY_STRING"])
    number = request.GET["chart"]
    if not asked.series:
        refused = [*refused, Ignored("series", "")]
    if not (number.isascii() and number.isdigit() and len(number) < 3):
        refused = [*refused, Ignored("chart", number[:80], ("1", "2"))]
    if refused:
        return _refused(request, {"refused": refused})
    edition, release = data_or_404(asked.series)
    drawings = screens.series_drawings(edition, release, asked)
    if not 1 <= int(number) <= len(drawings):
        raise Http404
    title, drawing, rows = drawings[int(number) - 1]
    chart = presenters.chart_view(
        drawing, element_id="chart", title=title, edition=edition, table=None, rows=rows
    )
    return _embedded(request, chart, presenters.page_of(edition, asked), release)


def _embedded(request, chart: presenters.ChartView, url: str, release):
    """`url` is the page of the portal that shows the same with all that belongs to it."""
    context = {
        "page_title": chart.title,
        "chart": chart,
        "url": url,
        "release": presenters.release_text(release),
    }
    return render(request, "returns/embed.html", context)


def _refused(request, context):
    return render(request, "returns/embed_refused.html", context, status=400)
