"""A series of made-up figures for measuring: never beside real ones, and gone without a trace."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import next_number, raise_generation
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.states import State
from returns.models import (
    Observation,
    Place,
    PlaceEdition,
    Release,
    Series,
    SeriesEdition,
    Source,
)

from .bare_table import bare_table
from .rollups import empty
from .synthetic_rows import COLUMNS, EVERYWHERE, PLACES, ROWS_A_DAY, lines

PREFIX = "synthetic-"
FIRST = date(2001, 1, 1)
# Rows go in by so many days at a time: what a statement has to remember stays small.
DAYS_AT_A_TIME = 200
SOURCE = {"name": "Synthetic figures for measuring, made by a program", "level": "B"}
TEXTS = {
    "title_en": "Synthetic figures: not real",
    "title_fa": "ارقام ساختگی: واقعی نیست",
    "who_counts_en": "A program",
    "who_counts_fa": "یک برنامه",
    "what_is_counted_en": "synthetic movements",
    "what_is_counted_fa": "جابه‌جایی‌های ساختگی",
    "where_counted_en": "nowhere",
    "where_counted_fa": "هیچ‌جا",
    "method_en": "Made by a program to measure how fast the portal is.",
    "method_fa": "برنامه‌ای آن را ساخته است تا سرعت پرتال سنجیده شود.",
    "caveat_en": "Nothing of this is real.",
    "caveat_fa": "هیچ بخشی از این واقعی نیست.",
}
NOTES = {"notes_en": "Synthetic figures.", "notes_fa": "ارقام ساختگی."}


class SyntheticError(ValidationError):
    """Synthetic figures may not be made or removed here; the message says why."""


def generate(slug: str, rows: int) -> int:
    """Publish a synthetic series of at most `rows` rows (a day at least); returns how many.

    Raises SyntheticError where the database holds real releases, or this series.
    """
    refuse_unless_synthetic(slug)
    if Release.objects.exclude(document__slug__startswith=PREFIX).exists():
        raise SyntheticError(
            _("This database holds real releases. Synthetic figures never stand beside them.")
        )
    if Series.objects.filter(slug=slug).exists():
        raise SyntheticError(_("The series is there already; remove it first."))
    series = make_series(slug)
    release = open_release(series)
    days = max(1, rows // ROWS_A_DAY)
    with transaction.atomic(), bare_table("returns_observation"):
        copy_days(release, FIRST, days)
    publish_edition(edition=release, by=None, without_approval="synthetic")
    return days * ROWS_A_DAY


@transaction.atomic
def follow_up(slug: str) -> int:
    """Publish a release that counts the last day again and adds one; returns how many rows."""
    refuse_unless_synthetic(slug)
    series = Series.objects.get(slug=slug)
    live = Release.objects.published().get(document=series)
    last = date.fromisoformat(live.profile["last"])
    release = open_release(series)
    Observation.objects.newest().filter(
        series=series, place__slug__in=(EVERYWHERE, *PLACES), period_start=last
    ).update(to_release=release.number)
    copy_days(release, last, 2)
    publish_edition(edition=release, by=None, without_approval="synthetic")
    return 2 * ROWS_A_DAY


@transaction.atomic
def remove(slug: str) -> int:
    """Remove a synthetic series with everything of it; returns how many rows it had."""
    refuse_unless_synthetic(slug)
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        raise SyntheticError(_("There is no such series."))
    empty(series.pk)
    removed = 0
    for release in Release.objects.filter(document=series).order_by("-number"):
        # Rows of an open release are free: newest first, each is opened and emptied.
        Release.objects.filter(pk=release.pk).update(state=State.DRAFT)
        rows = Observation.objects.filter(series=series)
        removed += rows.filter(from_release=release.number).delete()[0]
        rows.filter(to_release=release.number).update(to_release=None)
        release.delete()
    series.editions.all().delete()
    series.delete()
    if not Series.objects.filter(slug__startswith=PREFIX).exists():
        places = Place.objects.filter(slug__in=PLACES)
        PlaceEdition.objects.filter(document__in=places).delete()
        places.delete()
        Source.objects.filter(**SOURCE).delete()
    raise_generation(withdrawn=True)
    return removed


def refuse_unless_synthetic(slug: str) -> None:
    if not slug.startswith(PREFIX):
        raise SyntheticError(
            _("The name of a synthetic series begins with “%(prefix)s”.") % {"prefix": PREFIX}
        )


@transaction.atomic
def make_series(slug: str) -> Series:
    Place.objects.get_or_create(slug=EVERYWHERE, defaults={"kind": "everywhere"})
    for number, place in enumerate(PLACES, 1):
        document, made = Place.objects.get_or_create(
            slug=place, defaults={"kind": "crossing_group"}
        )
        if made:
            PlaceEdition.objects.create(
                document=document,
                name_en=f"Synthetic place {number}",
                name_fa=f"مکان ساختگی {number}",
                level="B",
                state=State.PUBLISHED,
                unapproved_reason="synthetic",
                published_at=timezone.now(),
            )
    series = Series.objects.create(slug=slug)
    edition = SeriesEdition.objects.create(
        document=series,
        position=9999,
        count="flow",
        publisher="Synthetic",
        unit="movements",
        kind="interval",
        frequency="irregular",
        level="B",
        **TEXTS,
    )
    publish_edition(edition=edition, by=None, without_approval="synthetic")
    return series


def open_release(series: Series) -> Release:
    number = next_number(Release, series.pk)
    return Release.objects.create(document=series, number=number, **NOTES)


def copy_days(release: Release, first: date, days: int) -> None:
    """Add the cube of each day to an open release, in bounded memory."""
    places = dict(Place.objects.filter(slug__in=(EVERYWHERE, *PLACES)).values_list("slug", "pk"))
    source = Source.objects.get_or_create(**SOURCE)[0]
    for start in range(0, days, DAYS_AT_A_TIME):
        texts = lines(
            first + timedelta(days=start),
            min(DAYS_AT_A_TIME, days - start),
            series=release.document_id,
            release=release.number,
            places=places,
            source=source.pk,
        )
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY returns_observation ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for text in texts:
                copy.write(text)
