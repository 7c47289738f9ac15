"""Addresses of the API that give no data: its description, its root, and everywhere else."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .app import api
from .problems import problem


def openapi(request):
    return HttpResponse("{}", content_type="application/json")


def to_the_page(request):
    """People who look in at the root find the page, in the language that they asked for."""
    return redirect(reverse("returns:overview"))


def nothing(request):
    return problem(request, "not-found", _("There is no such address in the API."))
