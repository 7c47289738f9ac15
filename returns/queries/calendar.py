"""The calendar of releases: what is to come, and what became of what was planned."""

from dataclasses import dataclass

from returns.models import PlanChange, PlannedRelease, SeriesEdition


@dataclass(frozen=True)
class Planned:
    """A plan with the live description of its series and every change of its date or status."""

    plan: PlannedRelease
    series: SeriesEdition
    changes: tuple[PlanChange, ...]


def planned_releases() -> list[Planned]:
    """In order of the expected date; plans of series that are not public are left out.

    Three queries.
    """
    series = {
        edition.document_id: edition
        for edition in SeriesEdition.objects.published()
        .with_document()
        .filter(document__planned__isnull=False)
    }
    plans = PlannedRelease.objects.select_related("release").prefetch_related("changes")
    return [
        Planned(plan, series[plan.series_id], tuple(plan.changes.all()))
        for plan in plans.filter(series__in=series).order_by("expected", "pk")
        if plan.has_language("en")
    ]
