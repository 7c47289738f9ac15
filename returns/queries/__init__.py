"""Questions about the statistics: ORM in, dataclasses out. One number, one function.

The page, the chart, the file and the infosheet ask `observations` with the same filter; what
is computed from its answer (a missing total) is computed in `time_series` and nowhere else.
"""

from .answers import Breakdown, Figure, NewestData, Observed, Printed, SeriesAnswer, SourceAnswer
from .calendar import Planned, planned_releases
from .counts import (
    breakdown,
    by_place,
    observations,
    release_observations,
    series_of,
    statements_of,
    time_series,
)
from .figures import headline_figures
from .history import CountHistory, count_history
from .lately import Happening, lately
from .method import Gap, Held, gaps_in, held_by, newest_days
from .places import centres, crossings, place_names
from .releases import (
    Changes,
    Difference,
    before,
    changes_of,
    citable_releases,
    differences,
    size_of,
    was_withdrawn,
)
from .series import corrections_of, live_release, newest_data, releases_of, series_list, series_page
from .terms import glossary, terms

__all__ = [
    "Breakdown",
    "Changes",
    "CountHistory",
    "Difference",
    "Figure",
    "Gap",
    "Happening",
    "Held",
    "NewestData",
    "Observed",
    "Planned",
    "Printed",
    "SeriesAnswer",
    "SourceAnswer",
    "before",
    "breakdown",
    "by_place",
    "centres",
    "changes_of",
    "citable_releases",
    "corrections_of",
    "count_history",
    "crossings",
    "differences",
    "gaps_in",
    "glossary",
    "headline_figures",
    "held_by",
    "lately",
    "live_release",
    "newest_data",
    "newest_days",
    "observations",
    "place_names",
    "planned_releases",
    "release_observations",
    "releases_of",
    "series_list",
    "series_of",
    "series_page",
    "size_of",
    "statements_of",
    "terms",
    "time_series",
    "was_withdrawn",
]
