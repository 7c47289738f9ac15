"""The screens of an import as its templates show them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_period
from iomiran.common.languages.numbers import format_number
from returns import charts
from returns.models import Import
from returns.models.dimensions import DIMENSIONS
from returns.models.imports import ImportStatus
from returns.presenters.findings import finding_texts

from . import changes

COUNTRIES = ("IRN", "PAK", "IRN_PAK", "ALL")
ORDINARY = ("all", "ALL", "everywhere")


@dataclass(frozen=True)
class Line:
    """One row that changes, in words."""

    period: str
    what: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True)
class Group:
    title: str
    count: int
    lines: list[Line]


@dataclass(frozen=True)
class Pair:
    """A chart of the series as it is and as it would be."""

    before: SafeString
    after: SafeString
    summary_before: str
    summary_after: str


def number(value: int | None) -> str:
    return "–" if value is None else format_number(value, get_language())


def in_words(row, places: dict[str, str]) -> str:
    """What the place and the dimensions of a row say beyond "all of them", joined."""
    words = [
        str(choices(getattr(row, name)).label)
        for name, choices in DIMENSIONS.items()
        if getattr(row, name) not in ORDINARY
    ]
    slug = row.place.slug
    if slug not in ORDINARY:
        words.insert(0, places.get(slug, slug))
    return " · ".join(words) or _("everybody, everywhere")


def line_of(change: changes.Change, places: dict[str, str]) -> Line:
    row, language = change.row, get_language()
    both = change.before is not None and change.after is not None
    return Line(
        period=format_period(row.period_start, row.period_end, language, both=False),
        what=in_words(row, places),
        before=number(change.before),
        after=number(change.after),
        difference=signed(change.after - change.before) if both else "",
    )


def signed(value: int) -> str:
    if value <= 0:
        return number(value)
    # The mark keeps the plus on the left in text that runs from right to left, as the minus is.
    return ("\u200e+" if get_language_bidi() else "+") + number(value)


def groups_of(data_import: Import, places: dict[str, str]) -> list[Group]:
    """Added, changed and removed rows: how many, and the first of each."""
    counts = data_import.report.get("preview", {})
    asked = (
        ("added", _("New"), changes.added),
        ("changed", _("Changed"), changes.changed),
        ("removed", _("No longer there"), changes.removed),
    )
    return [
        Group(
            title,
            counts.get(name, 0),
            [line_of(change, places) for change in rows(data_import)] if counts.get(name) else [],
        )
        for name, title, rows in asked
    ]


def totals_of(data_import: Import) -> list[dict]:
    """The totals of the report with their names and differences, as text."""
    shown = []
    for total in data_import.report.get("totals", []):
        named = [
            str(choices(total[name]).label)
            for name, choices in DIMENSIONS.items()
            if total.get(name, "all") not in ORDINARY
        ]
        before, after = total.get("before"), total.get("after")
        shown.append(
            {
                "name": " · ".join(named) or _("all together"),
                "before": number(before),
                "after": number(after),
                "difference": signed((after or 0) - (before or 0)),
            }
        )
    return shown


def findings_of(data_import: Import) -> list[str]:
    return finding_texts(data_import.report.get("findings", []))


def charts_of(data_import: Import, unit: str) -> Pair | None:
    """None where nothing can be drawn, or where too many rows would have to be."""
    if data_import.status not in (ImportStatus.READY, ImportStatus.SUBMITTED):
        return None
    before = charts.countries(changes.drawn(changes.live(data_import)), COUNTRIES)
    after = charts.countries(changes.drawn(changes.staged(data_import)), COUNTRIES)
    if not after:
        return None
    is_line = sum(len(one.points) for one in after) > 12
    draw = charts.over_time if is_line else charts.by_period

    def drawn(name: str, title: str, series):
        chart = draw(charts.spec(name, title, unit=unit), series)
        return chart.svg, chart.summary

    first = drawn("import-before", _("As it is"), before) if before else ("", "")
    second = drawn("import-after", _("As it would be"), after)
    return Pair(first[0], second[0], first[1], second[1])


def step_of(data_import: Import) -> str:
    """What the worker does with the rows at the moment."""
    return {
        "receiving": _("The rows are received."),
        "understanding": _("The cells are read."),
        "checking": _("The rows are checked."),
        "comparing": _("The rows are compared with what is public."),
        "guarding": _("The sums are checked."),
    }.get(data_import.step, _("The file waits for the worker."))


def percent_of(data_import: Import) -> int | None:
    """How far the reading is; None where the number of rows is not known yet."""
    if not data_import.rows_total:
        return None
    return min(100, 100 * data_import.rows_done // data_import.rows_total)
