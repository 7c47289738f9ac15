"""The admin of an edition: a draft is edited, what is public is not; going public is a button.

Subclasses set `inlines` from EditionInline, and what is searched and listed.
"""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from js_asset import Media
from modeltranslation.admin import TranslationAdmin

from iomiran.common.languages.info import LANGUAGES

from .actions import (
    discard_draft,
    draft_from,
    forget_readers,
    lock_document,
    next_number,
    publish_edition,
    record,
    withdraw_edition,
)
from .admin_parts import (
    CurrentFilter,
    DirectedFieldsMixin,
    EditionForm,
    EditionInline,
    WithdrawalForm,
)
from .models import Edition
from .states import State

__all__ = ["DirectedFieldsMixin", "EditionAdmin", "EditionInline"]


class EditionAdmin(DirectedFieldsMixin, TranslationAdmin):
    form = EditionForm
    change_form_template = "admin/editorial/change_form.html"
    list_filter = (CurrentFilter,)
    list_display = ("__str__", "state_label", "languages_there", "edited_at", "edited_by")
    list_select_related = ("document", "edited_by")
    ordering = ("document__slug", "-number")
    save_as = False
    actions = None
    publish_permission = "common.publish_content"

    # --- what is on the screen ---

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, edition):
        return edition.get_state_display()

    @admin.display(description=_("languages"))
    def languages_there(self, edition):
        return " · ".join(name for code, name in LANGUAGES if edition.has_language(code))

    def get_fieldsets(self, request, obj=None):
        if self.fieldsets:
            return self.fieldsets
        names = self.get_fields(request, obj)
        groups: dict[str, list[str]] = {"what": [], "source": [], "readers": [], "note": []}
        for name in names:
            if name.startswith("native_read"):
                groups["readers"].append(name)
            elif name.startswith(("source_", "confirmed_")) or name == "level":
                groups["source"].append(name)
            elif name == "change_note":
                groups["note"].append(name)
            else:
                groups["what"].append(name)
        titles = {
            "what": None,
            "source": _("Where it comes from"),
            "readers": _("Read by native speakers"),
            "note": _("For colleagues"),
        }
        return [(titles[key], {"fields": fields}) for key, fields in groups.items() if fields]

    def get_exclude(self, request, obj=None):
        hidden = ["document", "withdrawal_reason"]
        return [*(super().get_exclude(request, obj) or ()), *hidden]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if obj is not None:
            form.base_fields.pop("address", None)
        return form

    def get_fields(self, request, obj=None):
        fields = [name for name in super().get_fields(request, obj) if name != "address"]
        return fields if obj is not None else ["address", *fields]

    # --- who may do what ---

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request, obj=None):
        """A draft may be thrown away; what was public stays on record."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.is_open

    def has_publish_permission(self, request):
        return request.user.has_perm(self.publish_permission)

    # --- saving ---

    def get_object(self, request, object_id, from_field=None):
        """While a form is being saved, the document is locked against every other action."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and connection.in_atomic_block and request.method == "POST":
            lock_document(obj)
            obj.refresh_from_db(fields=["state"])
        return obj

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id is not None:
            edition = super().get_object(request, unquote(object_id))
            if edition is not None and not edition.is_open:
                self.message_user(
                    request,
                    _(
                        "This edition is no longer a draft, so nothing was saved. "
                        "Make a draft of it and edit that."
                    ),
                    messages.ERROR,
                )
                return self._back(edition)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            document = type(obj)._meta.get_field("document").related_model
            obj.document = document.objects.create(slug=form.cleaned_data["address"])
            obj.number = next_number(type(obj), obj.document_id)
            obj.created_by = request.user
        obj.edited_by = request.user
        obj.loaded_hash = ""
        super().save_model(request, obj, form, change)
        record(action="edit" if change else "create", edition=obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed = set(form.changed_data)
        for formset in formsets:
            for row in formset.forms:
                changed |= set(row.changed_data)
        forget_readers(form.instance, changed)

    def delete_model(self, request, obj):
        discard_draft(edition=obj, by=request.user)

    # --- the buttons ---

    def get_urls(self):
        options = self.model._meta
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(getattr(self, f"{name}_view")),
                name=f"{options.app_label}_{options.model_name}_{name}",
            )
            for name in ("publish", "withdraw", "draft")
        ] + super().get_urls()

    def _edition(self, request, pk) -> Edition:
        """For the buttons: the edition, which its actions lock themselves."""
        edition = super().get_object(request, str(pk))
        if edition is None or not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def _back(self, edition):
        options = self.model._meta
        return HttpResponseRedirect(
            reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk])
        )

    def _act(self, request, edition, action, done, **kwargs):
        try:
            edition = action(edition=edition, by=request.user, **kwargs)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)
        return self._back(edition)

    def publish_view(self, request, pk):
        edition = self._edition(request, pk)
        if request.method != "POST" or not self.has_publish_permission(request):
            raise PermissionDenied
        return self._act(request, edition, publish_edition, _("It is public now."))

    def draft_view(self, request, pk):
        edition = self._edition(request, pk)
        if request.method != "POST" or not super().has_change_permission(request):
            raise PermissionDenied
        done = _("You are editing a draft. The public page stays as it is until you publish.")
        return self._act(request, edition, draft_from, done)

    def withdraw_view(self, request, pk):
        edition = self._edition(request, pk)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        form = WithdrawalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            return self._act(
                request, edition, withdraw_edition, _("It is withdrawn."), reason=reason
            )
        context = self.admin_site.each_context(request) | {
            "title": _("Withdraw from the public"),
            "form": form,
            "edition": edition,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/editorial/withdraw.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The editor's import map is an inline script: the strict policy wants a nonce on it.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if obj is not None:
            model = type(obj)
            address = getattr(obj, "get_absolute_url", None)
            context |= {
                "edition": obj,
                "may_publish": obj.is_open and self.has_publish_permission(request),
                "may_withdraw": obj.state == State.PUBLISHED
                and self.has_publish_permission(request),
                "may_draft": not obj.is_open and super().has_change_permission(request),
                "public_url": address() if address and obj.state == State.PUBLISHED else "",
                "open_edition": model.objects.open()
                .filter(document_id=obj.document_id)
                .exclude(pk=obj.pk)
                .first(),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
