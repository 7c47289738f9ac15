"""What the questions answer with: frozen values without a database behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from returns.models import HeadlineFigureEdition, Release, SeriesEdition

COMPUTED = "computed"


@dataclass(frozen=True)
class SourceAnswer:
    name: str
    publisher: str
    url: str
    published: str
    level: str
    quoted: str


@dataclass(frozen=True)
class Observed:
    """One count. `how_given` is "computed" for a sum that no source prints; then it has no key."""

    series: str
    key: str
    period_start: date
    period_end: date
    place: str
    country_from: str
    documentation: str
    manner: str
    sex: str
    age_group: str
    value: int
    precision: str
    confidence: str
    plot: bool
    not_plotted_reason: str
    how_given: str
    note: str
    source: SourceAnswer

    @property
    def is_computed(self) -> bool:
        return self.how_given == COMPUTED


@dataclass(frozen=True)
class Printed:
    """A share, a change or a count to date as the source prints it."""

    what: str
    printed: Decimal
    base: str
    base_value: int | None
    note: str = ""
    # Where the question asks for it.
    source: SourceAnswer | None = None


@dataclass(frozen=True)
class Figure:
    """A headline figure with the observation that it names, its series and their release."""

    edition: HeadlineFigureEdition
    series: SeriesEdition
    release: Release
    observed: Observed
    shares: tuple[Printed, ...]


@dataclass(frozen=True)
class SeriesAnswer:
    """The live description and release of a series, with the span of its data."""

    edition: SeriesEdition
    release: Release
    first: date
    last: date
    size: int


@dataclass(frozen=True)
class NewestData:
    """The end of the newest period with a figure, and when data were last released."""

    period_end: date
    released_at: datetime
