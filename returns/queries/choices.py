"""What may be asked of a series, from the profile of its live release."""

from datetime import date

from returns.choices import Choices
from returns.models import Place, PlaceEdition
from returns.models.dimensions import ALIKE, DIMENSIONS

from .aggregates import grains_of
from .answers import SeriesAnswer


def choices_of(answer: SeriesAnswer, places: dict[str, PlaceEdition]) -> Choices:
    """No query: a release keeps what it holds."""
    edition, profile = answer.edition, answer.release.profile
    shortest, longest = profile["days"]
    values = {name: profile["values"][name] for name in ALIKE}
    return Choices(
        series=edition.document.slug,
        kind=edition.kind,
        first=date.fromisoformat(profile["first"]),
        last=date.fromisoformat(profile["last"]),
        values={name: ordered(name, found) for name, found in values.items()},
        grains=tuple(str(grain) for grain in grains_of(edition, answer.release)),
        days=(shortest, longest),
        place_kind=place_kind(values["place"], places),
    )


def ordered(name: str, found: list[str]) -> tuple[str, ...]:
    """Values in the order of the data model, places by code."""
    if name == "place":
        return tuple(sorted(found))
    return tuple(value for value in DIMENSIONS[name].values if value in found)


def place_kind(codes: list[str], places: dict[str, PlaceEdition]) -> str:
    kinds = {
        places[code].document.kind
        for code in codes
        if code in places and code not in (Place.EVERYWHERE, Place.NOT_STATED)
    }
    return kinds.pop() if len(kinds) == 1 else ""
