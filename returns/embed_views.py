"""A chart in the page of somebody else: nothing to load but one stylesheet, no script."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import presenters, screens
from .file_views import data_or_404
from .filters import Ignored, ReturnsFilter


@require_safe
def returns_embed(request):
    """`?series=…` with what narrows it; `chart` is the number of the chart on its page."""
    asked, refused = ReturnsFilter.from_querystring(request.META["QUERY_STRING"])
    chart = request.GET.get("chart", "1")
    if not asked.series:
        refused = [*refused, Ignored("series", "")]
    if not (chart.isascii() and chart.isdigit() and len(chart) < 3):
        refused = [*refused, Ignored("chart", chart[:80], ("1", "2"))]
    if refused:
        context = {"refused": refused}
        return render(request, "returns/embed_refused.html", context, status=400)
    edition, release = data_or_404(asked.series)
    drawings = screens.series_drawings(edition, asked)
    if not 1 <= int(chart) <= len(drawings):
        raise Http404
    title, drawing = drawings[int(chart) - 1]
    view = presenters.chart_view(
        drawing, element_id="chart", title=title, edition=edition, table=None
    )
    return embedded(request, view, presenters.page_of(edition, asked), release)


def embedded(request, chart: presenters.ChartView, url: str, release):
    """`url` is the page of the portal that shows the same with all that belongs to it."""
    context = {
        "page_title": chart.title,
        "chart": chart,
        "url": url,
        "release": presenters.series.release_text(release),
    }
    return render(request, "returns/embed.html", context)
