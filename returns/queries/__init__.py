"""Questions about the statistics: ORM in, dataclasses out. One number, one function.

The page, the chart, the file and the infosheet ask `observations` with the same filter; what
is computed from its answer (a missing total) is computed in `time_series` and nowhere else.
"""

from .answers import Breakdown, Figure, NewestData, Observed, Printed, SeriesAnswer, SourceAnswer
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

__all__ = [
    "Breakdown",
    "Changes",
    "CountHistory",
    "Difference",
    "Figure",
    "NewestData",
    "Observed",
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
    "headline_figures",
    "live_release",
    "newest_data",
    "observations",
    "place_names",
    "release_observations",
    "releases_of",
    "series_list",
    "series_of",
    "series_page",
    "size_of",
    "statements_of",
    "time_series",
    "was_withdrawn",
]
