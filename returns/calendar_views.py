"""The calendar of releases, as a page and as a file that calendars subscribe to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import calendar_feed, presenters, queries
from .series_pages import here


@require_safe
def calendar(request):
    coming, past = presenters.plan_views(queries.planned_releases())
    context = {
        "page_title": _("Calendar of releases"),
        "page_description": _(
            "Which data will be published and when, and what became of what was planned."
        ),
        "breadcrumbs": here((_("Calendar of releases"), "")),
        "coming": coming,
        "past": past,
        "calendar_url": reverse("returns:calendar_file"),
        "feed_url": reverse("returns:returns_feed"),
    }
    return render(request, "returns/calendar.html", context)


@require_safe
def calendar_file(request):
    page = reverse("returns:calendar")
    content = calendar_feed.calendar_file(queries.planned_releases(), page=page)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="returns-calendar.ics"'
    return response
