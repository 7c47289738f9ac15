"""The audit page: what was done, by whom and when, narrowed by person, kind and day."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .audit import CONTENT, PER_PAGE, AuditFilter, Trail
from .models import Kind, User

SECURITY = "common.view_security"
HISTORY = "common.view_auditentry"


class DayInput(forms.DateInput):
    """What is no day is told beside the field, not put into it: browsers refuse it."""

    input_type = "date"

    def format_value(self, value):
        if isinstance(value, str) and not parsed_day(value):
            return None
        return super().format_value(value)


def parsed_day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None


class AuditForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.order_by("name", "email"),
        label=gettext_lazy("Person"),
        required=False,
        empty_label=gettext_lazy("Everybody"),
        error_messages={"invalid_choice": gettext_lazy("There is no such account.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("There is no such kind.")},
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=DayInput(format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day as 2025-06-30.")},
    )

    def __init__(self, *args, security: bool, content: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything"))]
        choices += [(CONTENT, _("Actions on content"))] if content else []
        choices += Kind.choices if security else []
        self.fields["kind"].choices = choices


def audit(site, request):
    """Security events for administrators, actions on content for who may see their history."""
    security, content = request.user.has_perm(SECURITY), request.user.has_perm(HISTORY)
    if not (security or content):
        raise PermissionDenied
    form = AuditForm(request.GET, security=security, content=content)
    # What cannot be read narrows nothing; the form says so beside its field.
    read = form.cleaned_data if form.is_valid() else getattr(form, "cleaned_data", {})
    wanted = AuditFilter(read.get("person"), read.get("kind") or "", read.get("day"))
    trail = Trail(wanted, security=security, content=content)
    page = Paginator(trail, PER_PAGE).get_page(request.GET.get("page"))
    question = request.GET.copy()
    question.pop("page", None)
    context = site.each_context(request) | {
        "title": _("Audit"),
        "form": form,
        "page": page,
        "entries": page.object_list,
        "question": question.urlencode(),
        "security": security,
    }
    return TemplateResponse(request, "admin/audit.html", context)
