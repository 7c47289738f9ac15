"""The profile of a release and its sums by groups of days, kept in the publishing transaction."""

from django.db import connection, transaction

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from returns.grains import coarser_grains
from returns.models import Release, Rollup, Series, SeriesEdition
from returns.models.rollups import Calendar, Grain
from returns.sums import PARTS

from . import counting, profile, tables, touched


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
    found = _profile_of(series, number)
    if kept == number and found:
        return found
    with connection.cursor() as cursor:
        tables.drop(cursor)
        tables.prepare(cursor)
        before = _profile_of(series, kept) if kept is not None else {}
        found = before and kept < number and profile.follow(cursor, series, kept, number, before)
        found = found or profile.read(cursor, series, number)
        grains = _grains(series, found)
        if kept is not None and _grains(series, before) != grains:
            kept = None
        if kept is None or not grains:
            Rollup.objects.filter(series=series).delete()
        if grains:
            _write(cursor, series, number, found, kept)
        tables.restore(cursor)
        tables.drop(cursor)
    Release.objects.filter(document=series, number=number).update(profile=found)
    Series.objects.filter(pk=series).update(rolled_up=number)
    return found


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


def _write(cursor, series: int, number: int, found: dict, kept: int | None) -> None:
    """Rollups of `series`; with `kept` only the groups that differ from those of that release."""
    grains = _grains(series, found)
    mend = kept is not None
    longest = found["days"][1]
    # Days fit into months and months into years: then only the months are made of rows.
    of_months = [Grain.YEAR] if longest == 1 and {Grain.MONTH, Grain.YEAR} <= set(grains) else []
    of_rows = [grain for grain in grains if grain not in of_months]
    if mend:
        touched.make_changed(cursor, series, *sorted((kept, number)))
    span = touched.span(cursor, longest) if mend else tables.span(cursor)
    if span is None:
        return
    tables.make_groups(cursor, *span, grains)
    if mend:
        touched.make_touched(cursor)
        touched.remove_touched(cursor, series)
    counting.make_counts(cursor, series, number, grains=of_rows, longest=longest, touched=mend)
    for dimension, totals in PARTS.items():
        for total, parts in totals.items():
            if set(parts) <= set(found["values"][dimension]):
                counting.add_totals(cursor, dimension, total, parts)
    counting.make_pieces(cursor, of_rows, single_days=longest == 1)
    for calendar in Calendar:
        for grain in of_rows:
            counting.add_rollups(cursor, series, grain, calendar, touched=mend)
        for grain in of_months:
            counting.add_from_months(cursor, series, grain, calendar, touched=mend)
