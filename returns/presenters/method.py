"""How a series is made, in words: its periods, its dimensions, its gaps."""

from dataclasses import dataclass, field

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from iomiran.common.languages.bidi import joined
from iomiran.common.languages.calendars import format_period
from iomiran.common.languages.numbers import PRECISIONS, format_number
from returns.models import SeriesEdition
from returns.models.dimensions import DIMENSIONS, CountryFrom, Kind
from returns.queries import Gap, Held

from .tables import DIMENSION_TERMS, dimension_names

# More gaps than this are counted and not listed.
MOST_GAPS = 24


@dataclass(frozen=True)
class DimensionView:
    """A dimension and the values that occur in it. `code` is of the term that explains it."""

    name: str
    code: str
    values: str


@dataclass(frozen=True)
class MethodView:
    """For returns/series_method.html; every value is ready words."""

    span: str
    size: str
    dimensions: list[DimensionView]
    precisions: str
    computed: list[str]
    gap_count: str
    gaps: list[str] = field(default_factory=list)
    more_gaps: bool = False


def method_view(edition: SeriesEdition, held: Held, gaps: list[Gap]) -> MethodView:
    language = get_language()
    names = dimension_names()
    return MethodView(
        span=format_period(held.first, held.last, language),
        size=format_number(held.size, language),
        dimensions=[
            DimensionView(
                names[name],
                DIMENSION_TERMS.get(name, ""),
                joined(str(one.label) for one in choices if one.value in held.values[name]),
            )
            for name, choices in DIMENSIONS.items()
        ],
        precisions=joined(
            str(label) for word, label in PRECISIONS.items() if word in held.precisions
        ),
        computed=computed(edition, held),
        gap_count=ngettext(
            "%(number)s stretch of days without a count lies between the first and the last.",
            "%(number)s stretches of days without a count lie between the first and the last.",
            len(gaps),
        )
        % {"number": format_number(len(gaps), language)}
        if gaps
        else "",
        gaps=[
            joined(
                (
                    str(CountryFrom(gap.country_from).label),
                    format_period(gap.start, gap.end, language, both=False),
                )
            )
            for gap in gaps[:MOST_GAPS]
        ],
        more_gaps=len(gaps) > MOST_GAPS,
    )


def computed(edition: SeriesEdition, held: Held) -> list[str]:
    """What this site computes of the series when it shows it; nothing of it is stored."""
    found = []
    manners = set(held.values["manner"])
    if {"spontaneous", "deported"} <= manners:
        found.append(
            _(
                "Where the source gives spontaneous and deported returns and no total, the total "
                "is the sum of the two."
            )
        )
    if {"IRN", "PAK"} <= set(held.values["country_from"]) and edition.kind == Kind.INTERVAL:
        found.append(
            _(
                "Where the source gives Iran and Pakistan and not both together, the two together "
                "are their sum."
            )
        )
    if {"female", "male"} <= set(held.values["sex"]):
        found.append(
            _("Where women and men do not make the total, the rest is shown as “sex not stated”.")
        )
    if found:
        found.append(
            _(
                "A sum is made only where every part is given and none of them is doubtful. It is "
                "marked as computed, carries the precision word of its parts or “about” where they "
                "differ, and is not in the files."
            )
        )
    else:
        found.append(_("No sum is computed: every count stands as the source gives it."))
    found.append(
        _(
            "Sums, shares and changes that a source prints are computed again and compared; where "
            "they differ by more than rounding, the release says so."
        )
    )
    return found
