"""Imports in the desk: the list, and one screen for each step of an import."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.editorial.titles import document_title, titles_at
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.numbers import format_number
from returns.models import Import, Series
from returns.receiving import name_of

from . import approving, reading, reporting

CHANGE = "admin:returns_import_change"


class ImportAdmin(admin.ModelAdmin):
    """Data stewards import and submit; who may publish data approves what another submitted."""

    list_display = ("series_title", "file_name", "status_label", "row_count", "begun", "person")
    list_display_links = ("series_title",)
    list_filter = ("status",)
    list_select_related = ("created_by", "upload")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    actions = None

    # --- the list ---

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(titles_at("series", Series))

    @admin.display(description=pgettext_lazy("one of them", "series"), ordering="series__slug")
    def series_title(self, row):
        return document_title(row.series)

    @admin.display(description=_("file"))
    def file_name(self, row):
        return format_html("<bdi>{}</bdi>", name_of(row)) if row.upload else None

    @admin.display(description=_("status"), ordering="status")
    def status_label(self, row):
        return format_html(
            '<span class="state state--import-{}">{}</span>', row.status, row.get_status_display()
        )

    @admin.display(description=_("rows"), ordering="rows_total")
    def row_count(self, row):
        return None if row.rows_total is None else format_number(row.rows_total)

    @admin.display(description=_("begun"), ordering="created_at")
    def begun(self, row):
        return format_date(row.created_at, both=False)

    @admin.display(description=_("by"))
    def person(self, row):
        return format_html("<bdi>{}</bdi>", row.created_by) if row.created_by else None

    # --- who may do what ---

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        """Given up on its own screen, never deleted from a list."""
        return False

    def may_approve(self, request) -> bool:
        return request.user.has_perm("common.publish_data")

    # --- the screens ---

    def get_urls(self):
        steps = {
            "columns": reading.columns,
            "again": reading.again,
            "give-up": reading.give_up_screen,
            "faults": reporting.faults,
            "submit": approving.submit,
            "approve": approving.approve,
            "return": approving.give_back,
        }
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._step(view)),
                name=f"returns_import_{name.replace('-', '_')}",
            )
            for name, view in steps.items()
        ] + super().get_urls()

    def _step(self, view):
        def shown(request, pk):
            return view(self, request, self._import(request, str(pk)))

        return shown

    def _import(self, request, object_id: str) -> Import:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        return found

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return reading.upload(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return reporting.state(self, request, self._import(request, object_id))

    # --- for the steps ---

    def screen(self, request, template: str, title, data_import=None, **context):
        whole = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.model._meta,
            "data_import": data_import,
            "may_import": self.has_add_permission(request),
            **context,
        }
        if data_import is not None:
            whole |= {
                "series_title": document_title(data_import.series),
                "file_name": name_of(data_import) if data_import.upload else "",
            }
        return TemplateResponse(request, f"admin/imports/{template}.html", whole)

    def must_import(self, request) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def must_post(self, request) -> None:
        if request.method != "POST":
            raise PermissionDenied

    def go_to(self, data_import: Import, step: str = "change") -> HttpResponseRedirect:
        name = f"admin:returns_import_{step}"
        return HttpResponseRedirect(reverse(name, args=[data_import.pk]))

    def act(self, request, done, action, **kwargs) -> bool:
        """Do it and say so, or say why not."""
        try:
            action(by=request.user, **kwargs)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return False
        self.message_user(request, done, messages.SUCCESS)
        return True
