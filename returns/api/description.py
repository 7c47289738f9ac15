"""The API in the words of OpenAPI 3.1: what ninja knows of it, and what it cannot know.

Added here: the codes of the series and places there are, examples out of the data, the forms
of errors, headers, the CSV beside the JSON. The page for people is made of the same document.
"""

import json
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic.json_schema import models_json_schema

from iomiran.common.nav import site_url
from returns import queries

from .addresses import ROOT
from .answers import CSV, JSON
from .app import VERSION, api
from .examples import examples, links
from .problems import KINDS, MEDIA_TYPE, Problem, Refusal

OPENAPI = "3.1.0"
ERROR = "#/components/schemas/Problem"
# Which errors each address may answer with, by their codes; `every` are those of all of them.
EVERY = ("parameter", "method", "format", "too-long", "too-many", "fault", "unavailable")
MORE = {
    "listSeries": ("changed",),
    "getSeries": ("not-found", "withdrawn"),
    "listReleases": ("not-found", "changed", "withdrawn"),
    "getRelease": ("not-found", "withdrawn"),
    "listObservations": ("not-found", "changed", "withdrawn"),
    "listAggregates": ("no-sum", "changed"),
    "listPlaces": ("changed",),
    "getPlace": ("not-found",),
    "listTerms": ("changed",),
    "getTerm": ("not-found",),
    "listCalendar": ("changed",),
}
INTRODUCTION = gettext_noop(
    "Counts of returns from Iran and Pakistan to Afghanistan, as their sources give them, each "
    "with its unit, precision, scope and source. No key is needed. Everything is read with GET; "
    "any site may ask."
)
LICENCE = gettext_noop(
    "Each series names its licence. The data of UNHCR are CC BY 4.0. Where no licence is known, "
    "rights remain with the source."
)
HEADERS = {
    "ETag": gettext_noop("Send it back in If-None-Match: the answer is 304 until data change."),
    "Cache-Control": gettext_noop("How long a copy may be kept."),
    "Content-Language": gettext_noop("Language of the texts."),
    "Link": gettext_noop("The next page, with rel=next; absent on the last one."),
    "RateLimit-Policy": gettext_noop("How many requests (q) are answered in how many seconds (w)."),
    "RateLimit": gettext_noop("How many requests are left (r) for how many seconds (t)."),
    "Retry-After": gettext_noop("Seconds to wait."),
    "Allow": gettext_noop("The methods that are answered."),
}
ALWAYS = ("Content-Language", "RateLimit-Policy", "RateLimit")


def openapi_document() -> dict:
    """The whole description in the active language. Thirteen queries."""
    document = json.loads(_plain_description())
    document["openapi"] = OPENAPI
    document["info"] = _info()
    document["servers"] = [{"url": settings.SITE_URL}]
    document["externalDocs"] = {
        "url": site_url(reverse("returns:api_page")),
        "description": _("The same for people, with examples to copy."),
    }
    schemas = document["components"]["schemas"]
    _ref, problems = models_json_schema(
        [(Problem, "serialization"), (Refusal, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    schemas |= problems["$defs"]
    for schema in schemas.values():
        _tidy(schema)
    document["components"]["headers"] = {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }
    codes = {"series": list(queries.holdings()), "place": sorted(queries.place_names())}
    shown = examples()
    for path in document["paths"].values():
        _complete(path["get"], codes, shown)
    _translate(document)
    return document


@cache
def _plain_description() -> str:
    """What ninja knows, in JSON: the same in every language as long as the process lives."""
    return json.dumps(api.get_openapi_schema(path_prefix=ROOT))


def _info() -> dict:
    return {
        "title": _("Returns: the data"),
        "version": VERSION,
        "summary": _("Statistics on returns from Iran to Afghanistan"),
        "description": f"{_(INTRODUCTION)}\n\n{_(LICENCE)}",
        "license": {"name": _(LICENCE), "url": site_url(reverse("returns:series_list"))},
        "contact": {"url": site_url(reverse("returns:api_page"))},
    }


def _complete(operation: dict, codes: dict, shown: dict) -> None:
    name = operation["operationId"]
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)
        schema = parameter["schema"] = _without_null(parameter["schema"])
        schema.pop("description", None)
        _tidy(schema)
        if parameter["in"] == "query" and codes.get(parameter["name"]):
            schema.pop("pattern", None)
            schema["enum"] = codes[parameter["name"]]
        if parameter["in"] == "path" and name in shown:
            parameter["example"] = shown[name].path.get(parameter["name"])
    operation["responses"] = _responses(operation, shown)


def _responses(operation: dict, shown: dict) -> dict:
    name = operation["operationId"]
    schema = operation["responses"]["200"]["content"][JSON]["schema"]
    content = {JSON: {"schema": schema}, CSV: {"schema": {"type": "string"}}}
    if name in shown:
        content[JSON]["example"] = shown[name].body
        content[CSV]["example"] = shown[name].csv
    found = {
        "200": {
            "description": _("The data."),
            "headers": _headers("ETag", "Cache-Control", *ALWAYS),
            "content": content,
        },
        "304": {
            "description": _("Nothing changed since the copy that you have."),
            "headers": _headers("ETag", "Cache-Control", *ALWAYS),
        },
    }
    if name.startswith("list"):
        found["200"]["headers"] |= _headers("Link")
    if name in links():
        found["200"]["links"] = links()[name]
    codes = (*EVERY, *MORE.get(name, ()))
    return found | {
        str(status): _problem(code, status)
        for code, (status, _title) in KINDS.items()
        if code in codes
    }


def _problem(code: str, status: int) -> dict:
    more = {405: ("Allow",), 429: ("Retry-After",), 503: ("Retry-After",)}.get(status, ())
    return {
        "description": KINDS[code][1],
        "headers": _headers("Content-Language", *more),
        "content": {MEDIA_TYPE: {"schema": {"$ref": ERROR}}},
    }


def _headers(*names: str) -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _without_null(schema: dict) -> dict:
    """A parameter that is not given is absent: null is nothing that an address can say."""
    schema = dict(schema)
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    for kind in kinds:
        schema |= kind
    if schema.get("default", "") is None:
        del schema["default"]
    return schema


def _tidy(schema: dict) -> None:
    """Takes out the titles that pydantic makes of names, and docstrings, which are ours."""
    schema.pop("title", None)
    if "properties" in schema:
        schema.pop("description", None)
        for inner in schema["properties"].values():
            inner.pop("title", None)


def _translate(node) -> None:
    """Every description and summary in the active language."""
    if isinstance(node, list):
        for inner in node:
            _translate(inner)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("description", "summary") and isinstance(value, str):
                node[key] = _(value) if value else value
            elif key not in ("example", "examples", "enum"):
                _translate(value)
