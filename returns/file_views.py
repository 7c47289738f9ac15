"""Files to take along. What is asked and not understood is refused: a file must not hold more
than its reader believes."""

from datetime import date

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.citations import CITATION_FILES, citation_response

from . import exports, presenters, queries
from .busy import may_be_busy
from .filters import Ignored, ReturnsFilter
from .presenters.citations import citation, release_address
from .series_pages import series_at

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": SHEET,
    "json": "application/json",
    "zip": "application/zip",
}
TABLES = ("csv", "xlsx", "json", "zip")
CITATIONS = tuple(CITATION_FILES)


@require_safe
@may_be_busy
def series_file(request, slug, ending, number=None):
    """The data of the live release, or of an earlier one by its number."""
    edition, release = data_or_404(slug, number)
    asked, refused = ReturnsFilter.from_querystring(request.META["QUERY_STRING"], series=slug)
    hxl, refused_hxl = hxl_asked(request)
    if number is None:
        path, page = presenters.page_of(edition, asked), edition.get_absolute_url()
    else:
        path = page = release_address(edition, release)
    if refused := [*refused, *refused_hxl]:
        return refusal(request, refused, page)
    extract = exports.observations_extract(edition, release, asked, path=path)
    return table_file(request, extract, ending, hxl=hxl)


def data_or_404(slug, number=None):
    """(description, release) of data that are public; an earlier release stays so."""
    edition, release = series_at(slug)
    if edition.is_taken_back:
        raise Http404
    if number is not None and number != release.number:
        release = queries.earlier_release(edition, number)
        if release is None:
            raise Http404
    return edition, release


def hxl_asked(request) -> tuple[bool, list[Ignored]]:
    value = request.GET.get("hxl", "")
    return value == "1", [] if value in ("", "1") else [Ignored("hxl", value[:80], ("1",))]


def table_file(request, extract, ending, *more, hxl=False):
    """`extract` in the format `ending`; a HEAD is answered as its GET without making the file."""
    try:
        if request.method == "HEAD":
            response = _head(extract, ending, more, hxl)
        elif ending == "csv":
            response = StreamingHttpResponse(extract.csv(hxl))
        elif ending == "json":
            response = StreamingHttpResponse(exports.json_blocks(extract))
        elif ending == "zip":
            response = FileResponse(exports.archive_file(extract, *more, hxl=hxl))
        else:
            response = FileResponse(exports.workbook_file(extract, hxl=hxl))
    except exports.TooManyRowsError:
        return too_many_rows(request, extract, ending)
    return named(response, extract.name, ending)


def _head(extract, ending, more, hxl):
    """Raises TooManyRowsError where the file would not be made."""
    if ending == "zip":
        exports.rows_packed(extract, *more)
    elif ending == "xlsx":
        exports.rows_of_sheet(extract, hxl=hxl)
    return StreamingHttpResponse(())


def named(response, name, ending):
    response["Content-Type"] = MEDIA[ending]
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def refusal(request, refused: list[Ignored], url: str):
    """400 with what was not understood and what is allowed; `url` is the page of the same."""
    context = {
        "page_title": _("This was not understood"),
        "page_robots": "noindex",
        "refused": refused,
        "url": url,
    }
    return render(request, "returns/file_refused.html", context, status=400)


def too_many_rows(request, extract, ending):
    query = request.META["QUERY_STRING"]
    csv = request.path.removesuffix(ending) + "csv"
    packed = ending == "zip"
    title = _("Too many rows for an archive") if packed else _("Too many rows for a spreadsheet")
    context = {
        "page_title": title,
        "page_robots": "noindex",
        "packed": packed,
        "most": exports.MOST_PACKED if packed else exports.MOST_ROWS,
        "csv_url": f"{csv}?{query}" if query else csv,
        "url": extract.path,
    }
    return render(request, "returns/file_too_large.html", context, status=413)


@require_safe
def citation_file(request, slug, ending):
    """`?read=2026-01-31` names the day of reading, which else is left to fill in."""
    edition, release = data_or_404(slug)
    asked, refused = ReturnsFilter.from_querystring(request.META["QUERY_STRING"], series=slug)
    read, refused_day = day_read(request)
    if refused := [*refused, *refused_day]:
        return refusal(request, refused, edition.get_absolute_url())
    path, query = edition.get_absolute_url(), asked.to_querystring("series")
    cited = citation(edition, release, f"{path}?{query}" if query else path)
    return citation_response(cited, ending, read)


@require_safe
def figure_citation(request, slug, ending):
    read, refused = day_read(request)
    if refused:
        return refusal(request, refused, reverse("returns:overview"))
    figure = next(iter(queries.headline_figures(slug)), None)
    cited = presenters.figure_citation(figure) if figure else None
    if cited is None:
        raise Http404
    return citation_response(cited, ending, read)


def day_read(request) -> tuple[date | None, list[Ignored]]:
    value = request.GET.get("read", "")
    try:
        return date.fromisoformat(value) if value else None, []
    except ValueError:
        return None, [Ignored("read", value[:80], ("2026-01-31",))]
