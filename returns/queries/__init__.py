"""Questions about the statistics: ORM in, dataclasses out. One number, one function.

The page, the chart, the file and the infosheet ask `observations` with the same filter; what
is computed from its answer (a missing total) is computed in `time_series` and nowhere else.
"""

from .aggregates import Cell, aggregates, grains_of, resolved
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
from .file_rows import file_observations, file_rows
from .places import centres, crossings, place_names
from .series import (
    corrections_of,
    earlier_release,
    live_release,
    newest_data,
    releases_of,
    series_list,
    series_page,
)

__all__ = [
    "Breakdown",
    "Cell",
    "Figure",
    "NewestData",
    "Observed",
    "Printed",
    "SeriesAnswer",
    "SourceAnswer",
    "aggregates",
    "breakdown",
    "by_place",
    "centres",
    "corrections_of",
    "crossings",
    "earlier_release",
    "file_observations",
    "file_rows",
    "grains_of",
    "headline_figures",
    "live_release",
    "newest_data",
    "observations",
    "place_names",
    "release_observations",
    "releases_of",
    "resolved",
    "series_list",
    "series_of",
    "series_page",
    "statements_of",
    "time_series",
]
