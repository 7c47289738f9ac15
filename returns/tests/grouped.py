"""For the tests of groups of counts: a count, its release, the cells."""

from datetime import date, timedelta

from iomiran.common.editorial.approving import publish_edition
from returns import queries
from returns.filters import ReturnsFilter

from .factories import make_observation


def count(release, first: str, days: int = 7, value: int = 100, **fields):
    start = date.fromisoformat(first)
    return make_observation(
        release,
        period_start=start,
        period_end=start + timedelta(days=days - 1),
        value=value,
        **fields,
    )


def publish(release):
    return publish_edition(edition=release, by=None, without_approval="example")


def cells(grain="own", calendar="gregorian", by="", **fields):
    asked = ReturnsFilter(series="example", **fields)
    return queries.aggregates(asked, grain=grain, calendar=calendar, by=by)


def values(*args, **fields):
    return {cell.period_start.isoformat(): cell.value for cell in cells(*args, **fields)}
