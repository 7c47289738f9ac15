"""The profile of a release: from its rows, or from the profile before and what changed since."""

from math import prod

from psycopg.sql import SQL, Literal

from returns.models import Place
from returns.models.dimensions import ALIKE, DIMENSIONS

from . import tables

# Finding the span of one cell in the index costs as much as reading about so many rows in order.
ROWS_A_CELL = 100
CHANGED = """
SELECT count(*), min(period_end - period_start + 1), max(period_end - period_start + 1)
FROM returns_observation o WHERE o.series_id = {series} AND {condition}
"""
ADDED = (
    "o.from_release > {kept} AND o.from_release <= {number}"
    " AND (o.to_release IS NULL OR o.to_release > {number})"
)
GONE = "o.to_release > {kept} AND o.to_release <= {number} AND o.from_release <= {kept}"


def read(cursor, series: int, number: int) -> dict:
    """Release.profile from every row; {} for a release without rows. Makes rollup_alike."""
    tables.make_alike(cursor, series, number)
    cursor.execute("SELECT sum(size), min(shortest), max(longest) FROM rollup_alike")
    size, *days = cursor.fetchone()
    return _profile(cursor, int(size), days) if size else {}


def follow(cursor, series: int, kept: int, number: int, before: dict) -> dict:
    """The same from `before`, the profile of the earlier release `kept`, and the rows between.

    {} where reading every row is cheaper, or nobody can tell without it.
    """
    if before["size"] < ROWS_A_CELL * prod(map(len, before["values"].values())):
        return {}
    known = {"series": Literal(series), "kept": Literal(kept), "number": Literal(number)}
    counts = []
    for condition in (ADDED, GONE):
        cursor.execute(
            SQL(CHANGED).format(condition=SQL(condition).format(**known), series=known["series"])
        )
        counts.append(cursor.fetchone())
    (added, *new), (gone, *old) = counts
    size = before["size"] + added - gone
    if not size:
        return {}
    days = before["days"]
    for length in set(days) & set(old) - set(new):
        if not _has_length(cursor, series, number, length):
            return {}
    if added:
        days = [min(days[0], new[0]), max(days[1], new[1])]
    tables.walk_alike(cursor, series, number, longest=days[1])
    return _profile(cursor, size, days)


def _has_length(cursor, series: int, number: int, length: int) -> bool:
    """Whether a period of so many days is left: ends with the first that is found."""
    cursor.execute(
        SQL(
            "SELECT 1 FROM returns_observation o"
            " WHERE {in_release} AND o.period_end - o.period_start + 1 = {length} LIMIT 1"
        ).format(in_release=tables.in_release(series, number), length=Literal(length))
    )
    return cursor.fetchone() is not None


def _profile(cursor, size: int, days: list[int]) -> dict:
    cursor.execute(
        "SELECT min(first), max(last), array_agg(DISTINCT place_id),"
        " array_agg(DISTINCT country_from), array_agg(DISTINCT documentation),"
        " array_agg(DISTINCT manner), array_agg(DISTINCT sex), array_agg(DISTINCT age_group)"
        " FROM rollup_alike"
    )
    first, last, *found = cursor.fetchone()
    values = dict(zip(ALIKE, map(set, found), strict=True))
    slugs = set(Place.objects.filter(pk__in=values["place"]).values_list("slug", flat=True))
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "size": size,
        "days": days,
        "values": {
            "place": sorted(slugs, key=lambda slug: (slug != Place.EVERYWHERE, slug)),
            **{
                name: [value for value in choices.values if value in values[name]]
                for name, choices in DIMENSIONS.items()
            },
        },
    }
