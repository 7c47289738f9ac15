"""What periods of a series may be grouped by. Pure."""

from .groups import SHORTEST
from .models.dimensions import Kind, Unit
from .models.rollups import STORED_GRAINS, Grain


def coarser_grains(kind: str, unit: str, profile: dict) -> list[Grain]:
    """The grains coarser than the shortest period in `profile` (see Release.profile).

    Only counts of intervals may be added, and no mean of a day.
    """
    if kind != Kind.INTERVAL or unit == Unit.PERSONS_PER_DAY or not profile:
        return []
    shortest = profile["days"][0]
    return [grain for grain in STORED_GRAINS if shortest < SHORTEST[grain]]
