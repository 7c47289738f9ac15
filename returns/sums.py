"""What we compute from observations when we show them; nothing of it is stored. Pure."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

PARTS = {
    "manner": {"all": ("spontaneous", "deported")},
    "country_from": {"IRN_PAK": ("IRN", "PAK")},
}


class Count(Protocol):
    value: int
    precision: str
    plot: bool


C = TypeVar("C", bound=Count)


def precision_of_sum(precisions: list[str]) -> str:
    """The word for a sum: that of its parts where they agree, else "about"."""
    words = {precision for precision in precisions if precision != "exact"}
    if not words:
        return "exact"
    return words.pop() if len(words) == 1 else "about"


def precision_of_difference(one: str, other: str) -> str:
    """What "nearly" leaves of "over" nobody knows: "about", unless both are exact."""
    return "exact" if one == other == "exact" else "about"


def given_or_summed(
    cells: Mapping[tuple[str, str], C], country: str, manner: str, total: Callable[[list[C]], C]
) -> C | None:
    """The count of a country and manner of return among `cells`, those of one period.

    Where none is given, `total` of its parts, if all of them are there and may be drawn; parts
    are manners before they are countries. None where neither is there.
    """
    if (country, manner) in cells:
        return cells[(country, manner)]
    for summed in (
        [(country, part) for part in PARTS["manner"].get(manner, ())],
        [(part, manner) for part in PARTS["country_from"].get(country, ())],
    ):
        parts = [cells.get(cell) for cell in summed]
        if parts and all(part is not None and part.plot for part in parts):
            return total(parts)
    return None


def with_parts(dimension: str, values: list[str]) -> list[str]:
    """`values` of a dimension and those from which a total among them may be computed."""
    totals = PARTS.get(dimension, {})
    return sorted({*values, *(part for value in values for part in totals.get(value, ()))})
