"""What of an address was refused, in words, with links to what is allowed."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from returns.exploring import BY, COMPARE, FIELDS, Exploration, Refused
from returns.models import PlaceEdition
from returns.models.dimensions import DIMENSIONS

from . import words


@dataclass(frozen=True)
class RefusedView:
    """`links` are (label, address) of what could stand there; `without` leaves the part out."""

    label: str
    value: str
    why: str
    links: list[tuple[str, str]] = field(default_factory=list)
    without: str = ""


def refused_views(
    view: Exploration,
    refused: list[Refused],
    places: dict[str, PlaceEdition],
    titles: dict[str, str],
) -> list[RefusedView]:
    """`titles` are those of the series by code. Links keep all that was not refused."""
    for one in refused:
        view = _without(view, one.name)
    return [
        RefusedView(
            label=_label(one.name),
            value=_value(one, places, titles),
            why=_why(one),
            links=[
                (_word(one.name, value, places, titles), _address(view, one.name, value))
                for value in one.allowed
                if one.name in FIELDS
            ],
            without=_url(view),
        )
        for one in refused
    ]


def _url(view: Exploration) -> str:
    query = view.to_querystring()
    return reverse("returns:explore") + (f"?{query}" if query else "")


def _without(view: Exploration, name: str) -> Exploration:
    """As before, but for one part of the address; both ends of a period go together."""
    if name in COMPARE:
        return view.other(compare=None)
    target = FIELDS.get(name)
    if target in ("start", "end"):
        return view.other(start=None, end=None)
    if target is None:
        return view
    default = {"grain": "own", "calendar": "gregorian"}.get(target, "")
    return view.other(**{target: default})


def _address(view: Exploration, name: str, value: str) -> str:
    return _url(view.other(**{FIELDS[name]: BY.get(value, "") if name == "by" else value}))


def _label(name: str) -> str:
    labels = {
        "series": _("series"),
        "from": _("from"),
        "to": _("to"),
        "group": _("grouped by"),
        "calendar": _("calendar"),
        "by": _("broken down by"),
        "shape": _("shape"),
        "documentation": _("documentation"),
        "compare_from": _("second period from"),
        "compare_to": _("second period to"),
        "": _("address"),
    }
    # Parts that are of a file and not of the view, such as the day of reading, have no words.
    target = FIELDS.get(name)
    return capfirst(labels.get(name) or (words.by_name(target) if target else name))


def _word(name: str, value: str, places, titles) -> str:
    """An allowed value as the reader calls it."""
    target = FIELDS.get(name, "")
    if not value:
        return _("nothing")
    if target == "series":
        return titles.get(value, value)
    if target == "by":
        return words.by_name(BY[value]) if value in BY else value
    named = {"grain": words.grain_name, "shape": words.shape_name, "calendar": words.calendar_name}
    if target in named:
        return named[target](value)
    return words.value_name(target, value, places)


def _value(one: Refused, places, titles) -> str:
    """What was asked: in words where it is known, else as it was written."""
    target = FIELDS.get(one.name, "")
    known = {
        "by": one.value in BY,
        "grain": one.why == "not_here",
        "shape": one.why == "not_here",
        "calendar": one.why == "not_here",
    }.get(target, target in DIMENSIONS and one.value in DIMENSIONS[target].values)
    return _word(one.name, one.value, places, titles) if known and one.value else one.value


def _why(one: Refused) -> str:
    if one.name in COMPARE and one.why == "not_here":
        return _(
            "Two periods can be compared only of counts that are not broken down and whose "
            "periods do not overlap."
        )
    dated = one.name in ("from", "to", *COMPARE)
    return {
        "unknown": _(
            "This is not a date of a period that is counted here. Write 2020, 2020-06 or "
            "2020-06-24, or the same in the Solar Hijri calendar: 1399-04-04."
        )
        if dated
        else _("This value is not known."),
        "not_here": _("This series does not have it, or not together with the rest."),
        "reversed": _("The period ends before it begins."),
        "incomplete": _("A second period needs its first and its last day."),
        "too_many": _("The address has too many parts."),
        "needed": _("This series has no total over its places: choose one of them."),
    }[one.why]
