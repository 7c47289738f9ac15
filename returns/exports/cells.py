"""Files of a view: its cells, each with all that says what it counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as lazy

from iomiran.common.http.streaming import MARK, csv_lines
from returns.filters import ReturnsFilter
from returns.models import PlaceEdition, Release, SeriesEdition
from returns.models.dimensions import ALIKE, DIMENSIONS
from returns.models.rollups import Calendar, Grain
from returns.presenters.tables import place_name
from returns.queries.aggregates import Cell

from .columns import (
    END,
    OBSERVATION,
    PRECISION,
    RELEASE,
    SERIES,
    START,
    UNIT,
    Column,
    demonstration,
    with_site,
)
from .extract import Extract, head_lines

# What a row is in its view: shown in the picture and the table, the total that a source states
# beside its parts, or of the second period of a comparison.
SHOWN, TOTAL, BEFORE = ROLES = ("shown", "stated_total", "compared")
_DESCRIBED = {column.name: column for column in OBSERVATION}
COLUMNS = (
    SERIES,
    RELEASE,
    START,
    END,
    Column(
        "group",
        lazy("how long the groups of days are; “own” are the periods of the source"),
        "#meta+group",
        allowed=tuple(Grain.values),
    ),
    Column(
        "calendar",
        lazy("calendar of the groups"),
        "#meta+calendar",
        allowed=tuple(Calendar.values),
    ),
    Column("row", lazy("what the row is in the view"), "#meta+row", allowed=ROLES),
    Column(
        "by",
        lazy("what the counts are broken down by"),
        "#meta+by",
        allowed=tuple(ALIKE),
        required=False,
    ),
    Column("category", lazy("code of the part"), "#meta+category+code", required=False),
    Column("category_name", lazy("name of the part"), "#meta+category+name", required=False),
    *(
        _DESCRIBED[name]
        for name in (
            "place_code", "returned_from", "documentation", "manner", "sex", "age_group",
        )
    ),
    Column(
        "value",
        lazy("the count of the group; a sum where it is made of several counts"),
        "#indicator+value+num",
        "integer",
    ),
    UNIT,
    PRECISION,
    Column(
        "observations", lazy("of how many counts it is made"), "#meta+observations", "integer"
    ),
    Column(
        "days_counted",
        lazy("days of the group that counts cover"),
        "#meta+days+counted",
        "integer",
    ),
    Column("days", lazy("days of the group"), "#meta+days", "integer"),
    _DESCRIBED["drawn"],
    Column(
        "key",
        lazy("name of the count where it is a single one"),
        "#meta+id",
        required=False,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """What a file says of a view. `asked` has a value for each dimension but `by`."""

    asked: ReturnsFilter
    grain: str
    calendar: str
    by: str
    query: str
    path: str


@dataclass(frozen=True)
class Shown:
    """A cell with its role, and where it is not as in `View.asked`: {"sex": "female"}."""

    role: str
    cell: Cell
    instead: tuple[tuple[str, str], ...] = ()


def cells_extract(
    edition: SeriesEdition,
    release: Release,
    view: View,
    shown: list[Shown],
    places: dict[str, PlaceEdition],
) -> Extract:
    columns = with_site(COLUMNS)
    rows = list(_rows(edition, release, view, shown, places))

    def blocks(hxl: bool) -> Iterator[bytes]:
        yield MARK + csv_lines(head_lines(columns, hxl))
        yield csv_lines(rows)

    return Extract(
        name=f"{edition.document.slug}-view",
        edition=edition,
        release=release,
        columns=columns,
        rows=lambda: rows,
        csv=blocks,
        sample=lambda limit: rows[:limit],
        size=lambda limit: min(len(rows), limit),
        path=view.path,
        query=view.query,
    )


def _rows(edition, release, view: View, shown: Iterable[Shown], places) -> Iterator[tuple]:
    tail = tuple(filter(None, [demonstration()]))
    for one in shown:
        cell = one.cell
        said = {name: getattr(view.asked, name) for name in ALIKE} | dict(one.instead)
        if view.by and cell.category:
            said[view.by] = cell.category
        yield (
            edition.document.slug,
            release.number,
            _day(cell.period_start),
            _day(cell.period_end),
            view.grain,
            view.calendar,
            one.role,
            view.by or None,
            said[view.by] if view.by else None,
            _name(view.by, said[view.by], places) if view.by else None,
            said["place"],
            *(said[name] for name in DIMENSIONS),
            cell.value,
            edition.unit,
            cell.precision,
            cell.observations,
            cell.days_counted,
            cell.days,
            "yes" if cell.plot else "no",
            cell.key or None,
            *tail,
        )


def _name(by: str, value: str, places) -> str:
    return place_name(value, places) if by == "place" else str(DIMENSIONS[by](value).label)


def _day(day: date) -> str:
    return day.isoformat()
