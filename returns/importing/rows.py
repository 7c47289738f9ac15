"""What a file says, before it is in the database: rows, printed statements, their sources."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from returns.models.keys import observation_key
from returns.models.places import Place


@dataclass(frozen=True)
class SourceRow:
    name: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    level: str = "A"
    quoted: str = ""


@dataclass(frozen=True)
class At:
    """Where a row stands: file and line, for the messages to whoever sends the file."""

    file: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Row:
    """One observation; fields as in models.Observation."""

    period_start: date
    period_end: date
    value: int
    source: SourceRow
    place: str = Place.EVERYWHERE
    country_from: str = "ALL"
    documentation: str = "all"
    manner: str = "all"
    sex: str = "all"
    age_group: str = "all"
    precision: str = "exact"
    confidence: str = "high"
    plot: bool = True
    not_plotted_reason: str = ""
    how_given: str = "stated"
    note: str = ""
    at: At = field(default=At(), compare=False)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What must be alike for two periods to be compared."""
        return (
            self.place,
            self.country_from,
            self.documentation,
            self.manner,
            self.sex,
            self.age_group,
        )

    @property
    def key(self) -> str:
        return observation_key(
            self.period_start,
            self.period_end,
            place=self.place,
            country_from=self.country_from,
            documentation=self.documentation,
            manner=self.manner,
            sex=self.sex,
            age_group=self.age_group,
        )


@dataclass(frozen=True)
class Statement:
    """Something printed beside the counts; `about` is a row, which may have no value."""

    about: Row
    what: str
    printed: Decimal
    source: SourceRow
    base: str = "not_stated"
    base_value: int | None = None
    part_value: int | None = None
    note: str = ""
    at: At = field(default=At(), compare=False)


@dataclass
class SeriesData:
    """All that the files say of one series."""

    rows: list[Row] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
