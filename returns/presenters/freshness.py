"""How new the counts of a series are, in words. Pure: the day is given, never asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date
from returns.models import Release, SeriesEdition
from returns.models.dimensions import Frequency

# How long a period takes, and how long after its end its count may take to come.
STEP = {Frequency.WEEKLY: timedelta(days=7), Frequency.YEARLY: timedelta(days=365)}
GRACE = {Frequency.WEEKLY: timedelta(days=21), Frequency.YEARLY: timedelta(days=183)}


@dataclass(frozen=True)
class Freshness:
    """For components/freshness.html. `fact` stays true whatever the day; `word` is of a day."""

    state: str
    word: str
    fact: str


def freshness(edition: SeriesEdition, last: date, today: date) -> Freshness:
    """`last` is the last day that the newest count covers."""
    state = state_of(edition, last, today)
    words = {
        "closed": _("Closed series"),
        "unscheduled": _("No fixed schedule"),
        "current": _("Up to date"),
        "expected": _("New counts expected"),
        "late": _("Late"),
    }
    fact = _("Counts end on %(day)s.") % {"day": format_date(last)}
    return Freshness(state, words[state], fact)


def freshness_of(edition: SeriesEdition, release: Release, today: date) -> Freshness | None:
    """Of the live release; None where it holds no count."""
    if not release.profile:
        return None
    return freshness(edition, date.fromisoformat(release.profile["last"]), today)


def state_of(edition: SeriesEdition, last: date, today: date) -> str:
    """Late is what has not come a fair time after the end of the period that follows."""
    if edition.ended:
        return "closed"
    if edition.frequency not in STEP:
        return "unscheduled"
    next_end = last + STEP[edition.frequency]
    if today <= next_end:
        return "current"
    return "expected" if today <= next_end + GRACE[edition.frequency] else "late"
