"""What goes wrong, said in the form of RFC 9457: one sentence, and what would be allowed."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from iomiran.common.nav import site_url

MEDIA_TYPE = "application/problem+json"
# The page that explains each kind of problem, by its code as anchor.
PAGE = "/en/returns/api/"
# Seconds after which to try again while the database is away.
PATIENCE = "30"
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"

# Code → status and title.
KINDS = {
    "parameter": (400, gettext_noop("A part of the question cannot be used")),
    "address": (400, gettext_noop("The address cannot be read")),
    "not-found": (404, gettext_noop("There is nothing at this address")),
    "no-sum": (404, gettext_noop("There is no such sum")),
    "method": (405, gettext_noop("This address is only read")),
    "format": (406, gettext_noop("This format is not offered")),
    "changed": (409, gettext_noop("The data changed since the first page")),
    "withdrawn": (410, gettext_noop("This was withdrawn")),
    "removed": (410, gettext_noop("This was removed")),
    "too-long": (414, gettext_noop("The address is too long")),
    "too-many": (429, gettext_noop("Too many requests")),
    "fault": (500, gettext_noop("The fault is ours")),
    "unavailable": (503, gettext_noop("The data cannot be reached for the moment")),
}


class Refusal(Schema):
    """One part of a question that cannot be used."""

    parameter: str = Field(description=gettext_noop("Name of the parameter."), examples=["sex"])
    value: str = Field(description=gettext_noop("What was given, shortened."), examples=["women"])
    detail: str = Field(description=gettext_noop("What is wrong with it, in one sentence."))
    allowed: list[str] = Field(
        description=gettext_noop("What would be accepted: values or forms. Empty: see `detail`."),
        examples=[["all", "female", "male", "not_stated"]],
    )


class Problem(Schema):
    """An error, as RFC 9457 has it."""

    type: str = Field(description=gettext_noop("Address that explains this kind of problem."))
    title: str = Field(description=gettext_noop("The kind of problem in words."))
    status: int = Field(description=gettext_noop("The status of the answer, once more."))
    detail: str = Field(description=gettext_noop("What happened here, in one sentence."))
    instance: str = Field(description=gettext_noop("The address that was asked for."))
    errors: list[Refusal] = Field(
        default=[], description=gettext_noop("Each part of the question that cannot be used.")
    )


class ProblemError(Exception):
    """Ends a request with a problem. `code` is a key of KINDS, `detail` a finished sentence."""

    def __init__(self, code: str, detail: str | Promise, *refusals: Refusal):
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.refusals = refusals

    def response(self, request) -> HttpResponse:
        return problem(request, self.code, self.detail, self.refusals)


def problem(request, code: str, detail: str, refusals=(), **more) -> HttpResponse:
    """The answer itself; `more` are members that a kind of problem adds."""
    status, title = KINDS[code]
    members = {
        "type": f"{site_url(PAGE)}#{code}",
        "title": _(title),
        "status": status,
        "detail": str(detail),
        "instance": request.path[:200],
        "errors": [refusal.model_dump() for refusal in refusals],
    }
    content = json.dumps(members | more, ensure_ascii=False)
    return HttpResponse(content, status=HTTPStatus(status), content_type=MEDIA_TYPE)


def refused(name: str, value: str, allowed=(), detail: str = "") -> ProblemError:
    """A question with one part that cannot be used."""
    refusal = refusal_of(name, value, allowed, detail)
    return ProblemError("parameter", refusal.detail, refusal)


def refusal_of(name: str, value: str, allowed=(), detail: str = "") -> Refusal:
    shown = value[:80]
    sentence = detail or _("“%(value)s” cannot be used for “%(name)s”.") % {
        "value": shown,
        "name": name,
    }
    return Refusal(parameter=name, value=shown, detail=sentence, allowed=list(allowed))


def not_found(detail: str) -> ProblemError:
    return ProblemError("not-found", detail)


def unavailable(request) -> HttpResponse:
    response = problem(request, "unavailable", _("Try again in half a minute."))
    response["Retry-After"] = PATIENCE
    return response
