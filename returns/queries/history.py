"""What became of one count from release to release."""

from dataclasses import dataclass
from itertools import pairwise

from returns.models import Correction, Observation, Release, SeriesEdition

from .answers import Observed
from .counts import observed


@dataclass(frozen=True)
class Step:
    """A release in which a count came, changed or went; `count` is None where it went."""

    release: Release
    count: Observed | None


@dataclass(frozen=True)
class CountHistory:
    """Oldest step first. `steps` is never empty."""

    steps: list[Step]
    corrections: list[Correction]

    @property
    def first(self) -> Observed:
        return next(step.count for step in self.steps if step.count)

    @property
    def latest(self) -> Observed | None:
        """None where the newest release has it no more."""
        return self.steps[-1].count


def count_history(edition: SeriesEdition, key: str, releases: list[Release]) -> CountHistory | None:
    """What `releases` (those that were public) say of a count; None where none ever had it.

    Withdrawn releases show nothing of what they said. Three queries.
    """
    if "\x00" in key:
        return None
    of_series = Observation.objects.filter(series=edition.document_id, key=key)
    spans = list(of_series.order_by("from_release").values_list("from_release", "to_release"))
    rows = observed(of_series.order_by("from_release"))
    steps = []
    for release in sorted(releases, key=lambda release: release.number):
        said = next(
            (
                row
                for (start, end), row in zip(spans, rows, strict=True)
                if start <= release.number and (end is None or end > release.number)
            ),
            None,
        )
        if said != (steps[-1].count if steps else None):
            steps.append(Step(release, said))
    if not steps:
        return None
    return CountHistory(steps, _corrections(edition, steps))


def _corrections(edition: SeriesEdition, steps: list[Step]) -> list[Correction]:
    """Corrections that name this change: of its release, from its old value to its new one."""
    changes = {
        (step.release.pk, before.count.value, step.count.value)
        for before, step in pairwise(steps)
        if before.count and step.count
    }
    releases = {release for release, _old, _new in changes}
    found = Correction.objects.filter(series=edition.document_id, release__in=releases)
    return [
        correction
        for correction in found
        if (correction.release_id, correction.old_value, correction.new_value) in changes
    ]
