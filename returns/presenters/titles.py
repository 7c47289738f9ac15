"""Findings over charts, computed from the counts that they stand over."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.numbers import digits
from returns.queries import Observed

from .words import period_text, value_text


def _highest(rows: list[Observed]) -> Observed | None:
    return max((row for row in rows if row.plot), key=lambda row: row.value, default=None)


def highest_week(rows: list[Observed]) -> str:
    top = _highest(rows)
    return _("The highest week that is known is %(period)s: %(value)s returns from Iran") % {
        "period": period_text(top, both=False),
        "value": value_text(top),
    }


def highest_year(rows: list[Observed]) -> str:
    top = _highest(rows)
    return _("Undocumented returns from Iran were highest in %(period)s: %(value)s") % {
        "period": period_text(top, both=False),
        "value": value_text(top),
    }


def from_iran(rows: list[Observed]) -> str:
    """What a chart of the yearly returns from Iran draws, from its first year to its last."""
    years = [row.period_start.year for row in rows if row.plot]
    language = get_language()
    return _("Undocumented returns from Iran by year, %(first)s–%(last)s") % {
        "first": digits(min(years), language),
        "last": digits(max(years), language),
    }


def change(rows: list[Observed]) -> str:
    """First and last count of a series; says whether it rose, fell or stayed."""
    first, *_between, last = [row for row in rows if row.plot]
    if last.value > first.value:
        words = _("Families returned rose from %(first)s in %(before)s to %(last)s in %(after)s")
    elif last.value < first.value:
        words = _("Families returned fell from %(first)s in %(before)s to %(last)s in %(after)s")
    else:
        words = _("Families returned stayed at %(last)s from %(before)s to %(after)s")
    return words % {
        "first": value_text(first),
        "last": value_text(last),
        "before": period_text(first, both=False),
        "after": period_text(last, both=False),
    }
