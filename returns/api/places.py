"""Places: provinces, crossings, centres, groups of them, and everywhere together."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from pydantic import Field

from returns import queries
from returns.models import PlaceEdition
from returns.models.places import CentreKind, CrossingClass, PlaceKind

from .answers import Envelope, SourceOut, answer, envelope, table_of
from .problems import not_found
from .questions import CODE, ListQuestion, Question, check_names
from .series import portion, source_of

router = Router(tags=["places"])
Code = Annotated[str, Path(pattern=CODE, description=gettext_noop("Code of a place."))]


class PlaceQuestion(ListQuestion):
    kind: Literal[*PlaceKind.values] | None = Field(
        None, description=gettext_noop("Kind of place.")
    )


class PlaceOut(Schema):
    """A place as observations name it. Empty where no source says more."""

    code: str = Field(description=gettext_noop("Code of the place; it stays."))
    name: str
    kind: Literal[*PlaceKind.values]
    country: str = Field(description=gettext_noop("Three letters, ISO 3166-1."))
    province: str | None = Field(description=gettext_noop("Code of the province it lies in."))
    pcode: str = Field(description=gettext_noop("P-code of the United Nations (COD-AB)."))
    iso_3166_2: str
    other_side: str = Field(description=gettext_noop("The place across the border."))
    border_with: str = Field(description=gettext_noop("The country across the border."))
    crossing_class: Literal["", *CrossingClass.values]
    centre_kind: Literal["", *CentreKind.values]
    run_by: str
    at_crossing: str | None = Field(description=gettext_noop("Code of the crossing it lies at."))
    members: list[str] = Field(description=gettext_noop("Codes of the places of a group."))
    latitude: float | None
    longitude: float | None
    position_source: str
    note: str
    source: SourceOut
    text_language: str = Field(
        description=gettext_noop("Language of the texts, where the asked one is not there.")
    )


class PlaceList(Envelope):
    data: list[PlaceOut]


def place_out(edition: PlaceEdition) -> PlaceOut:
    text = edition.text()
    return PlaceOut(
        code=edition.document.slug,
        name=text.name,
        kind=edition.document.kind,
        country=edition.country_iso,
        province=edition.province.slug if edition.province else None,
        pcode=edition.pcode,
        iso_3166_2=edition.iso_3166_2,
        other_side=text.other_side,
        border_with=edition.neighbour,
        crossing_class=edition.crossing_class,
        centre_kind=edition.centre_kind,
        run_by=edition.operator,
        at_crossing=edition.crossing.slug if edition.crossing else None,
        members=[place.slug for place in edition.members.all()],
        latitude=None if edition.lat is None else float(edition.lat),
        longitude=None if edition.lon is None else float(edition.lon),
        position_source=edition.coordinate_source,
        note=text.note,
        source=source_of(edition),
        text_language=text.language,
    )


@router.get(
    "places",
    response=PlaceList,
    operation_id="listPlaces",
    summary=gettext_noop("Places"),
    description=gettext_noop("Every place that observations may name, in order of its code."),
)
def place_list(request, asked: Query[PlaceQuestion]):
    check_names(request, PlaceQuestion)
    rows = [
        edition
        for edition in queries.places()
        if edition.text() and asked.kind in (None, edition.document.kind)
    ]
    question = f"places {asked.kind}"
    page, cursor = portion(rows, asked, question, lambda edition: edition.document.slug)
    data = [place_out(edition) for edition in page]
    body = PlaceList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(PlaceOut, data), cursor)


@router.get(
    "places/{code}",
    response=PlaceOut,
    operation_id="getPlace",
    summary=gettext_noop("One place"),
    description=gettext_noop("A place by its code."),
)
def place_detail(request, code: Code, asked: Query[Question]):
    check_names(request, Question)
    edition = next(iter(queries.places(code)), None)
    if edition is None or edition.text() is None:
        raise not_found(_("There is no place “%(code)s”.") % {"code": code})
    body = place_out(edition)
    return answer(request, asked, body, table_of(PlaceOut, [body]))
