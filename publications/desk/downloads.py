"""How often files are fetched: an overview of the library, and the page of one publication."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.charts import Point, Series, column_chart
from iomiran.common.editorial.titles import document_title, title_of, with_titles
from iomiran.common.languages.calendars import format_date, format_period
from iomiran.common.languages.numbers import format_number
from publications import download_sums as downloads
from publications.models import Publication
from returns.charts import spec

MOST = 100  # publications in the table of the overview


def all_downloads_view(desk, request):
    if not desk.has_view_permission(request):
        raise PermissionDenied
    today = localdate()
    sums = downloads.of_publications(today)[:MOST]
    documents = with_titles(Publication.objects.filter(pk__in=[one.name for one in sums]))
    titles = {document.pk: document_title(document) for document in documents}
    addresses = {
        document.pk: max(edition.pk for edition in document.title_editions)
        for document in documents
        if document.title_editions
    }
    rows = [
        _row(one, titles[one.name], addresses.get(one.name)) for one in sums if one.name in titles
    ]
    return _screen(desk, request, today, rows, title=_("Downloads"))


def downloads_view(desk, request, pk):
    edition = desk._edition(request, pk)
    today = localdate()
    rows = [_row(one, one.name) for one in downloads.of_files(edition.document, today)]
    return _screen(
        desk,
        request,
        today,
        rows,
        title=_("Downloads"),
        publication=edition.document,
        edition=edition,
        edition_title=title_of(edition),
    )


def _row(sums: downloads.Sums, title: str, edition: int | None = None) -> dict:
    name = "admin:publications_publicationedition_downloads"
    return {
        "title": title,
        "url": reverse(name, args=[edition]) if edition else "",
        "sums": sums,
    }


def _screen(desk, request, today, rows, *, publication=None, **context):
    since = downloads.counted_since() if rows else None
    plots = []
    if since:
        plots = [
            _plot("downloads-days", downloads.by_day(today, since, publication=publication)),
            _plot("downloads-weeks", downloads.by_week(today, since, publication=publication)),
        ]
    whole = desk.admin_site.each_context(request) | {
        "opts": desk.model._meta,
        "rows": rows,
        "plots": plots,
        "since": since,
        "total": sum(row["sums"].total for row in rows),
        **context,
    }
    return TemplateResponse(request, "admin/publications/downloads.html", whole)


def _plot(name: str, spans: list[downloads.Span]) -> dict:
    """With its finding as a heading, its drawing, and the same as rows of a table."""
    number = sum(span.count for span in spans)
    period = format_period(spans[0].start, spans[-1].end, both=False)
    title = ngettext("%(number)s download, %(period)s", "%(number)s downloads, %(period)s", number)
    title %= {"number": format_number(number), "period": period}
    points = [Point(span.start, span.end, span.count, counted=_counted(span)) for span in spans]
    drawn = None
    if number:
        series = [Series("total", _("Downloads"), points)]
        drawn = column_chart(spec(name, title, unit=_("Downloads")), series)
    return {
        "id": name,
        "title": title,
        "is_by_day": name == "downloads-days",
        "chart": drawn,
        "notes": drawn.notes if drawn else (),
        "rows": [(_when(span), span.count) for span in reversed(spans)],
    }


def _when(span: downloads.Span) -> str:
    if span.start == span.end:
        return format_date(span.start, both=False)
    return format_period(span.start, span.end, both=False)


def _counted(span: downloads.Span) -> str:
    """How much of a column was counted; "" for all of it."""
    if span.counted == span.days:
        return ""
    said = ngettext(
        "%(counted)s of %(days)s day counted", "%(counted)s of %(days)s days counted", span.days
    )
    return said % {"counted": format_number(span.counted), "days": format_number(span.days)}
