"""The calendar of releases in words."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date, format_partial
from returns.models import PlanChange, PlanStatus
from returns.queries import Planned

from .records import release_url

COMING = (PlanStatus.PROVISIONAL, PlanStatus.CONFIRMED)


@dataclass(frozen=True)
class PlanView:
    """For components/plan.html."""

    anchor: str
    title: str
    lang: str
    dir: str
    expected: str
    status: str
    mark: str
    reason: str
    series_title: str
    series_url: str
    release_url: str
    changes: tuple[str, ...]


def plan_view(planned: Planned) -> PlanView:
    plan, language = planned.plan, get_language()
    text, series = plan.text(), planned.series.text()
    return PlanView(
        anchor=f"plan-{plan.pk}",
        title=text.title,
        lang=text.language if text.is_fallback else "",
        dir=text.direction if text.is_fallback else "",
        expected=format_partial(plan.expected, language),
        status=capfirst(str(plan.get_status_display())),
        mark=plan.status,
        reason=text.reason or plan.reason_en or "",
        series_title=series.title if series else planned.series.document.slug,
        series_url=planned.series.get_absolute_url(),
        release_url=release_url(planned.series, plan.release) if plan.release else "",
        changes=tuple(change_text(change, language) for change in planned.changes[1:]),
    )


def change_text(change: PlanChange, language: str) -> str:
    """ "On 3 May 2025 moved from June 2025 to July 2025: …" """
    day = format_date(change.at, language)
    if change.old_expected != change.new_expected:
        words = _("%(day)s: moved from %(old)s to %(new)s.") % {
            "day": day,
            "old": format_partial(change.old_expected, language),
            "new": format_partial(change.new_expected, language),
        }
    else:
        words = _("%(day)s: now %(status)s.") % {
            "day": day,
            "status": change.get_new_status_display(),
        }
    reason = getattr(change, f"reason_{language.replace('-', '_')}", "") or change.reason_en
    return f"{words} {reason}".strip() if reason else words


def plan_views(planned: list[Planned]) -> tuple[list[PlanView], list[PlanView]]:
    """(coming, soonest first; past and cancelled, latest first)"""
    coming = [plan_view(one) for one in planned if one.plan.status in COMING]
    past = [plan_view(one) for one in reversed(planned) if one.plan.status not in COMING]
    return coming, past
