"""Addresses of the API that give no data: its description, its root, and everywhere else."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .answers import JSON
from .description import openapi_document
from .problems import problem, refused


def openapi(request):
    """The description for programs, in English whatever is asked."""
    for name, value in request.GET.items():
        detail = _("The description takes no parameters.")
        return refused(name, value, (), detail).response(request)
    return HttpResponse(json.dumps(openapi_document(), ensure_ascii=False), content_type=JSON)


def to_the_page(request):
    """People who look in at the root find the page; programs find its address."""
    return redirect(reverse("returns:api_page"))


def nothing(request):
    return problem(request, "not-found", _("There is no such address in the API."))
