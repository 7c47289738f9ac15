"""What a chart is asked with and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

EXACT = "exact"

# The fixed meanings of colour on the whole site; anything else is drawn as "other".
KEYS = (
    "spontaneous",
    "deported",
    "assisted",
    "iran",
    "pakistan",
    "female",
    "male",
    "total",
    "other",
    # Steps of an order, such as ages, and places, whose colour says nothing by itself.
    "step-1",
    "step-2",
    "step-3",
    "step-4",
    "step-5",
)


@dataclass(frozen=True)
class Point:
    """One observation: a period (both days included) and its count.

    `value` None means that the period is known and its figure is not.
    `precision` is exact, rounded, about, nearly or over. `label` replaces the
    text of the period where the bars stand for something other than time.
    `counted` says how much of the period is counted ("23 of 30 days"); empty
    means all of it. What is not whole is drawn hatched and joined to nothing.
    `breaks` where what is counted changed: no line runs to it from before.
    """

    start: date
    end: date
    value: int | None
    precision: str = EXACT
    note: str = ""
    label: str = ""
    counted: str = ""
    breaks: bool = False


@dataclass(frozen=True)
class Series:
    key: str
    label: str
    points: list[Point] | tuple[Point, ...] = ()

    @property
    def colour_key(self) -> str:
        return self.key if self.key in KEYS else "other"

    def known(self) -> list[Point]:
        """The points that have a value, earliest first."""
        return sorted((p for p in self.points if p.value is not None), key=lambda p: p.start)


@dataclass(frozen=True)
class ChartSpec:
    """Everything about a chart that is not its data.

    `number`, `day` and `period` write a value, a date and a pair of dates in
    the reader's language, digits and calendar.
    """

    id: str
    title: str
    subtitle: str = ""
    x_title: str = ""
    y_title: str = ""
    language: str = "en"
    direction: str = "ltr"
    number: Callable[[int], str] = "{:,}".format
    day: Callable[[date], str] = str
    period: Callable[[date, date], str] = "{} – {}".format

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"


@dataclass(frozen=True)
class Chart:
    """A drawing in two widths and the same in words.

    `width` and `height` are those of the wide drawing, in CSS pixels.
    """

    svg_narrow: SafeString
    svg_wide: SafeString
    summary: str
    notes: tuple[str, ...] = field(default=())
    width: int = 0
    height: int = 0

    @property
    def svg(self) -> SafeString:
        """Both drawings; the style sheet shows the one that fits."""
        return format_html(
            '<div class="chart__pictures">{}{}</div>', self.svg_narrow, self.svg_wide
        )
