"""The profile of a release and its sums by groups of days, kept in the publishing transaction."""

from django.db import connection, transaction

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from returns.grains import coarser_grains
from returns.models import Place, Release, Rollup, Series, SeriesEdition
from returns.models.dimensions import ALIKE, DIMENSIONS
from returns.models.rollups import Calendar, Grain
from returns.sums import PARTS

from . import counting, tables, touched


def refresh(release: Release) -> None:
    """Write the profile of `release` and make the sums of its series those of `release`.

    Call it in the transaction that publishes the release, when its rows are in place. Only
    groups are written again that differ between it and the release whose sums are kept; all of
    them where none are. Sums are kept of intervals alone: no other counts may be added.
    """
    release.profile = refresh_number(release.document_id, release.number)


@transaction.atomic
def refresh_number(series: int, number: int) -> dict:
    """The same for the release `number` of the series with this id; returns its profile.

    Migrations call it: it names every column that it reads and writes.
    """
    kept = Series.objects.select_for_update().values_list("rolled_up", flat=True).get(pk=series)
    profile = _profile_of(series, number)
    if kept == number and profile:
        return profile
    with connection.cursor() as cursor:
        tables.drop(cursor)
        tables.prepare(cursor)
        tables.make_alike(cursor, series, number)
        profile = _profile(cursor)
        grains = _grains(series, profile)
        if kept is not None and _grains(series, _profile_of(series, kept)) != grains:
            kept = None
        if kept is None or not grains:
            Rollup.objects.filter(series=series).delete()
        if grains:
            _write(cursor, series, number, profile, kept)
        tables.restore(cursor)
        tables.drop(cursor)
    Release.objects.filter(document=series, number=number).update(profile=profile)
    Series.objects.filter(pk=series).update(rolled_up=number)
    return profile


def follow_edition(*, edition: Edition, by) -> None:
    """Keep up with what staff publish and withdraw."""
    if isinstance(edition, Release):
        if edition.state == State.WITHDRAWN:
            empty(edition.document_id)
        elif edition.state == State.PUBLISHED:
            refresh(edition)
    elif isinstance(edition, SeriesEdition) and edition.state == State.PUBLISHED:
        release = Release.objects.published().filter(document=edition.document_id).first()
        before = SeriesEdition.objects.filter(
            document=edition.document_id, number__lt=edition.number
        ).order_by("-number")
        same = before.values_list("kind", "unit").first() == (edition.kind, edition.unit)
        if release and not same:
            empty(edition.document_id)
            refresh(release)


def empty(series: int) -> None:
    """Keep no sums of a series: nothing of it is live, or all of them are to be made anew."""
    Rollup.objects.filter(series=series).delete()
    Series.objects.filter(pk=series).update(rolled_up=None)


def _profile_of(series: int, number: int) -> dict:
    releases = Release.objects.filter(document=series, number=number)
    return releases.values_list("profile", flat=True).first() or {}


def _grains(series: int, profile: dict) -> list[Grain]:
    editions = SeriesEdition.objects.published().filter(document=series)
    kind, unit = editions.values_list("kind", "unit").first() or ("", "")
    return coarser_grains(kind, unit, profile)


def _write(cursor, series: int, number: int, profile: dict, kept: int | None) -> None:
    """Rollups of `series`; with `kept` only the groups that differ from those of that release."""
    grains = _grains(series, profile)
    mend = kept is not None
    if mend:
        touched.make_changed(cursor, series, *sorted((kept, number)))
    cursor.execute("SELECT min(first), max(last) FROM rollup_alike")
    first, last = cursor.fetchone()
    if mend:
        cursor.execute("SELECT min(period_start), max(period_end) FROM rollup_changed")
        changed = cursor.fetchone()
        if changed[0] is None:
            return
        first, last = min(first, changed[0]), max(last, changed[1])
    tables.make_groups(cursor, first, last, grains)
    if mend:
        touched.make_touched(cursor)
        touched.remove_touched(cursor, series)
    counting.make_counts(cursor, series, number, touched=mend)
    for dimension, totals in PARTS.items():
        for total, parts in totals.items():
            if set(parts) <= set(profile["values"][dimension]):
                counting.add_totals(cursor, dimension, total, parts)
    counting.make_pieces(cursor, grains, single_days=profile["days"][1] == 1)
    for grain in grains:
        for calendar in Calendar:
            counting.add_rollups(cursor, series, grain, calendar, touched=mend)


def _profile(cursor) -> dict:
    """Release.profile; {} for a release without rows."""
    cursor.execute(
        "SELECT min(first), max(last), sum(size), min(shortest), max(longest) FROM rollup_alike"
    )
    first, last, size, *days = cursor.fetchone()
    if not size:
        return {}
    cursor.execute(
        "SELECT array_agg(DISTINCT place_id), array_agg(DISTINCT country_from),"
        " array_agg(DISTINCT documentation), array_agg(DISTINCT manner),"
        " array_agg(DISTINCT sex), array_agg(DISTINCT age_group) FROM rollup_alike"
    )
    values = dict(zip(ALIKE, map(set, cursor.fetchone()), strict=True))
    slugs = set(Place.objects.filter(pk__in=values["place"]).values_list("slug", flat=True))
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "size": int(size),
        "days": days,
        "values": {
            "place": sorted(slugs, key=lambda slug: (slug != Place.EVERYWHERE, slug)),
            **{
                name: [value for value in choices.values if value in values[name]]
                for name, choices in DIMENSIONS.items()
            },
        },
    }
