"""What an import would change: its staged rows beside the open rows of the series."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from returns.models import Import, Observation, StagedObservation

FIRST = 10  # rows of each kind
MOST_DRAWN = 4000  # rows of a series beyond which a chart of single rows says nothing
COMPARED = (
    "value",
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
    "place_id",
    "source_id",
)


@dataclass(frozen=True)
class Change:
    """One row: `before` or `after` is None where it is added or removed."""

    row: Observation | StagedObservation
    before: int | None
    after: int | None


def staged(data_import: Import) -> QuerySet:
    rows = StagedObservation.objects.filter(data_import=data_import)
    return rows.select_related("place").order_by("period_start", "period_end", "key")


def live(data_import: Import) -> QuerySet:
    return Observation.objects.newest().filter(series_id=data_import.series_id)


def added(data_import: Import) -> list[Change]:
    there = live(data_import).filter(key=OuterRef("key"))
    rows = staged(data_import).filter(~Exists(there))[:FIRST]
    return [Change(row, None, row.value) for row in rows]


def changed(data_import: Import) -> list[Change]:
    same = Q(**{name: OuterRef(name) for name in COMPARED})
    there = live(data_import).filter(key=OuterRef("key"))
    rows = staged(data_import).filter(Exists(there), ~Exists(there.filter(same)))[:FIRST]
    keys = [row.key for row in rows]
    before = dict(live(data_import).filter(key__in=keys).values_list("key", "value"))
    return [Change(row, before[row.key], row.value) for row in rows]


def removed(data_import: Import) -> list[Change]:
    there = StagedObservation.objects.filter(data_import=data_import, key=OuterRef("key"))
    rows = live(data_import).filter(~Exists(there)).select_related("place")
    ordered = rows.order_by("period_start", "period_end", "key")[:FIRST]
    return [Change(row, row.value, None) for row in ordered]


def drawn(rows: QuerySet) -> list:
    """The rows that a chart can show at all; [] where there are too many of them."""
    whole = rows.filter(
        place__slug="everywhere", manner="all", sex="all", age_group="all", plot=True
    ).order_by("period_start", "period_end", "key")
    found = list(whole[: MOST_DRAWN + 1])
    return found if len(found) <= MOST_DRAWN else []
