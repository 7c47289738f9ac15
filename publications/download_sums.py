"""How often files are fetched, for staff. No question here knows who fetched them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Min, Q, Sum
from django.db.models.functions import Coalesce

from .models import DownloadCount, Publication

MONTH, YEAR = 30, 52 * 7  # days that the plots show, today included


@dataclass(frozen=True)
class Span:
    """Downloads of one column of a plot, both days included.

    `counted` of its days were counted: fewer than all where counting began in it.
    """

    start: date
    end: date
    count: int
    counted: int

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Sums:
    """Of one file or publication: ever, in the last weeks of a year, in the last days."""

    name: object
    total: int
    year: int
    month: int


def first_day(today: date, days: int) -> date:
    return today - timedelta(days=days - 1)


def counted_since() -> date | None:
    """The first day with a count of any file; None before the first. One query."""
    return DownloadCount.objects.aggregate(first=Min("day"))["first"]


def by_day(
    today: date, counted_from: date, *, publication: Publication | None = None
) -> list[Span]:
    """The last 30 days since counting began, also those without a download. One query."""
    return _spans(today, counted_from, MONTH, 1, publication)


def by_week(
    today: date, counted_from: date, *, publication: Publication | None = None
) -> list[Span]:
    """The last 52 times seven days, the last ending today. One query."""
    return _spans(today, counted_from, YEAR, 7, publication)


def _spans(today, counted_from, days, length, publication) -> list[Span]:
    since = first_day(today, days)
    rows = DownloadCount.objects.filter(day__gte=since, day__lte=today)
    if publication is not None:
        rows = rows.filter(publication=publication)
    counts = dict(rows.values_list("day").annotate(Sum("count")).order_by())
    starts = [since + timedelta(days=n) for n in range(0, days, length)]
    whole = [(start, start + timedelta(days=length - 1)) for start in starts]
    return [
        Span(
            start,
            end,
            sum(n for day, n in counts.items() if start <= day <= end),
            (end - max(start, counted_from)).days + 1,
        )
        for start, end in whole
        if end >= counted_from
    ]


def of_publications(today: date) -> list[Sums]:
    """Of every publication with a download, by its key, the most of late first. One query."""
    return _sums(DownloadCount.objects.all(), "publication", today, int)


def of_files(publication: Publication, today: date) -> list[Sums]:
    """Of each place of a file in a publication. One query."""
    return _sums(DownloadCount.objects.filter(publication=publication), "key", today, str)


def _sums(rows, name: str, today: date, kind: Callable) -> list[Sums]:
    found = (
        rows.order_by()
        .values_list(name)
        .annotate(
            total=Sum("count"),
            year=_since(first_day(today, YEAR)),
            month=_since(first_day(today, MONTH)),
        )
        .order_by(F("month").desc(), F("total").desc(), name)
    )
    return [Sums(kind(what), total, year, month) for what, total, year, month in found]


def _since(day: date):
    return Coalesce(Sum("count", filter=Q(day__gte=day)), 0)
