"""A table that a reader takes along, whatever the format: its columns, its rows, what it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from iomiran.common.editorial.states import State
from iomiran.common.http.streaming import copied_csv, read_rows
from returns.filters import ReturnsFilter
from returns.models import Release, SeriesEdition
from returns.queries import file_observations, file_rows

from .columns import OBSERVATION, Column, demonstration, with_site


@dataclass(frozen=True)
class Extract:
    """`rows()` gives tuples of text, int and None in the order of `columns`; `csv(hxl)` blocks.

    `sample(limit)` gives the first rows; `size(limit)` counts them all, no further than `limit`.
    `path` is the address, without the site, of the page that shows the same; `key` the column
    that names each row, if one does; `whole` the number of rows where it is known beforehand.
    """

    name: str
    edition: SeriesEdition
    release: Release
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[tuple]]
    csv: Callable[[bool], Iterator[bytes]]
    sample: Callable[[int], Iterable[tuple]]
    size: Callable[[int], int]
    path: str
    query: str = ""
    key: str = ""
    whole: int | None = None

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    def counted(self, limit: int) -> int:
        """How many rows, no further than `limit`; one query where it is not known beforehand."""
        return self.size(limit) if self.whole is None else min(self.whole, limit)

    @property
    def made(self) -> datetime:
        """The day of the release: what is in a file changes with that, and not with the clock."""
        return self.release.published_at


def head_lines(columns: tuple[Column, ...], hxl: bool) -> list[list[str]]:
    names = [column.name for column in columns]
    return [names, [column.hxl for column in columns]] if hxl else [names]


def observations_extract(
    edition: SeriesEdition, release: Release, asked: ReturnsFilter, *, path: str
) -> Extract:
    """The observations of a release, narrowed as asked."""
    columns = with_site(OBSERVATION)
    rows = file_rows(edition, release, asked, *filter(None, [demonstration()]))
    slug = edition.document.slug
    return Extract(
        name=slug if release.state == State.PUBLISHED else f"{slug}-release-{release.number}",
        edition=edition,
        release=release,
        columns=columns,
        rows=lambda: map(_plain, read_rows(rows)),
        csv=lambda hxl: copied_csv(rows, *head_lines(columns, hxl)),
        sample=lambda limit: map(_plain, rows[:limit]),
        size=lambda limit: file_observations(release, asked).order_by()[:limit].count(),
        path=path,
        query=asked.to_querystring("series"),
        key="key",
        whole=None if asked.narrows else release.profile.get("size"),
    )


def _plain(row: tuple) -> tuple:
    return tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)
