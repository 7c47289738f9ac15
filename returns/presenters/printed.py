"""What sources print beside the counts: shares, changes, counts since 1 January. Never computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_period
from iomiran.common.languages.numbers import format_number, format_percent, qualified
from returns.models.dimensions import CountryFrom, Manner
from returns.models.observations import Printed as What
from returns.queries import Printed

from .sources import source_mark
from .tables import Cell, Column, TableView
from .words import source_text

# How exact a share is stands in the note of its row.
QUALIFIED = {"the share is given as nearly 70%": "nearly"}


@dataclass(frozen=True)
class Said:
    """The count that a statement is said of, from its key."""

    start: date
    end: date
    country: str
    manner: str


def said_of(key: str) -> Said:
    """ "2025-01-01..2025-06-29/everywhere/IRN/all/all/all/all" """
    period, _place, country, _documentation, manner, *_rest = key.split("/")
    start, end = map(date.fromisoformat, period.split(".."))
    return Said(start, end, country, manner)


def printed_table(statements: Mapping[str, list[Printed]]) -> TableView | None:
    """One row for each statement, latest first; None where the sources print nothing more."""
    said = [(said_of(key), one) for key, found in statements.items() for one in found]
    if not said:
        return None
    said.sort(key=lambda pair: (pair[0].end, pair[0].start), reverse=True)
    several = len({of.country for of, _one in said}) > 1
    based = any(base_text(one) for _of, one in said)
    columns = [
        Column(_("Period")),
        Column(_("As printed"), numeric=True),
        Column(_("What is printed")),
        *([Column(_("Country"))] if several else []),
        *([Column(_("Of what"))] if based else []),
        Column(_("Source")),
    ]
    rows = [
        [
            Cell(format_period(of.start, of.end, get_language(), both=False), header=True),
            Cell(printed_text(one), numeric=True),
            Cell(what_text(of, one)),
            *([Cell(str(CountryFrom(of.country).label))] if several else []),
            *([Cell(base_text(one))] if based else []),
            Cell(source_text(one.source), url=one.source.url, note=source_mark(one.source)),
        ]
        for of, one in said
    ]
    return TableView(_("Also printed by the source"), columns, rows)


def is_count(one: Printed) -> bool:
    return one.what in (What.COUNT, What.CUMULATIVE)


def printed_text(one: Printed) -> str:
    language = get_language()
    whole = one.printed == one.printed.to_integral()
    if is_count(one):
        return format_number(int(one.printed) if whole else one.printed, language)
    percent = format_percent(one.printed, language, places=0 if whole else 1)
    return qualified(percent, QUALIFIED.get(one.note, "exact"), language)


def what_text(of: Said, one: Printed) -> str:
    """ "Count since 1 January, deported" """
    label = capfirst(str(What(one.what).label))
    if of.manner == Manner.ALL:
        return label
    return _("%(what)s: %(manner)s") % {"what": label, "manner": Manner(of.manner).label}


def base_text(one: Printed) -> str:
    """What a share or a change is of; "" for a count."""
    if is_count(one):
        return ""
    if one.base_value is None:
        return _("not stated by the source")
    number = format_number(one.base_value, get_language())
    return _("of %(number)s") % {"number": number}
