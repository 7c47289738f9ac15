"""Examples of every answer, read out of the data as they are, and how answers lead on."""

import json
from dataclasses import dataclass, field

from ninja import Schema

from returns import queries
from returns.filters import ReturnsFilter
from returns.queries import Holding

from .aggregates import AggregateList, AggregateOut, AggregateQuestion, aggregate_out
from .answers import Table, envelope, table_of
from .observations import ObservationList, observation_out, observation_table
from .places import PlaceList, PlaceOut, place_out
from .plans import PlanList, PlanOut, plan_out
from .releases import ReleaseList, ReleaseOut, release_out
from .series import SeriesList, SeriesOut, series_out
from .terms import TermList, TermOut, term_out


@dataclass(frozen=True)
class Example:
    """`path` are the parts of the address, `body` the answer in JSON, `csv` the same as CSV."""

    body: dict
    csv: str
    path: dict = field(default_factory=dict)


def examples() -> dict[str, Example]:
    """Operation → example; {} on a database without a live series."""
    answers = [found for found in queries.series_list() if found.edition.text()]
    if not answers:
        return {}
    found = answers[0]
    slug, release = found.edition.document.slug, found.release
    holding = Holding(found.edition, release)
    places = queries.place_names()
    (row,) = queries.observation_page(ReturnsFilter(), [holding], size=1)
    series, one = series_out(found), release_out(holding, release)
    count = observation_out(row, holding, places)
    place = place_out(queries.places(row.place)[0])
    table = observation_table([count])
    return {
        "listSeries": _listed(SeriesList, [series], table_of(SeriesOut, [series])),
        "getSeries": _one(series, slug=slug),
        "listReleases": _listed(ReleaseList, [one], table_of(ReleaseOut, [one]), slug=slug),
        "getRelease": _one(one, slug=slug, number=release.number),
        "listObservations": _listed(ObservationList, [count], table),
        "listAggregates": _aggregates(holding, places),
        "listPlaces": _listed(PlaceList, [place], table_of(PlaceOut, [place])),
        "getPlace": _one(place, code=row.place),
        "listCalendar": _plans(),
    } | _terms()


def _aggregates(holding: Holding, places: dict) -> Example:
    asked = AggregateQuestion(series=holding.slug)
    one = queries.resolved(asked.filter(), holding.release.profile)
    cells = queries.aggregates(asked.filter())[:1]
    data = [aggregate_out(cell, asked, one, holding, places) for cell in cells]
    return _listed(AggregateList, data, table_of(AggregateOut, data))


def _plans() -> Example:
    data = [plan_out(planned) for planned in queries.planned_releases()[:1]]
    return _listed(PlanList, data, table_of(PlanOut, data))


def _terms() -> dict[str, Example]:
    editions = [edition for edition in queries.glossary() if edition.text()][:1]
    data = [term_out(edition) for edition in editions]
    found = {"listTerms": _listed(TermList, data, table_of(TermOut, data))}
    for term in data:
        found["getTerm"] = _one(term, code=term.code)
    return found


def _listed(shape: type[Schema], data: list[Schema], table: Table, **path) -> Example:
    return _example(shape(data=data, **envelope(None, "")), table, path)


def _one(body: Schema, **path) -> Example:
    return _example(body, table_of(type(body), [body]), path)


def _example(body: Schema, table: Table, path: dict) -> Example:
    return Example(json.loads(body.model_dump_json(by_alias=True)), table.text(), path)


def links() -> dict[str, dict]:
    """Operation → the operations that its answer leads to, as OpenAPI names them."""
    of_series = {"slug": "$response.body#/data/0/code"}
    return {
        "listSeries": {
            "Series": {"operationId": "getSeries", "parameters": of_series},
            "Releases": {"operationId": "listReleases", "parameters": of_series},
            "Observations": {
                "operationId": "listObservations",
                "parameters": {"series": "$response.body#/data/0/code"},
            },
            "Aggregates": {
                "operationId": "listAggregates",
                "parameters": {"series": "$response.body#/data/0/code"},
            },
        },
        "listReleases": {
            "Release": {
                "operationId": "getRelease",
                "parameters": {
                    "slug": "$response.body#/data/0/series",
                    "number": "$response.body#/data/0/number",
                },
            }
        },
        "listObservations": {
            "Place": {
                "operationId": "getPlace",
                "parameters": {"code": "$response.body#/data/0/place_code"},
            }
        },
        "listTerms": {
            "Term": {
                "operationId": "getTerm",
                "parameters": {"code": "$response.body#/data/0/code"},
            }
        },
        "listPlaces": {
            "Place": {
                "operationId": "getPlace",
                "parameters": {"code": "$response.body#/data/0/code"},
            }
        },
    }
