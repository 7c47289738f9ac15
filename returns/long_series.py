"""The chart of a series that has too many rows to read them for a page: totals by groups."""

from datetime import date

from django.utils.translation import gettext as _

from iomiran.common.charts import Chart

from . import charts, queries
from .filters import ReturnsFilter
from .groups import SHORTEST
from .models import Release, SeriesEdition
from .models.rollups import Grain
from .periods import days_in

# A line with more points than this says nothing more, and weighs much.
MOST_POINTS = 400
# Of longer series the rows are not read for a page.
MOST_READ = 5000


def is_long(release: Release) -> bool:
    return release.profile.get("size", 0) > MOST_READ


def grain_for(
    edition: SeriesEdition,
    release: Release,
    asked: ReturnsFilter,
    compare: tuple[date, date] | None = None,
) -> Grain:
    """The finest grain that gives a chart no more points than it can show.

    Of two periods that are compared the longer one counts.
    """
    profile = release.profile
    days = max(
        days_in(
            max(start or date.min, date.fromisoformat(profile["first"])),
            min(end or date.max, date.fromisoformat(profile["last"])),
        )
        for start, end in ((asked.start, asked.end), compare or (asked.start, asked.end))
    )
    grains = queries.grains_of(edition, release)
    for grain in grains:
        if days <= MOST_POINTS * SHORTEST.get(grain, profile["days"][0]):
            return grain
    return grains[-1]


def drawings(
    edition: SeriesEdition, release: Release, asked: ReturnsFilter
) -> list[tuple[str, Chart, list]]:
    """(title, chart, no rows) of the totals over time by country, where anything may be drawn."""
    grain = grain_for(edition, release, asked)
    series = charts.cells_of_countries(queries.aggregates(asked, grain=grain, by="country_from"))
    if not series:
        return []
    title = _title(edition.text().title, grain)
    spec = charts.spec("chart-1", title, unit=str(edition.get_unit_display()))
    return [(title, charts.over_time(spec, series), [])]


def _title(title: str, grain: Grain) -> str:
    if grain == Grain.WEEK:
        return _("%(title)s, by week") % {"title": title}
    if grain == Grain.MONTH:
        return _("%(title)s, by month") % {"title": title}
    if grain == Grain.YEAR:
        return _("%(title)s, by year") % {"title": title}
    return title
