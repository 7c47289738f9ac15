"""A form of the desk that was sent from an old page: what was typed into it is shown again."""

import re

from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from iomiran.common.editorial.desk.typed import typed_texts

from .language import in_own_language


def refuse_form(request, reason: str = ""):
    """What settings.CSRF_FAILURE_VIEW names: status 403, and nothing is done.

    Whoever signed in anew in another tab, or whose browser lost its cookies, comes here with
    what was written in the meantime.
    """
    if not request.path.startswith(reverse("admin:index")):
        return csrf_failure(request, reason)
    return in_own_language(_stale)(request)


def _stale(request):
    context = admin.site.each_context(request) | {
        "title": _("Nothing was saved"),
        "typed": typed_texts(request.POST),
        # The screen that the form stood on: the address of a step answers to no link.
        "again": re.sub(r"(/\d+)/[\w-]+/$", r"\1/change/", request.path),
    }
    return TemplateResponse(request, "admin/session_ended.html", context, status=403)
