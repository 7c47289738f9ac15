"""Questions about the statistics: ORM in, dataclasses out. One number, one function.

The page, the chart, the file and the infosheet ask `observations` with the same filter; what
is computed from its answer (a missing total) is computed in `time_series` and nowhere else.
"""

from .aggregates import Cell, aggregates, grains_of, resolved
from .answers import Figure, NewestData, Observed, Printed, SeriesAnswer, SourceAnswer
from .calendar import Planned, planned_releases
from .counts import (
    latest_totals,
    number_of,
    observations,
    series_of,
    statements_of,
    time_series,
)
from .figures import headline_figures
from .file_rows import file_observations, file_rows
from .history import CountHistory, count_history
from .lately import Happening, lately
from .method import Gap, Held, gaps_in, held_by
from .places import centres, crossings, place_names, places
from .reading import Holding, holdings, observation_page, release_numbered
from .releases import (
    Changes,
    Difference,
    before,
    changes_of,
    citable_releases,
    differences,
    replaced_at,
    size_of,
    was_withdrawn,
)
from .series import (
    corrections_of,
    earlier_release,
    live_release,
    newest_data,
    releases_of,
    series_list,
    series_page,
)
from .terms import glossary, terms

__all__ = [
    "Cell",
    "Changes",
    "CountHistory",
    "Difference",
    "Figure",
    "Gap",
    "Happening",
    "Held",
    "Holding",
    "NewestData",
    "Observed",
    "Planned",
    "Printed",
    "SeriesAnswer",
    "SourceAnswer",
    "aggregates",
    "before",
    "centres",
    "changes_of",
    "citable_releases",
    "corrections_of",
    "count_history",
    "crossings",
    "differences",
    "earlier_release",
    "file_observations",
    "file_rows",
    "gaps_in",
    "glossary",
    "grains_of",
    "headline_figures",
    "held_by",
    "holdings",
    "lately",
    "latest_totals",
    "live_release",
    "newest_data",
    "number_of",
    "observation_page",
    "observations",
    "place_names",
    "places",
    "planned_releases",
    "release_numbered",
    "releases_of",
    "replaced_at",
    "resolved",
    "series_list",
    "series_of",
    "series_page",
    "size_of",
    "statements_of",
    "terms",
    "time_series",
    "was_withdrawn",
]
