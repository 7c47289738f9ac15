"""What a reader asks of a series: a frozen value that a query string gives and takes back."""

from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet

from .models.dimensions import DIMENSIONS
from .periods import parse_bound

# The name in the address → the field of the filter.
NAMES = {
    "series": "series",
    "from": "start",
    "to": "end",
    "country": "country_from",
    "documentation": "documentation",
    "manner": "manner",
    "sex": "sex",
    "age": "age_group",
    "place": "place",
}
LONGEST = 80


@dataclass(frozen=True)
class Ignored:
    """Something in the address that the filter does not know; `allowed` says what it would."""

    name: str
    value: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReturnsFilter:
    """Empty fields narrow nothing. `start` and `end` bound whole periods, both included."""

    series: str = ""
    start: date | None = None
    end: date | None = None
    country_from: str = ""
    documentation: str = ""
    manner: str = ""
    sex: str = ""
    age_group: str = ""
    place: str = ""

    @classmethod
    def from_querystring(cls, text: str, **fixed) -> tuple["ReturnsFilter", list[Ignored]]:
        """The filter of an address, and what in it was ignored. Never raises.

        `fixed` are fields that the address of the page itself decides.
        """
        found, ignored = {}, []
        try:
            pairs = parse_qsl(text, keep_blank_values=False, max_num_fields=50)
        except ValueError:
            return cls(**fixed), [Ignored("", text[:LONGEST])]
        for name, value in pairs:
            field = NAMES.get(name)
            if field is None or field in fixed:
                continue
            try:
                found[field] = _parse(field, value.strip())
            except ValueError:
                choices = DIMENSIONS.get(field)
                allowed = tuple(choices.values) if choices else ()
                ignored.append(Ignored(name, value[:LONGEST], allowed))
        asked = cls(**found | fixed)
        if asked.start and asked.end and asked.end < asked.start:
            ignored.append(Ignored("to", asked.end.isoformat()))
            asked = replace(asked, start=None, end=None)
        return asked, ignored

    def to_querystring(self, *without: str) -> str:
        """The fields that narrow, in one order; `without` leaves out names of the address."""
        pairs = []
        for name, field in NAMES.items():
            value = getattr(self, field)
            if value and name not in without:
                pairs.append((name, value.isoformat() if isinstance(value, date) else value))
        return urlencode(pairs)

    def apply(self, observations: QuerySet) -> QuerySet:
        """Only whole periods inside the bounds: half a week is no week."""
        if self.series:
            observations = observations.filter(series__slug=self.series)
        return self.apply_within_series(observations)

    def apply_within_series(self, observations: QuerySet) -> QuerySet:
        """The same for rows that are of one series already."""
        if self.start:
            observations = observations.filter(period_start__gte=self.start)
        if self.end:
            # Said of the start too, which the index holds.
            observations = observations.filter(period_end__lte=self.end, period_start__lte=self.end)
        if self.place:
            observations = observations.filter(place__slug=self.place)
        for name in DIMENSIONS:
            if value := getattr(self, name):
                observations = observations.filter(**{name: value})
        return observations

    @property
    def narrows(self) -> bool:
        """Whether anything but the series is asked for."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "series")


def _parse(field: str, value: str):
    """Raises ValueError for what the field cannot be."""
    if len(value) > LONGEST:
        raise ValueError("too long")
    if field in ("start", "end"):
        return parse_bound(value, last=field == "end")
    if field in DIMENSIONS:
        if value not in DIMENSIONS[field].values:
            raise ValueError(f"{value!r} is not known")
        return value
    if not value.replace("-", "").isalnum() or not value.isascii():
        raise ValueError(f"{value!r} is no code")
    return value.lower()
