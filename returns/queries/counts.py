"""Counts, and what is computed from them when they are shown."""

from collections import defaultdict
from dataclasses import replace
from functools import partial

from returns.filters import ReturnsFilter
from returns.models import Observation, Place, PrintedStatement, Release, SeriesEdition
from returns.models.dimensions import DIMENSIONS
from returns.sums import given_or_summed, precision_of_sum

from .aggregates import resolved, rows_of
from .answers import COMPUTED, Observed, Printed, SourceAnswer

ROW = (
    "key",
    "period_start",
    "period_end",
    *DIMENSIONS,
    "value",
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
)
SOURCE = ("name", "publisher", "url", "published", "level", "quoted")


def observed(queryset) -> list[Observed]:
    """Rows of a queryset of observations, as they are. One query."""
    sources = (f"source__{name}" for name in SOURCE)
    return [
        Observed(
            series=series,
            place=place,
            **dict(zip(ROW, cells[: len(ROW)], strict=True)),
            source=SourceAnswer(*cells[len(ROW) :]),
        )
        for series, place, *cells in queryset.values_list(
            "series__slug", "place__slug", *ROW, *sources
        )
    ]


def observations(asked: ReturnsFilter) -> list[Observed]:
    """Everything that the live releases hold of what is asked, in order of time. One query."""
    ordered = asked.apply(Observation.objects.published()).order_by(
        "series__slug", "period_start", "period_end", "key"
    )
    return observed(ordered)


def number_of(asked: ReturnsFilter) -> int:
    """How many counts the live releases hold of what is asked. One query."""
    return asked.apply(Observation.objects.published()).count()


def latest_totals(asked: ReturnsFilter, release: Release) -> list[Observed]:
    """Of the last period with a total: that total, and the same of each place. Four queries.

    For series too long to read; `release` is the live one. Bounds of `asked` hold.
    """
    one = resolved(asked, release.profile)
    every = [asked.place] if asked.place else release.profile["values"]["place"]
    first = [one.place] if one.place else every
    one = replace(one, series="", place="")
    totals = one.apply(rows_of(release, first)).order_by("-period_start")
    last = totals.values("period_start", "period_end").first()
    if last is None:
        return []
    return observed(one.apply(rows_of(release, every)).filter(**last).order_by("key"))


def time_series(asked: ReturnsFilter) -> list[Observed]:
    """One count per period, for one country, manner, sex, age and place.

    What `asked` leaves open is "all" (of countries: Iran) and everywhere. A total that no
    source prints is computed from its parts where the sources give every one of them.
    """
    wanted = replace(
        asked,
        country_from=asked.country_from or "IRN",
        manner=asked.manner or "all",
        sex=asked.sex or "all",
        age_group=asked.age_group or "all",
        place=asked.place or Place.EVERYWHERE,
    )
    return series_of(observations(replace(wanted, country_from="", manner="")), wanted)


def series_of(rows: list[Observed], wanted: ReturnsFilter) -> list[Observed]:
    """The rows that answer `wanted`, with the sums that are missing. Pure."""
    periods = defaultdict(dict)
    for row in rows:
        if all(
            getattr(row, name) == getattr(wanted, name)
            for name in ("sex", "age_group", "place")
            if getattr(wanted, name)
        ):
            periods[(row.period_start, row.period_end)][(row.country_from, row.manner)] = row
    found = []
    for _period, cells in sorted(periods.items()):
        row = given_or_summed(cells, wanted.country_from, wanted.manner, partial(_total, wanted))
        if row is not None:
            found.append(row)
    return found


def _total(wanted: ReturnsFilter, parts: list[Observed]) -> Observed:
    return replace(
        parts[0],
        key="",
        country_from=wanted.country_from,
        manner=wanted.manner,
        value=sum(part.value for part in parts),
        precision=precision_of_sum([part.precision for part in parts]),
        how_given=COMPUTED,
        note="",
    )


def printed(statement: PrintedStatement) -> Printed:
    return Printed(
        statement.what, statement.printed, statement.base, statement.base_value, statement.note
    )


def statements_of(edition: SeriesEdition) -> dict[str, list[Printed]]:
    """What sources print beside the counts of a series, by the key of the observation.

    Each with its source. One query.
    """
    found = defaultdict(list)
    of_series = PrintedStatement.objects.published().filter(series=edition.document_id)
    for statement in of_series.select_related("source"):
        source = SourceAnswer(*(getattr(statement.source, name) for name in SOURCE))
        found[statement.observation_key].append(replace(printed(statement), source=source))
    return dict(found)
