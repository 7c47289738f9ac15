"""What the columns of a file are: name, type, meaning, allowed values, HXL tag."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from returns.models.dimensions import (
    DIMENSIONS,
    Confidence,
    HowGiven,
    Precision,
    Unit,
)


@dataclass(frozen=True)
class Column:
    """`kind` is a type of Table Schema: string, integer or date; `allowed` is empty for any."""

    name: str
    meaning: str | Promise
    hxl: str
    kind: str = "string"
    allowed: tuple[str, ...] = ()
    required: bool = True


def _dimension(column: str, field: str, meaning, hxl: str) -> Column:
    return Column(column, meaning, hxl, allowed=tuple(DIMENSIONS[field].values))


DEMONSTRATION = Column("site", lazy("what this site is"), "#meta+site")
PRECISION = Column(
    "precision",
    lazy("exact, rounded, nearly, over or about, as the source says"),
    "#indicator+precision",
    allowed=tuple(value for value, _word in Precision),
)
UNIT = Column("unit", lazy("what one is"), "#indicator+unit", allowed=tuple(Unit.values))
SERIES = Column("series", lazy("code of the series"), "#indicator+code")
RELEASE = Column("release", lazy("number of the release"), "#meta+release", "integer")
START = Column("period_start", lazy("first day of the period"), "#date+start", "date")
END = Column("period_end", lazy("last day of the period"), "#date+end", "date")

OBSERVATION = (
    SERIES,
    RELEASE,
    START,
    END,
    Column(
        "place_code",
        lazy("code of the place; “everywhere” is all places together"),
        "#loc+code",
    ),
    Column("place", lazy("name of the place"), "#loc+name"),
    _dimension("returned_from", "country_from", lazy("country returned from"), "#country+code"),
    _dimension(
        "documentation",
        "documentation",
        lazy("whether the people counted had documents"),
        "#indicator+documentation",
    ),
    _dimension("manner", "manner", lazy("manner of return"), "#indicator+manner"),
    _dimension("sex", "sex", lazy("sex"), "#indicator+sex"),
    _dimension("age_group", "age_group", lazy("age group"), "#indicator+age"),
    Column("value", lazy("the count as the source gives it"), "#indicator+value+num", "integer"),
    UNIT,
    PRECISION,
    Column(
        "confidence",
        lazy("how far the count can be relied on"),
        "#indicator+confidence",
        allowed=tuple(Confidence.values),
    ),
    Column("drawn", lazy("whether charts show it"), "#meta+drawn", allowed=("yes", "no")),
    Column(
        "not_drawn_reason", lazy("why charts do not show it"), "#meta+drawn+reason", required=False
    ),
    Column(
        "how_given",
        lazy("how the source gives it"),
        "#meta+given",
        allowed=tuple(HowGiven.values),
    ),
    Column("note", lazy("a remark on the count"), "#meta+note", required=False),
    Column("source", lazy("page or report that it was read from"), "#meta+source+name"),
    Column(
        "source_publisher",
        lazy("who publishes the source"),
        "#meta+source+publisher",
        required=False,
    ),
    Column("source_date", lazy("date of the source"), "#date+source", required=False),
    Column("source_url", lazy("address of the source"), "#meta+source+url", required=False),
    Column(
        "source_level",
        lazy("A: read on a page of the UN; Q: quoted by others; X: an aggregator"),
        "#meta+source+level",
    ),
    Column("quoted", lazy("whom the source quotes"), "#meta+source+quoted", required=False),
    Column("key", lazy("name of the count, the same in every release"), "#meta+id"),
)

DICTIONARY = (
    Column("column", lazy("name of the column"), ""),
    Column("type", lazy("what its values are"), ""),
    Column("meaning", lazy("what it says"), ""),
    Column("allowed", lazy("the values that it may have, parted by |"), "", required=False),
    Column("hxl", lazy("its HXL tag"), "", required=False),
)


def with_site(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Until this is IOM's own site, a last column says so in every row."""
    return columns if settings.OFFICIAL_SITE else (*columns, DEMONSTRATION)


def demonstration() -> str:
    """The line that every file carries until this is IOM's own site."""
    return "" if settings.OFFICIAL_SITE else _("Demonstration, not an official IOM site")


def dictionary(columns: tuple[Column, ...]) -> list[tuple[str, ...]]:
    """Rows of DICTIONARY on the columns of a file."""
    return [
        (column.name, column.kind, str(column.meaning), "|".join(column.allowed), column.hxl)
        for column in columns
    ]
