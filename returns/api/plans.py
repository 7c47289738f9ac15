"""The calendar of releases: what is to come, and what became of what was planned."""

from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from iomiran.common.nav import site_url
from returns import queries
from returns.models.plans import PlanStatus
from returns.queries import Planned

from .addresses import release_url, series_url
from .answers import Envelope, answer, envelope, table_of
from .questions import ListQuestion, check_names
from .series import portion

router = Router(tags=["calendar"])


class PlanOut(Schema):
    """A release that is, or was, expected."""

    series: str
    title: str = Field(description=gettext_noop("What is planned, in a few words."))
    expected: str = Field(description=gettext_noop("A year, a month or a day."))
    status: Literal[*PlanStatus.values]
    reason: str = Field(
        description=gettext_noop("Why the date changed or the release was cancelled.")
    )
    changed_at: datetime
    release: int | None = Field(description=gettext_noop("Number of what came of it, or null."))
    release_url: str | None
    scope_url: str = Field(
        description=gettext_noop("The series in this API: its scope, caveat and method.")
    )
    page_url: str


class PlanList(Envelope):
    data: list[PlanOut]


def plan_out(planned: Planned) -> PlanOut:
    plan, slug = planned.plan, planned.series.document.slug
    text, number = plan.text(), plan.release.number if plan.release else None
    return PlanOut(
        series=slug,
        title=text.title,
        expected=str(plan.expected),
        status=plan.status,
        reason=text.reason or plan.reason_en or "",
        changed_at=plan.changed_at,
        release=number,
        release_url=release_url(slug, number) if number else None,
        scope_url=series_url(slug),
        page_url=site_url(reverse("returns:calendar")),
    )


@router.get(
    "calendar",
    response=PlanList,
    operation_id="listCalendar",
    summary=gettext_noop("Calendar of releases"),
    description=gettext_noop(
        "Releases that are expected, published or cancelled, in order of the expected date."
    ),
)
def plan_list(request, asked: Query[ListQuestion]):
    check_names(request, ListQuestion)
    rows = queries.planned_releases()
    page, cursor = portion(rows, asked, "calendar", lambda planned: str(planned.plan.pk))
    data = [plan_out(planned) for planned in page]
    body = PlanList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(PlanOut, data), cursor)
