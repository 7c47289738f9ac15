"""The API as one object: its parts, and what becomes of a question that cannot be answered."""

import logging

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from . import aggregates, observations, places, plans, releases, series, terms
from .problems import ProblemError, problem, refusal_of, unavailable
from .questions import allowed

logger = logging.getLogger(__name__)

VERSION = "1.0.0"


class ReturnsApi(NinjaAPI):
    def validation_error_from_error_contexts(self, error_contexts):
        """Remembers the model that refused, which knows what would be allowed."""
        error = super().validation_error_from_error_contexts(error_contexts)
        error.models = [
            field.annotation
            for context in error_contexts
            for field in context.model.model_fields.values()
        ]
        return error


api = ReturnsApi(
    title="Returns",
    version=VERSION,
    urls_namespace="returns-api",
    openapi_url=None,
    docs_url=None,
)
for part in (series, releases, observations, aggregates, places, terms, plans):
    api.add_router("", part.router)


@api.exception_handler(ProblemError)
def said(request, error: ProblemError):
    return error.response(request)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def database_away(request, error):
    logger.error("The database did not answer %s: %s", request.path, error)
    return unavailable(request)


@api.exception_handler(ValidationError)
def not_understood(request, error: ValidationError):
    """What pydantic refused: a part of the path names nothing, a part of the question is wrong."""
    if any(found["loc"][0] == "path" for found in error.errors):
        return problem(request, "not-found", _("There is no such address in the API."))
    (model,) = error.models
    refusals = []
    for name in dict.fromkeys(str(found["loc"][-1]) for found in error.errors):
        refusals.append(refusal_of(name, request.GET.get(name, ""), allowed(model, name)))
    return problem(request, "parameter", refusals[0].detail, refusals)
