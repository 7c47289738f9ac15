"""From a value, a date or a position in a list to pixels from the start."""

from dataclasses import dataclass
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from . import text


def nice_ticks(maximum: float, count: int = 5) -> list[int]:
    """Whole, round ticks from zero to at least `maximum`, about `count` of them."""
    if maximum <= 0:
        return [0, 1]
    rough = maximum / max(count - 1, 1)
    magnitude = 1
    while magnitude * 10 <= rough:
        magnitude *= 10
    factors = (1, 2, 2.5, 5, 10) if magnitude >= 10 else (1, 2, 5, 10)
    step = next((int(f * magnitude) for f in factors if f * magnitude >= rough), 10 * magnitude)
    ticks = [0]
    while ticks[-1] < maximum:
        ticks.append(ticks[-1] + step)
    return ticks


@dataclass(frozen=True)
class LinearScale:
    """Counts always start at zero."""

    ticks: tuple[int, ...]
    length: float

    @classmethod
    def fitting(cls, maximum: float, length: float, count: int = 5) -> "LinearScale":
        return cls(tuple(nice_ticks(maximum, count)), length)

    def __call__(self, value: float) -> float:
        return self.length * value / self.ticks[-1]


@dataclass(frozen=True)
class TimeScale:
    """Days on a line; a period ends with the end of its last day."""

    start: date
    end: date
    length: float

    @property
    def days(self) -> int:
        return max((self.end - self.start).days + 1, 1)

    def __call__(self, day: date) -> float:
        return self.length * (day - self.start).days / self.days

    def middle(self, start: date, end: date) -> float:
        return (self(start) + self(end + timedelta(days=1))) / 2


@dataclass(frozen=True)
class BandScale:
    """`count` equal bands along `length`, with a share of each left free."""

    count: int
    length: float
    padding: float = 0.28

    @property
    def step(self) -> float:
        return self.length / max(self.count, 1)

    @property
    def bandwidth(self) -> float:
        return self.step * (1 - self.padding)

    def __call__(self, index: int) -> float:
        return self.step * (index + self.padding / 2)

    def middle(self, index: int) -> float:
        return self.step * (index + 0.5)


@dataclass(frozen=True)
class Span:
    """A stretch of the time axis that has a name, cut to what is shown."""

    start: date
    end: date
    label: str


def gregorian_years(start: date, end: date, language: str) -> list[Span]:
    return [
        Span(max(start, date(y, 1, 1)), min(end, date(y, 12, 31)), text.year(y, language))
        for y in range(start.year, end.year + 1)
    ]


def solar_years(start: date, end: date, language: str) -> list[Span]:
    """Years of the Solar Hijri calendar, from one Nowruz to the day before the next."""
    spans = []
    for y in range(JalaliDate(start).year, JalaliDate(end).year + 1):
        first = JalaliDate(y, 1, 1).to_gregorian()
        last = JalaliDate(y + 1, 1, 1).to_gregorian() - timedelta(days=1)
        spans.append(Span(max(start, first), min(end, last), text.year(y, language)))
    return spans
