"""What a reader explores: the whole state of a view, which an address gives and takes back. Pure.

An address that cannot be answered as it stands is refused whole, each part of it by name, with
what would be allowed; nothing is left out in silence and nothing is guessed.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from .filters import LONGEST, NAMES, ReturnsFilter
from .models.dimensions import DIMENSIONS
from .models.rollups import Calendar, Grain
from .periods import parse_any_bound

OWN, WEEK, MONTH, YEAR = GRAINS = tuple(Grain.values)
GREGORIAN, SOLAR_HIJRI = CALENDARS = tuple(Calendar.values)
# The name in the address → what the counts are broken down by.
BY = {
    "place": "place",
    "country": "country_from",
    "manner": "manner",
    "sex": "sex",
    "age": "age_group",
}
SHAPES = (
    "line", "area", "bars", "shares", "pyramid", "provinces", "crossings", "table",
)  # fmt: skip
# Fields of a view beside its filter → (name in the address, what it may be).
VIEW = {
    "grain": ("group", GRAINS),
    "calendar": ("calendar", CALENDARS),
    "by": ("by", tuple(BY)),
    "shape": ("shape", SHAPES),
}
COMPARE = ("compare_from", "compare_to")
DEFAULTS = {"grain": OWN, "calendar": GREGORIAN, "by": "", "shape": ""}
MOST_FIELDS = 50


@dataclass(frozen=True)
class Refused:
    """A part of an address that cannot be answered. `allowed` are values that could stand there.

    `why` is "unknown", "reversed", "incomplete" (half a period), "too_many" or "not_here": known,
    but not of this series or not together with the rest of the address.
    """

    name: str
    value: str
    allowed: tuple[str, ...] = ()
    why: str = "unknown"


@dataclass(frozen=True)
class Exploration:
    """`by` is "" or a field of an observation, `shape` "" is the best for the data.

    `compare` is a second period, both days included, that stands beside the first.
    """

    asked: ReturnsFilter = field(default_factory=ReturnsFilter)
    grain: str = OWN
    calendar: str = GREGORIAN
    by: str = ""
    shape: str = ""
    compare: tuple[date, date] | None = None

    @classmethod
    def from_querystring(cls, text: str, **fixed) -> tuple["Exploration", list[Refused]]:
        """The view of an address, and what in it is refused. Never raises.

        Dates are Gregorian or Solar Hijri, in the digits of any of the languages. `fixed` are
        fields of the filter or of the view that the address of the page itself decides.
        """
        try:
            pairs = parse_qsl(text, keep_blank_values=False, max_num_fields=MOST_FIELDS)
        except ValueError:
            return cls._made({}, fixed), [Refused("", text[:LONGEST], (), "too_many")]
        found, refused = {}, []
        for name, value in dict(pairs).items():
            target = FIELDS.get(name)
            if target is None or target in fixed:
                continue
            try:
                if value := value.strip():
                    found[target] = _parse(target, value)
            except ValueError:
                refused.append(Refused(name, value[:LONGEST], _allowed(target)))
        refused += _periods(found)
        return cls._made(found, fixed), refused

    @classmethod
    def _made(cls, found: dict, fixed: dict) -> "Exploration":
        values = {name: value for name, value in found.items() if name not in COMPARE} | fixed
        of_filter = {one.name for one in fields(ReturnsFilter)}
        compare = tuple(found[name] for name in COMPARE if name in found)
        return cls(
            asked=ReturnsFilter(**{k: v for k, v in values.items() if k in of_filter}),
            compare=compare if len(compare) == 2 else None,
            **{k: v for k, v in values.items() if k not in of_filter},
        )

    def to_querystring(self, *without: str) -> str:
        """Every part that is not as by default, in one order; `without` are names of the address.

        Leaving out one end of the comparison leaves out both.
        """
        pairs = parse_qsl(self.asked.to_querystring(*without))
        for name, (address, _values) in VIEW.items():
            value = getattr(self, name)
            if value != DEFAULTS[name] and address not in without:
                pairs.append((address, BY_ADDRESS[value] if name == "by" else value))
        if self.compare and not set(COMPARE) & set(without):
            pairs += zip(COMPARE, (day.isoformat() for day in self.compare), strict=True)
        return urlencode(pairs)

    def other(self, **changes) -> "Exploration":
        """The same view with other fields, of the filter or of the view."""
        own = {one.name for one in fields(self)}
        asked = replace(self.asked, **{k: v for k, v in changes.items() if k not in own})
        return replace(self, asked=asked, **{k: v for k, v in changes.items() if k in own})

    @property
    def is_bare(self) -> bool:
        """Whether no series is chosen: the page then offers them."""
        return not self.asked.series


BY_ADDRESS = {name: address for address, name in BY.items()}
FIELDS = (
    NAMES
    | {address: name for name, (address, _v) in VIEW.items()}
    | {name: name for name in COMPARE}
)


def _allowed(target: str) -> tuple[str, ...]:
    if target in VIEW:
        return VIEW[target][1]
    return tuple(DIMENSIONS[target].values) if target in DIMENSIONS else ()


def _parse(target: str, value: str):
    """Raises ValueError for what the field cannot be."""
    if len(value) > LONGEST:
        raise ValueError("too long")
    if target in ("start", "end", *COMPARE):
        return parse_any_bound(value, last=target in ("end", "compare_to"))
    if target in ("series", "place"):
        if not value.replace("-", "").isalnum() or not value.isascii():
            raise ValueError(f"{value!r} is no code")
        return value.lower()
    if value not in _allowed(target):
        raise ValueError(f"{value!r} is not known")
    return BY[value] if target == "by" else value


def _periods(found: dict) -> list[Refused]:
    """Periods that end before they begin or lack an end; they are taken out of `found`."""
    refused = []
    for first, last, address in (("start", "end", "to"), (*COMPARE, "compare_to")):
        start, end = found.get(first), found.get(last)
        if start and end and end < start:
            refused.append(Refused(address, end.isoformat(), (), "reversed"))
            del found[first], found[last]
        elif (start is None) != (end is None) and first in COMPARE:
            name = first if start is None else last
            refused.append(Refused(name, "", (), "incomplete"))
            found.pop(first, None)
            found.pop(last, None)
    return refused
