"""What may be done to the calendar of coming releases. Every change is kept with its reason."""

from django.db import transaction
from django.utils import timezone

from iomiran.common.editorial.actions import raise_generation
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State

from .models import PlanChange, PlannedRelease, PlanStatus, Release
from .models.plans import REASONS

SHOWN = ("expected", "status", "release_id", "title_en", "title_fa", "title_fa_af", "title_ps")


@transaction.atomic
def plan_release(*, plan: PlannedRelease, by) -> PlannedRelease:
    """Keep a new plan or a changed one; readers see it at once.

    A changed date and a cancellation need their reason, said anew for each. Raises
    ValidationError.
    """
    before = None
    if plan.pk:
        before = PlannedRelease.objects.select_for_update().get(pk=plan.pk)
    moved = before is not None and before.expected != plan.expected
    said = before is None or any(getattr(before, n) != getattr(plan, n) for n in REASONS)
    plan.clean()
    if before and not any(getattr(before, n) != getattr(plan, n) for n in (*SHOWN, *REASONS)):
        return plan
    plan.date_changed = plan.date_changed or moved
    plan.sequence = before.sequence + 1 if before else 0
    plan.changed_at = timezone.now()
    plan.validate_constraints()
    plan.save()
    _keep(plan, before, said=said)
    AuditEntry.objects.create(
        by=by,
        action="plan" if before is None else "replan",
        kind=plan._meta.label_lower,
        document=plan.series.slug,
        edition_number=plan.pk,
        reason=plan.reason_en or "",
    )
    raise_generation(withdrawn=plan.status == PlanStatus.CANCELLED)
    return plan


def _keep(plan: PlannedRelease, before: PlannedRelease | None, *, said: bool) -> None:
    reasons = {name: getattr(plan, name) or "" for name in REASONS} if said else {}
    if before and (before.expected, before.status) == (plan.expected, plan.status):
        return
    PlanChange.objects.create(
        plan=plan,
        at=plan.changed_at,
        old_expected=before.expected if before else "",
        new_expected=plan.expected,
        old_status=before.status if before else "",
        new_status=plan.status,
        **reasons,
    )


def follow_release(*, edition, by) -> None:
    """A release that goes public on the very day it was planned for fulfils its plan.

    Where a plan names only a month, or two are planned for one day, staff say which it was.
    """
    if not isinstance(edition, Release) or edition.state != State.PUBLISHED:
        return
    today = timezone.localdate().isoformat()
    plans = PlannedRelease.objects.filter(series=edition.document_id, expected=today, release=None)
    plans = list(plans.exclude(status=PlanStatus.CANCELLED)[:2])
    if len(plans) == 1 and not PlannedRelease.objects.filter(release=edition).exists():
        fulfil_plan(plan=plans[0], release=edition, by=by)


def fulfil_plan(*, plan: PlannedRelease, release: Release, by) -> PlannedRelease:
    """Tie a release that has gone public to the plan that announced it."""
    plan.release, plan.status = release, PlanStatus.PUBLISHED
    return plan_release(plan=plan, by=by)
