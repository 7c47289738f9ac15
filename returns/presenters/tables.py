"""Tables of counts. A dimension has a column only where the rows differ in it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from iomiran.common.editorial.text import LocalizedText
from returns.models import PlaceEdition
from returns.models.dimensions import DIMENSIONS, AgeGroup
from returns.queries import Observed

from .sources import source_mark, why_not_drawn
from .terms import TermView
from .words import period_text, source_text, value_text


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False
    # Where the column is explained.
    url: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    header: bool = False
    numeric: bool = False
    note: str = ""
    # A text that may be in another language than the page, and its language where known.
    foreign: bool = False
    lang: str = ""
    # Where more is told of this cell.
    url: str = ""
    # By which an address leads to this row.
    anchor: str = ""


@dataclass(frozen=True)
class TableView:
    """For components/table.html."""

    caption: str
    columns: list[Column]
    rows: list[list[Cell]]


# The term of the glossary that explains a dimension, where there is one.
DIMENSION_TERMS = {
    "country_from": "return",
    "documentation": "undocumented",
    "manner": "manner-of-return",
}


# Counts of movements over a border: nobody is said to have returned.
AT_THE_BORDER = ("flow", "border")
AGES = list(AgeGroup)


def dimension_names(count: str = "") -> dict[str, str]:
    """The heads of the columns; `count` is what the series counts."""
    return {
        "country_from": _("Border with") if count in AT_THE_BORDER else _("Returned from"),
        "documentation": _("Documentation"),
        "manner": _("Manner of return"),
        "sex": _("Sex"),
        "age_group": _("Age"),
    }


def place_name(code: str, places: dict[str, PlaceEdition]) -> str:
    edition = places.get(code)
    text = edition.text() if edition else None
    return text.name if text else code


def place_cell(code: str, places: dict[str, PlaceEdition]) -> Cell:
    edition = places.get(code)
    return name_cell(text.name, text) if edition and (text := edition.text()) else Cell(code)


def name_cell(name: str, text: LocalizedText, *, header: bool = False) -> Cell:
    """A name in the language of `text`: set apart where that is not the page's."""
    lang = text.language if text.is_fallback else ""
    return Cell(name, header=header, foreign=bool(lang), lang=lang)


def observations_table(
    caption: str,
    rows: list[Observed],
    places: dict[str, PlaceEdition],
    unit: str,
    *,
    linked: bool = False,
    terms: dict[str, TermView] | None = None,
    count: str = "",
) -> TableView:
    """One row for each count, latest first: period, value, what differs, source.

    The value stands beside the period: what runs out of a narrow screen is words, not digits.
    `linked` values lead to what became of the count from release to release; the heads of
    dimensions lead to those of the `terms` that explain them.
    """
    names = dimension_names(count)
    varying = [name for name in DIMENSIONS if len({getattr(row, name) for row in rows}) > 1]
    several_places = len({row.place for row in rows}) > 1
    columns = [
        Column(_("Period")),
        Column(unit, numeric=True),
        *([Column(_("Place"))] if several_places else []),
        *(Column(names[name], url=term_url(name, terms)) for name in varying),
        Column(_("Source")),
    ]
    cells = []
    by_age = sorted(rows, key=lambda row: AGES.index(row.age_group))
    for row in sorted(by_age, key=lambda r: (r.period_end, r.period_start), reverse=True):
        cells.append(
            [
                Cell(period_text(row, both=False), header=True),
                Cell(
                    value_text(row),
                    numeric=True,
                    note=remark(row),
                    url=count_url(row.series, row.key) if linked else "",
                ),
                *([place_cell(row.place, places)] if several_places else []),
                *(Cell(str(DIMENSIONS[name](getattr(row, name)).label)) for name in varying),
                Cell(source_text(row.source), url=row.source.url, note=source_mark(row.source)),
            ]
        )
    return TableView(caption, columns, cells)


def term_url(dimension: str, terms: dict[str, TermView] | None) -> str:
    found = (terms or {}).get(DIMENSION_TERMS.get(dimension, ""))
    return found.url if found else ""


def count_url(slug: str, key: str) -> str:
    """Where the life of a count is told; "" for a sum that only this portal makes."""
    if not key:
        return ""
    return f"{reverse('returns:count_history', args=[slug])}?{urlencode({'key': key}, safe='/')}"


def remark(row: Observed) -> str:
    """What must stand beside the value: computed here, or kept and not drawn."""
    if row.is_computed:
        return _("computed here from its parts")
    if not row.plot:
        return why_not_drawn(row)
    if row.how_given == "sum":
        return _("sum of the crossings that the source gives")
    return ""
