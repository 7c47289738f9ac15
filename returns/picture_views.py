"""Charts and maps as SVG and PNG, each with its title, scope, source, licence and release."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from . import exports, presenters, queries, screens
from .busy import may_be_busy
from .file_views import data_or_404, refusal
from .filters import ReturnsFilter

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@require_safe
@may_be_busy
def series_picture(request, slug, number, ending):
    """The charts of a series by their number on its page."""
    edition, release = data_or_404(slug)
    asked, refused = ReturnsFilter.from_querystring(request.META["QUERY_STRING"], series=slug)
    if refused:
        return refusal(request, refused, edition.get_absolute_url())
    drawings = screens.series_drawings(edition, release, asked)
    if not 1 <= number <= len(drawings):
        raise Http404
    title, drawing, rows = drawings[number - 1]
    drawn = exports.picture(drawing, title, edition, release, rows)
    return picture_response(drawn, f"{slug}-{number}", ending)


@require_safe
@may_be_busy
def places_picture(request, ending):
    drawing = presenters.places_drawing(queries.crossings(), queries.centres())
    drawn = exports.places_picture(drawing)
    return picture_response(drawn, "crossings-and-centres", ending)


def picture_response(drawn: exports.Picture, name: str, ending: str):
    content = drawn.svg if ending == "svg" else exports.pictures.png(drawn)
    response = HttpResponse(content, content_type=PICTURES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
