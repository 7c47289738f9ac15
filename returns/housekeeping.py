"""Which counts are overdue, for the desk's house-keeping page."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.editorial.boards.housekeeping import Desk, Finding, about, register_check
from iomiran.common.editorial.boards.review_dates import register_review
from iomiran.common.languages.calendars import format_partial, parse_partial

from .models import PlannedRelease, Release, SeriesEdition, TermEdition
from .models.plans import PlanStatus
from .presenters.freshness import freshness_of

WAITED_FOR = (PlanStatus.PROVISIONAL, PlanStatus.CONFIRMED)


def overdue_series(desk: Desk) -> Iterator[Finding]:
    """Series whose next count is late, and planned releases whose day has passed. Two queries."""
    series = {edition.document_id: edition for edition in desk.live.get(SeriesEdition, ())}
    if not series:
        return
    today = localdate()
    for release in Release.objects.published().filter(document__in=series):
        edition = series[release.document_id]
        fresh = freshness_of(edition, release, today)
        if fresh and fresh.state == "late":
            yield about(edition, f"{fresh.word}: {fresh.fact}")
    for plan in PlannedRelease.objects.filter(series__in=series, status__in=WAITED_FOR):
        if parse_partial(plan.expected).last < today:
            says = _("A release was expected: %(date)s.")
            day = format_partial(plan.expected, both=False)
            yield about(series[plan.series_id], says % {"date": day})


def register() -> None:
    for model in (SeriesEdition, TermEdition):
        register_review(model, months=12)
    register_check(
        "series",
        gettext_lazy("Series whose counts are overdue"),
        overdue_series,
        advice=gettext_lazy(
            "Ask the publisher, import what is there, or give the plan another day with a reason."
        ),
        order=80,
    )
