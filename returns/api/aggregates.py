"""Aggregates: the counts of one series by weeks, months or years, and by one dimension."""

from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from iomiran.common.languages.numbers import PRECISIONS
from iomiran.common.nav import site_url
from returns import queries
from returns.filters import NAMES, ReturnsFilter
from returns.models.dimensions import (
    ALIKE,
    AgeGroup,
    CountryFrom,
    Documentation,
    Manner,
    Sex,
    Unit,
)
from returns.models.rollups import Calendar, Grain
from returns.presenters.tables import place_name
from returns.queries import Cell, Holding

from .addresses import release_url, series_url
from .answers import Envelope, answer, envelope, table_of
from .problems import ProblemError, refusal_of, refused
from .questions import CODE, Filters, ListQuestion, check_names, known_series
from .series import portion

router = Router(tags=["aggregates"])
# What counts may be parted by: the name in the address → the field of the filter.
BY = {name: field for name, field in NAMES.items() if field in ALIKE}
ADDRESS_NAMES = {field: name for name, field in BY.items()}


class AggregateQuestion(Filters):
    series: str = Field(pattern=CODE, description=gettext_noop("Code of a series."))
    group: Literal[*Grain.values] = Field(
        Grain.OWN.value,
        description=gettext_noop(
            "What days are grouped by. `own` leaves the periods as the source counts them; what "
            "else there is depends on the series: only counts of intervals may be added."
        ),
    )
    calendar: Literal[*Calendar.values] = Field(
        Calendar.GREGORIAN.value, description=gettext_noop("Calendar of months and years.")
    )
    by: Literal[*BY] | None = Field(
        None, description=gettext_noop("One row for each value of this, side by side.")
    )


class AggregateOut(Schema):
    """The sum of the counts that end in one group of days, alike in every dimension."""

    series: str
    release: int
    period_start: date = Field(description=gettext_noop("The first day of the group."))
    period_end: date = Field(description=gettext_noop("The last day of the group, included."))
    group: Literal[*Grain.values]
    calendar: Literal[*Calendar.values]
    place_code: str
    place: str = Field(description=gettext_noop("Name of the place in the asked language."))
    returned_from: Literal[*CountryFrom.values]
    documentation: Literal[*Documentation.values]
    manner: Literal[*Manner.values]
    sex: Literal[*Sex.values]
    age_group: Literal[*AgeGroup.values]
    value: int
    unit: Literal[*Unit.values] = Field(description=gettext_noop("What one is."))
    precision: Literal[*PRECISIONS] = Field(
        description=gettext_noop("That of the counts added, or “about” where they differ.")
    )
    observations: int = Field(description=gettext_noop("Of how many counts it is made."))
    days_counted: int = Field(description=gettext_noop("Days of the group that counts cover."))
    days: int = Field(description=gettext_noop("Days of the group."))
    complete: bool = Field(
        description=gettext_noop("Whether counts cover every day: if not, it is a part of a sum.")
    )
    drawn: bool = Field(description=gettext_noop("Whether charts may show all that is in it."))
    key: str = Field(description=gettext_noop("Key of the count where it is a single one."))
    scope_url: str = Field(
        description=gettext_noop("The series in this API: its scope, caveat and method.")
    )
    release_url: str
    page_url: str = Field(description=gettext_noop("The page of the series, for people."))


class AggregateList(Envelope):
    data: list[AggregateOut]


def aggregate_out(
    cell: Cell, asked: AggregateQuestion, one: ReturnsFilter, holding: Holding, places: dict
) -> AggregateOut:
    """`one` has a value for every dimension but the one that is asked by."""
    alike = {name: getattr(one, name) for name in ALIKE}
    if asked.by:
        alike[BY[asked.by]] = cell.category
    place = alike.pop("place")
    same = ("period_start", "period_end", "value", "precision", "observations", "days_counted")
    return AggregateOut(
        **{name: getattr(cell, name) for name in (*same, "days", "complete", "key")},
        series=holding.slug,
        release=holding.release.number,
        group=asked.group,
        calendar=asked.calendar,
        place_code=place,
        place=place_name(place, places),
        returned_from=alike.pop("country_from"),
        **alike,
        unit=holding.edition.unit,
        drawn=cell.plot,
        scope_url=series_url(holding.slug),
        release_url=release_url(holding.slug, holding.release.number),
        page_url=site_url(holding.edition.get_absolute_url()),
    )


def _one_of_each(asked: AggregateQuestion, holding: Holding) -> ReturnsFilter:
    """The filter with every dimension resolved. Raises ProblemError where nothing may be added."""
    edition, release = holding.edition, holding.release
    grains = queries.grains_of(edition, release)
    if asked.group not in grains:
        detail = _("The counts of this series are not added up by %(group)s.") % {
            "group": asked.group
        }
        raise ProblemError("no-sum", detail, refusal_of("group", asked.group, grains, detail))
    one = queries.resolved(asked.filter(), release.profile)
    _check_closed(one, BY.get(asked.by or "", ""), release.profile)
    return one


def _check_closed(one: ReturnsFilter, by: str, profile: dict) -> None:
    """Raises ProblemError where a dimension other than `by` is still open."""
    open_names = [name for name in ALIKE if name != by and not getattr(one, name)]
    if not open_names:
        return
    refusals = []
    for field in open_names:
        name = ADDRESS_NAMES[field]
        detail = _("Choose one value of “%(name)s”: its values are not ours to add.") % {
            "name": name
        }
        values = profile.get("values", {}).get(field, ())
        refusals.append(refusal_of(name, "", values, detail))
    raise ProblemError("no-sum", refusals[0].detail, *refusals)


@router.get(
    "aggregates",
    response=AggregateList,
    operation_id="listAggregates",
    summary=gettext_noop("Aggregates"),
    description=gettext_noop(
        "The counts of one series of its live release by groups of days. Every row says of which "
        "place, country, documentation, manner, sex and age it is. What the question leaves open "
        "is taken as “all” and everywhere where the source counts it so, and from Iran where "
        "countries stand side by side. A group without a count is absent: a gap, not zero."
    ),
)
def aggregate_list(request, asked: Query[AggregateQuestion]):
    check_names(request, AggregateQuestion)
    holding = known_series(queries.holdings(), asked.series)
    places = queries.place_names()
    if asked.place and asked.place not in places:
        raise refused("place", asked.place, places)
    one = _one_of_each(asked, holding)
    cells = queries.aggregates(
        asked.filter(), grain=asked.group, calendar=asked.calendar, by=BY.get(asked.by or "", "")
    )
    paging = set(ListQuestion.model_fields)
    question = f"aggregates {asked.model_dump_json(exclude=paging, exclude_none=True)}"
    page, cursor = portion(cells, asked, question, _name, holding.release.number)
    data = [aggregate_out(cell, asked, one, holding, places) for cell in page]
    body = AggregateList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(AggregateOut, data), cursor)


def _name(cell: Cell) -> str:
    return f"{cell.period_start}..{cell.period_end}/{cell.category}"
