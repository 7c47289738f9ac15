"""Pages of prose by their role, and the mission's own page."""

from django.views.decorators.http import require_safe

from iomiran.common.editorial.pages import edition_page
from iomiran.common.nav import trail
from iomiran.common.sheets import sheets_of

from . import presenters, queries
from .models import Role


def _page(request, role: str, template: str, extra=dict):
    def rows(context):
        return {"breadcrumbs": trail((context["text"].title, ""))} | extra()

    return edition_page(request, queries.page(role), template, rows)


@require_safe
def about(request):
    return _page(
        request,
        Role.ABOUT,
        "pages/about.html",
        lambda: {
            "timeline": presenters.timeline_items(queries.timeline()),
            "posts": presenters.person_items(queries.posts()),
            "partners": presenters.partner_items(queries.partners()),
            "sheets": sheets_of("mission"),
        },
    )


@require_safe
def verify(request):
    return _page(
        request,
        Role.VERIFY,
        "pages/verify.html",
        lambda: {"advice": presenters.advice_items(queries.advice())},
    )


@require_safe
def contact(request):
    return _page(
        request,
        Role.CONTACT,
        "pages/contact.html",
        lambda: {"contacts": presenters.contact_items(queries.contacts())},
    )


@require_safe
def prose(request, role):
    """Accessibility, privacy, terms: nothing but prose."""
    return _page(request, role, "pages/prose.html")
