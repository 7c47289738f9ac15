"""What a view is called: its values, periods and parts in the reader's language."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from iomiran.common.languages.bidi import joined
from iomiran.common.languages.calendars import format_period, format_solar_period
from iomiran.common.languages.numbers import format_percent, qualified, with_precision
from returns.exploring import OWN, SOLAR_HIJRI, Exploration
from returns.models import PlaceEdition
from returns.models.dimensions import DIMENSIONS
from returns.models.rollups import Calendar, Grain
from returns.presenters.tables import place_name
from returns.queries.aggregates import Cell

from .answer import Answer


def period_words(view: Exploration, start: date, end: date) -> str:
    if view.calendar == SOLAR_HIJRI:
        return format_solar_period(start, end, get_language())
    return format_period(start, end, get_language(), both=False)


def number(value, precision: str = "exact") -> str:
    return with_precision(value, precision, get_language())


def percent(value) -> str:
    """Whole per cents; one decimal where the whole one would be nought."""
    return format_percent(value, get_language(), places=1 if 0 < abs(value) < 1 else 0)


def signed(value, precision: str, write: Callable[..., str] = number) -> str:
    """ "+12", "about −3%": the sign stands with the number, the word around both."""
    text = write(value)
    return qualified(f"+{text}" if value > 0 else text, precision, get_language())


def cell_words(cell: Cell) -> str:
    return with_precision(cell.value, cell.precision, get_language())


def cell_period(answer: Answer, cell: Cell) -> str:
    return period_words(answer.view, cell.period_start, cell.period_end)


def counted(cell: Cell) -> str:
    """ "23 of 30 days counted", "" for a whole period."""
    if cell.complete:
        return ""
    return ngettext(
        "%(counted)s of %(days)s day counted", "%(counted)s of %(days)s days counted", cell.days
    ) % {"counted": number(cell.days_counted), "days": number(cell.days)}


def value_name(name: str, value: str, places: dict[str, PlaceEdition]) -> str:
    """A value of a dimension, or the name of a place, as the reader calls it."""
    if name == "place":
        return place_name(value, places)
    return str(DIMENSIONS[name](value).label)


def by_name(name: str) -> str:
    return {
        "place": _("place"),
        "country_from": _("country returned from"),
        "manner": _("manner of return"),
        "sex": _("sex"),
        "age_group": _("age"),
    }[name]


def grain_name(grain: str) -> str:
    return str(Grain(grain).label)


def unit_of_time(answer: Answer) -> str:
    """ "week", "month", "year" or "period": what one group of the answer is."""
    if answer.view.grain != OWN:
        return answer.view.grain
    shortest, longest = answer.choices.days
    if shortest == longest == 7:
        return "week"
    return "year" if shortest >= 365 and longest <= 366 else "period"


def grain_count(answer: Answer, count: int) -> str:
    """ "4 weeks"."""
    unit = unit_of_time(answer)
    text = {
        "week": ngettext("%(count)s week", "%(count)s weeks", count),
        "month": ngettext("%(count)s month", "%(count)s months", count),
        "year": ngettext("%(count)s year", "%(count)s years", count),
        "period": ngettext("%(count)s period", "%(count)s periods", count),
    }[unit]
    return text % {"count": number(count)}


def shape_name(shape: str) -> str:
    return {
        "line": _("line over time"),
        "area": _("area over time"),
        "bars": _("bars"),
        "shares": _("shares of the total"),
        "pyramid": _("age and sex pyramid"),
        "provinces": _("map of provinces"),
        "crossings": _("map of crossings"),
        "table": _("table only"),
    }[shape]


def calendar_name(calendar: str) -> str:
    return str(Calendar(calendar).label)


def subject(answer: Answer) -> str:
    """What of the series is counted here: "Iran, deported"; "" where there is no choice."""
    view, choices = answer.view, answer.choices
    words = []
    for name in ("country_from", "place", "manner", "sex", "age_group"):
        value = getattr(view.asked, name) or choices.default(name)
        only = len(choices.values[name]) == 1
        total = value and value not in choices.parts(name)
        if name == view.by or only or not value or (total and name != "country_from"):
            continue
        words.append(value_name(name, value, answer.places))
    return joined(words)
