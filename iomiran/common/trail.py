"""The way to a page, for components/breadcrumbs.html."""

from django.urls import reverse
from django.utils.translation import gettext as _


def trail(*steps: tuple[str, str]) -> list[dict]:
    """`steps` are (label, URL) after the home page; the last is the page itself, with URL ""."""
    home = {"label": _("Home"), "url": reverse("pages:home")}
    return [home, *({"label": label, "url": url} for label, url in steps)]
