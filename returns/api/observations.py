"""Observations: counts as the sources give them, page by page out of one release each."""

from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from iomiran.common.languages.numbers import PRECISIONS
from iomiran.common.nav import site_url
from returns import queries
from returns.exports.columns import OBSERVATION, demonstration, with_site
from returns.models.dimensions import (
    AgeGroup,
    Confidence,
    CountryFrom,
    Documentation,
    HowGiven,
    Manner,
    Sex,
    Unit,
)
from returns.presenters.tables import place_name
from returns.queries import Holding, Observed

from .addresses import release_url, series_url
from .answers import Envelope, SourceOut, Table, answer, envelope
from .cursors import Position, cursor_for, position_of
from .problems import ProblemError, not_found, refused
from .questions import Filters, ListQuestion, ReleaseNumber, check_names, known_series

router = Router(tags=["observations"])


class ObservationQuestion(Filters):
    release: ReleaseNumber | None = Field(
        None,
        description=gettext_noop(
            "Number of a release, together with `series`. Without it: the live release."
        ),
    )


class ObservationOut(Schema):
    """One count. Use the value with its precision, and the scope of its series with both."""

    key: str = Field(description=gettext_noop("Name of the count, the same in every release."))
    series: str
    release: int
    period_start: date
    period_end: date = Field(description=gettext_noop("The last day, included."))
    place_code: str
    place: str = Field(description=gettext_noop("Name of the place in the asked language."))
    returned_from: Literal[*CountryFrom.values]
    documentation: Literal[*Documentation.values]
    manner: Literal[*Manner.values]
    sex: Literal[*Sex.values]
    age_group: Literal[*AgeGroup.values]
    value: int = Field(description=gettext_noop("The count as the source gives it."))
    unit: Literal[*Unit.values] = Field(description=gettext_noop("What one is."))
    precision: Literal[*PRECISIONS] = Field(
        description=gettext_noop("The source's own word: say it with the value.")
    )
    confidence: Literal[*Confidence.values]
    drawn: bool = Field(description=gettext_noop("Whether charts show it."))
    not_drawn_reason: str
    how_given: Literal[*HowGiven.values]
    note: str
    source: SourceOut
    scope_url: str = Field(
        description=gettext_noop("The series in this API: its scope, caveat and method.")
    )
    release_url: str
    page_url: str = Field(description=gettext_noop("The page of the series, for people."))


class ObservationList(Envelope):
    data: list[ObservationOut]


def observation_out(row: Observed, holding: Holding, places: dict) -> ObservationOut:
    source = row.source
    same = ("key", "series", "period_start", "period_end", "documentation", "manner", "sex")
    same += ("age_group", "value", "precision", "confidence", "how_given", "note")
    return ObservationOut(
        **{name: getattr(row, name) for name in same},
        release=holding.release.number,
        place_code=row.place,
        place=place_name(row.place, places),
        returned_from=row.country_from,
        unit=holding.edition.unit,
        drawn=row.plot,
        not_drawn_reason=row.not_plotted_reason,
        source=SourceOut(
            name=source.name,
            publisher=source.publisher,
            date=str(source.published),
            url=source.url,
            level=source.level,
            quoted=source.quoted,
        ),
        scope_url=series_url(row.series),
        release_url=release_url(row.series, holding.release.number),
        page_url=site_url(holding.edition.get_absolute_url()),
    )


def _in_release(holding: Holding, number: int) -> Holding:
    """The series in another of its releases. Raises ProblemError where nobody may read it."""
    if number == holding.release.number:
        return holding
    release = queries.release_numbered(holding.edition, number)
    if release is None:
        raise not_found(_("The series has no release %(number)s.") % {"number": number})
    if queries.was_withdrawn(release):
        raise ProblemError("withdrawn", release.withdrawal_reason)
    return Holding(holding.edition, release)


def _asked_for(asked: ObservationQuestion) -> list[Holding]:
    """The series and releases that the question names."""
    held = queries.holdings()
    if not asked.series:
        if asked.release:
            detail = _("“release” needs “series”: each series has releases of its own.")
            raise refused("release", str(asked.release), (), detail)
        return list(held.values())
    holding = known_series(held, asked.series)
    return [_in_release(holding, asked.release) if asked.release else holding]


def _resumed(read: list[Holding], position: Position) -> list[Holding]:
    """From the series of the cursor on, that one in the release in which it was begun."""
    for number, holding in enumerate(read):
        if holding.slug == position.series:
            return [_in_release(holding, position.release), *read[number + 1 :]]
    raise ProblemError("withdrawn", _("The series was withdrawn after the page before."))


def observation_table(rows: list[ObservationOut]) -> Table:
    """The columns of the files to download."""
    names = [column.name for column in with_site(OBSERVATION)]
    return Table(names, [_cells(row, names) for row in rows])


def _cells(row: ObservationOut, names: list[str]) -> list:
    source = row.source
    renamed = {
        "drawn": "yes" if row.drawn else "no",
        "source": source.name,
        "source_publisher": source.publisher,
        "source_date": source.date,
        "source_url": source.url,
        "source_level": source.level,
        "quoted": source.quoted,
        "site": demonstration(),
    }
    return [renamed[name] if name in renamed else getattr(row, name) for name in names]


@router.get(
    "observations",
    response=ObservationList,
    operation_id="listObservations",
    summary=gettext_noop("Observations"),
    description=gettext_noop(
        "Counts as the sources give them, in order of time within each series. Totals stand "
        "beside their parts: choose one value of each dimension before you add anything, and "
        "never add two series. Following `next` reads one release of a series to its end, even "
        "if another is published meanwhile. CSV has the columns of the files to download."
    ),
)
def observation_list(request, asked: Query[ObservationQuestion]):
    check_names(request, ObservationQuestion)
    narrowed = asked.filter()
    paging = set(ListQuestion.model_fields)
    question = f"observations {asked.model_dump_json(exclude=paging, exclude_none=True)}"
    position = position_of(asked.cursor, question)
    read = _asked_for(asked)
    places = queries.place_names()
    if asked.place and asked.place not in places:
        raise refused("place", asked.place, places)
    if position:
        read = _resumed(read, position)
    after = position.after if position else ""
    rows = queries.observation_page(narrowed, read, after=after, size=asked.limit + 1)
    held = {holding.slug: holding for holding in read}
    cursor, page = "", rows[: asked.limit]
    if len(rows) > asked.limit:
        last = page[-1]
        place_of_last = Position(last.series, held[last.series].release.number, last.key)
        cursor = cursor_for(place_of_last, question)
    data = [observation_out(row, held[row.series], places) for row in page]
    body = ObservationList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, observation_table(data), cursor)
