"""The calendar of releases as an iCalendar file (RFC 5545).

The same bytes for the same plans: stamps are those of the last change, never of the request.
"""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from iomiran.common.languages.calendars import format_partial, parse_partial
from iomiran.common.languages.chain import known_language
from iomiran.common.nav import hreflang, site_url

from .exports import demonstration
from .models import PlanStatus
from .queries import Planned

PRODUCT = "-//IOM in Iran//Calendar of releases//EN"
STATUS = {
    PlanStatus.PROVISIONAL: "TENTATIVE",
    PlanStatus.CONFIRMED: "CONFIRMED",
    PlanStatus.PUBLISHED: "CONFIRMED",
    PlanStatus.CANCELLED: "CANCELLED",
}


def calendar_file(planned: list[Planned], *, page: str) -> bytes:
    """`page` is the path of the calendar's own page, to which every event leads."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = _("Coming releases of figures on returns")
    calendar.add("x-wr-calname", " – ".join(filter(None, (name, demonstration()))))
    calendar.add("url", site_url(page))
    for one in planned:
        calendar.add_component(_event(one, page))
    return calendar.to_ical(sorted=False)


def _event(planned: Planned, page: str) -> Event:
    """An event of whole days: a month that is all that is known is the whole month."""
    plan, text = planned.plan, planned.plan.text()
    series = planned.series.text()
    partial = parse_partial(plan.expected)
    event = Event()
    event.add("uid", f"planned-release-{plan.pk}@{_domain()}")
    event.add("sequence", plan.sequence)
    event.add("dtstamp", plan.changed_at.replace(microsecond=0))
    event.add("created", plan.created_at.replace(microsecond=0))
    event.add("last-modified", plan.changed_at.replace(microsecond=0))
    event.add("dtstart", partial.first)
    event.add("dtend", partial.last + timedelta(days=1))
    event.add("summary", text.title, parameters={"LANGUAGE": hreflang(known_language())})
    event.add("description", _description(planned, text, series))
    event.add("status", STATUS[plan.status])
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{site_url(page)}#plan-{plan.pk}")
    return event


def _description(planned: Planned, text, series) -> str:
    plan = planned.plan
    lines = [
        series.title if series else planned.series.document.slug,
        _("Expected: %(date)s") % {"date": format_partial(plan.expected)},
        _("Status: %(status)s") % {"status": plan.get_status_display()},
        text.reason or plan.reason_en or "",
        demonstration(),
    ]
    return "\n".join(filter(None, lines))


def _domain() -> str:
    """Stays with the site, so that a subscriber meets the same event again."""
    return settings.SITE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
