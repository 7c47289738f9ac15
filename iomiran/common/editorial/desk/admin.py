"""The admin of an edition: a draft is edited, what is public is not; going public is a button.

Subclasses set `inlines` from EditionInline, and what is searched and listed.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from js_asset import Media
from modeltranslation.admin import TranslationAdmin

from iomiran.common.editorial.actions import (
    content_changed,
    discard_draft,
    forget_readers,
    lock_document,
    next_number,
    record,
)
from iomiran.common.editorial.admin_layout import edition_fieldsets, in_reading, readings
from iomiran.common.editorial.approving import lost_languages
from iomiran.common.editorial.assigning import remarks_on
from iomiran.common.editorial.boards.parity import to_compare
from iomiran.common.editorial.boards.waiting import public_at
from iomiran.common.editorial.content import fingerprint
from iomiran.common.editorial.history.admin import HistoryMixin
from iomiran.common.editorial.titles import title_of
from iomiran.common.editorial.translations import touch
from iomiran.common.preview.admin import PreviewMixin
from iomiran.common.references.uses import uses_context

from .buttons import EditionButtonsMixin
from .fields import DirectedFieldsMixin
from .lists import CurrentFilter, EditionListMixin, UnreadFilter, public_address
from .meeting import SEEN, meeting, seen
from .parts import AssignForm, EditionForm, EditionInline
from .typed import typed_texts

__all__ = ["CurrentFilter", "DirectedFieldsMixin", "EditionAdmin", "EditionInline", "UnreadFilter"]


class EditionAdmin(
    EditionListMixin,
    PreviewMixin,
    EditionButtonsMixin,
    HistoryMixin,
    DirectedFieldsMixin,
    TranslationAdmin,
):
    form = EditionForm
    change_form_template = "admin/editorial/change_form.html"
    delete_confirmation_template = "admin/editorial/throw_away.html"
    language_grouped = True
    is_edition_admin = True  # for the templates
    view_on_site = False
    save_as = False
    actions = None
    # Groups of fields that stand after the texts: (title, rows of names).
    after_texts = ()

    # --- what is on the screen ---

    def get_fieldsets(self, request, obj=None):
        if self.fieldsets:
            return self.fieldsets
        names = [name for name in self.get_fields(request, obj) if isinstance(name, str)]
        shown = self._readings(request, obj)
        names += [name for name in shown if name not in names]
        groups = edition_fieldsets(self.model, names, obj, self.after_texts)
        for _title, options in groups:
            options["fields"] = in_reading(options["fields"], shown)
        return groups

    def get_readonly_fields(self, request, obj=None):
        shown = self._readings(request, obj)
        given = [name for name in super().get_readonly_fields(request, obj) if name not in shown]
        return [*given, *shown.values()]

    def _readings(self, request, obj) -> dict:
        """Where the edition is only read: its fields as a reader wants to see them."""
        if obj is None or self.has_change_permission(request, obj):
            return {}
        return readings(self.model, exclude=self.get_exclude(request, obj))

    def get_exclude(self, request, obj=None):
        hidden = ["document", "withdrawal_reason"]
        return [*(super().get_exclude(request, obj) or ()), *hidden]

    def get_fields(self, request, obj=None):
        new = self.form.new_document_fields
        fields = [name for name in super().get_fields(request, obj) if name not in new]
        return fields if obj is not None else [*new, *fields]

    # --- who may do what ---

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable)

    def has_delete_permission(self, request, obj=None):
        """A draft may be thrown away; what was public stays on record."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.is_editable

    # --- saving ---

    def get_object(self, request, object_id, from_field=None):
        """While a form is being saved, the document is locked against every other action."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and connection.in_atomic_block and request.method == "POST":
            lock_document(obj)
            # Read again: a column that is not in the form is saved as it stands here.
            obj = super().get_object(request, object_id, from_field)
        if obj is not None and connection.in_atomic_block and request.method == "POST":
            obj.content_before = fingerprint(obj)
        return obj

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id is not None:
            edition = super().get_object(request, unquote(object_id))
            if edition is not None and not self.has_view_permission(request, edition):
                raise PermissionDenied
            if edition is not None and not edition.is_editable:
                return self.unsaved_response(request, edition)
            if edition is not None:
                form_class = self.get_form(request, edition, change=True)
                request.meeting = meeting(edition, request.POST, form_class)
                if request.meeting:
                    request.POST = request.meeting.data
        return super().changeform_view(request, object_id, form_url, extra_context)

    def unsaved_response(self, request, edition):
        """The draft is none any more: what was typed is shown, to be copied."""
        context = self.admin_site.each_context(request) | {
            "title": _("Nothing was saved"),
            "opts": self.model._meta,
            "edition": edition,
            "edition_title": title_of(edition),
            "typed": typed_texts(request.POST),
        }
        return TemplateResponse(request, "admin/editorial/unsaved.html", context, status=409)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            for name in self.form.new_document_fields:
                form.base_fields.pop(name, None)
        form.met = getattr(request, "meeting", None)
        return form

    def save_model(self, request, obj, form, change):
        if not change:
            document = type(obj)._meta.get_field("document").related_model
            obj.document = document.objects.create(**form.document_values())
            obj.number = next_number(type(obj), obj.document_id)
            obj.created_by = request.user
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        edition = form.instance
        if not change:
            record(action="create", edition=edition, by=request.user)
        elif fingerprint(edition) != edition.content_before:
            content_changed(edition=edition, by=request.user)
            record(action="edit", edition=edition, by=request.user, reason=edition.change_note)
        changed, in_rows = set(form.changed_data), set()
        for formset in formsets:
            for row in formset.forms:
                in_rows |= set(row.changed_data)
        forget_readers(edition, changed | in_rows)
        touch(edition, in_rows)

    def delete_model(self, request, obj):
        discard_draft(edition=obj, by=request.user)

    # --- the form ---

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The editor's import map is an inline script: the strict policy wants a nonce on it.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context["is_edition"] = True
        if obj is not None:
            context |= {
                "edition": obj,
                "edition_title": title_of(obj),
                "seen": request.POST.get(SEEN) or seen(obj) if obj.is_editable else "",
                "may": self.possible(request, obj),
                "remarks": remarks_on(obj),
                "may_assign": self.may_assign(request),
                "assign_form": AssignForm(
                    initial={"to": obj.assigned_to_id}, colleagues=self.colleagues()
                ),
                "lost_languages": lost_languages(obj),
                "public_at": public_at(obj),
                "may_draft": not obj.is_open and super().has_change_permission(request),
                "public_url": public_address(obj),
                "preview_bar": self.preview_bar(obj),
                "translations_to_compare": to_compare(obj),
                "may_confirm": super().has_change_permission(request),
                "open_edition": type(obj)
                .objects.open()
                .filter(document_id=obj.document_id)
                .exclude(pk=obj.pk)
                .first(),
            } | uses_context(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
