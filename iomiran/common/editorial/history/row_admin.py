"""The history of what has no editions: a picture, a correction, a planned release."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .differences import differences
from .listing import through
from .replaying import event_values
from .showing import Part, shown_parts
from .snapshots import Snapshot
from .tracking import event_model

SHOWN = 100  # the newest; more changes of one row are a matter for the database

_ACTIONS = {
    "insert": gettext_lazy("Written anew"),
    "update": gettext_lazy("Changed"),
    "delete": gettext_lazy("Deleted"),
}


@dataclass(frozen=True)
class RowChange:
    """One write of the row; `parts` is empty for the first one."""

    action: str
    at: datetime
    by: Any
    through: str
    parts: list[Part]


def row_changes(row) -> list[RowChange]:
    """Newest first. Writes after which nothing reads differently are left out."""
    model = type(row)
    events = list(event_model(model).objects.filter(id=row.pk).order_by("-pgh_id")[: SHOWN + 1])
    contexts = [event.pgh_context or {} for event in events]
    people = get_user_model().objects.in_bulk({c["user"] for c in contexts if "user" in c})
    found = []
    for event, before, context in zip(events, [*events[1:], None], contexts, strict=True):
        old, new = (e and Snapshot(model, event_values(model, e)) for e in (before, event))
        parts = shown_parts(differences(old, new)) if before else []
        if parts or event.pgh_label != "update":
            by = people.get(context.get("user"))
            action = str(_ACTIONS[event.pgh_label])
            found.append(RowChange(action, event.pgh_created_at, by, through(context), parts))
    return found[:SHOWN]


class RowHistoryMixin:
    """Replaces Django's own history, which knows nothing of what other ways in have written."""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise PermissionDenied
        options = self.model._meta
        change = f"admin:{options.app_label}_{options.model_name}_change"
        context = self.admin_site.each_context(request) | {
            "title": _("History"),
            "opts": options,
            "row": row,
            "changes": row_changes(row),
            "row_url": reverse(change, args=[row.pk]),
        }
        return TemplateResponse(request, "admin/editorial/row_history.html", context)
