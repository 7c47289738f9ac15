"""The page that explains the API to people, made of the description that programs read."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.languages.bidi import joined
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url, trail
from returns.presenters import Cell, Column, TableView

from .answers import JSON
from .description import INTRODUCTION, openapi_document
from .gate import LONGEST
from .problems import KINDS
from .questions import LARGEST_PAGE, PAGE_SIZE
from .rates import WINDOW

# Values that are shown of a parameter that takes many codes; its list has all of them.
MOST_VALUES = 8
# Parameters of every address, explained once.
COMMON = ("format", "language", "limit", "cursor")


@dataclass(frozen=True)
class OperationView:
    """One address: what it gives, what may be asked of it, and an example of both."""

    anchor: str
    title: str
    path: str
    description: str
    parameters: TableView | None
    command: str
    answer: str


def _values(parameter: dict) -> str:
    """What a parameter takes: its codes, its bounds, or examples of its form."""
    if "example" in parameter:
        return str(parameter["example"])
    schema = parameter["schema"]
    if codes := schema.get("enum"):
        shown = list(map(str, codes[:MOST_VALUES]))
        return joined([*shown, "…"] if len(codes) > MOST_VALUES else shown, "en")
    if "maximum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    return joined(map(str, schema.get("examples", [])), "en")


def _plain(text: str) -> str:
    """Without the marks that readers of OpenAPI show as code."""
    return text.replace("`", "")


def parameters_table(caption: str, parameters: list[dict]) -> TableView:
    columns = [Column(_("Name")), Column(_("Meaning")), Column(_("Values"))]
    rows = [
        [
            Cell(parameter["name"], header=True, foreign=True, lang="en"),
            Cell(_plain(parameter["description"])),
            Cell(_values(parameter), foreign=True, lang="en"),
        ]
        for parameter in parameters
    ]
    return TableView(caption, columns, rows)


def command(path: str, **question) -> str:
    """A line for a terminal; the language of the page is asked for where it is not English."""
    if (language := get_language()) != "en":
        question |= {"language": language}
    tail = f"?{urlencode(question)}" if question else ""
    return f"curl '{site_url(path)}{tail}'"


def _operation(path: str, operation: dict) -> OperationView:
    own = [part for part in operation["parameters"] if part["name"] not in COMMON]
    filled = path
    for part in own:
        if part["in"] == "path":
            filled = filled.replace(f"{{{part['name']}}}", str(part.get("example", "…")))
    content = operation["responses"]["200"]["content"][JSON]
    names = [part["name"] for part in operation["parameters"]]
    question = {"limit": 1} if "limit" in names else {}
    if operation["operationId"] == "listAggregates":
        question = _first_series(content) | question
    return OperationView(
        anchor=operation["operationId"],
        title=operation["summary"],
        path=path,
        description=_plain(operation["description"]),
        # A name of its own: the section around the table has that of the address.
        parameters=parameters_table(
            _("Parameters: %(address)s") % {"address": operation["summary"]}, own
        )
        if own
        else None,
        command=command(filled, **question),
        answer=json.dumps(content.get("example", {}), ensure_ascii=False, indent=2),
    )


def _problems_table() -> TableView:
    columns = [Column(_("Status"), numeric=True), Column(_("What it means")), Column(_("Code"))]
    rows = [
        [
            Cell(str(status), header=True, numeric=True),
            Cell(_(title)),
            Cell(code, foreign=True, lang="en"),
        ]
        for code, (status, title) in KINDS.items()
    ]
    return TableView(_("Kinds of errors"), columns, rows)


def _rules() -> list[dict]:
    """{id, title, text}: what holds for every address."""
    language = get_language()
    numbers = {
        "usual": format_number(PAGE_SIZE, language),
        "most": format_number(LARGEST_PAGE, language),
        "limit": format_number(settings.API_REQUESTS_PER_MINUTE, language),
        "seconds": format_number(WINDOW, language),
        "longest": format_number(LONGEST, language),
    }
    limits = _("A client may ask %(limit)s times in %(seconds)s seconds.") % numbers
    return [
        {
            "id": "pages",
            "title": _("Pages"),
            "text": _(
                "A list comes in pages of %(usual)s rows, or of as many as `limit` says, up to "
                "%(most)s. Follow `next`, also given as Link with rel=next, until it is null. The "
                "cursor in it belongs to one question and to one release: if another release is "
                "published while you read, you still get the one that you began with, whole. For "
                "a whole series at once, take its file."
            )
            % numbers,
        },
        {
            "id": "copies",
            "title": _("Copies"),
            "text": _(
                "Each answer has an ETag. Send it back in If-None-Match: as long as nothing was "
                "published, the answer is 304 without a body. Copies may be kept for a minute."
            ),
        },
        {
            "id": "limits",
            "title": _("Limits"),
            "text": f"{limits if settings.API_REQUESTS_PER_MINUTE else ''} "
            + _(
                "The fields RateLimit-Policy and RateLimit say what is left; after that the "
                "answer is 429 with Retry-After. An address has at most %(longest)s characters. "
                "Nobody's address is kept."
            )
            % numbers,
        },
        {
            "id": "origins",
            "title": _("From the pages of other sites"),
            "text": _(
                "Any site may read the API and the files, without cookies and without a key."
            ),
        },
    ]


@require_safe
def api_page(request):
    document = openapi_document()
    operations = [_operation(path, entry["get"]) for path, entry in document["paths"].items()]
    common = {
        part["name"]: part
        for entry in document["paths"].values()
        for part in entry["get"]["parameters"]
        if part["name"] in COMMON
    }
    title = _("Data for programs (API)")
    context = {
        "page_title": title,
        "page_description": _(INTRODUCTION),
        "breadcrumbs": trail((_("Returns"), reverse("returns:overview")), (title, "")),
        "operations": operations,
        "common": parameters_table(
            _("Parameters of every address"), [common[name] for name in COMMON]
        ),
        "commands": [
            {
                "label": _("A year of one series"),
                "text": command("/api/v1/observations", **_first_question(document)),
            },
            {
                "label": _("The same as CSV"),
                "text": command("/api/v1/observations", **_first_question(document), format="csv"),
            },
        ],
        "problems": _problems_table(),
        "rules": _rules(),
        "licence": document["info"]["license"]["name"],
        "openapi_url": site_url("/api/openapi.json"),
    }
    return render(request, "returns/api_page.html", context)


def _first_question(document: dict) -> dict:
    """The series and year of the example, so that the first command has an answer."""
    content = document["paths"]["/api/v1/observations"]["get"]["responses"]["200"]["content"][JSON]
    rows = content.get("example", {}).get("data", [])
    if not rows:
        return {}
    year = rows[0]["period_start"][:4]
    return _first_series(content) | {"from": year, "to": year}


def _first_series(content: dict) -> dict:
    rows = content.get("example", {}).get("data", [])
    return {"series": rows[0]["series"]} if rows else {}
