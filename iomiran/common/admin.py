"""Pictures, files as received, and the history of actions. The last two are only read."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import build_localized_fieldname

from .editorial.actions import raise_generation
from .editorial.admin import DirectedFieldsMixin
from .editorial.models import AuditEntry
from .files.forms import PictureFileField
from .files.models import Picture, Upload
from .files.pictures import attach_picture
from .files.presenting import size_text

# Every page is complete in these two, so every picture is described in them.
DESCRIBED_IN = ("en", "fa")


class ReadOnlyAdmin(DirectedFieldsMixin, admin.ModelAdmin):
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PictureForm(forms.ModelForm):
    file = PictureFileField(label=_("picture"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Pages refer to the picture: another photograph is another picture.
            self.fields.pop("file", None)
        for language in DESCRIBED_IN:
            name = build_localized_fieldname("alternative", language)
            if name in self.fields:
                self.fields[name].required = True


class PictureChoiceMixin:
    """For admins of editions with a `picture`: the list of pictures in one query."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Picture:
            kwargs["queryset"] = Picture.objects.select_related("upload")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Picture)
class PictureAdmin(DirectedFieldsMixin, TranslationAdmin):
    form = PictureForm
    actions = None
    list_display = ("__str__", "width", "height", "credit", "licence", "created_at")
    list_select_related = ("upload",)
    search_fields = ("upload__name", "alternative_en", "alternative_fa", "credit")

    def get_fields(self, request, obj=None):
        fields = [name for name in super().get_fields(request, obj) if name != "file"]
        return fields if obj else ["file", *fields]

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        file = form.cleaned_data.get("file")
        if file:
            content, name = file
            attach_picture(obj, content=content, name=name, by=request.user)
            return
        super().save_model(request, obj, form, change)
        # The description stands on live pages.
        raise_generation()


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ("name", "media_type", "size_shown", "pages", "created_at", "created_by")
    list_filter = ("media_type",)
    list_select_related = ("created_by",)
    search_fields = ("name", "sha256")

    @admin.display(description=_("size"), ordering="size")
    def size_shown(self, upload):
        return size_text(upload.size)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "done", "kind", "document", "edition_number", "by", "reason")
    list_filter = ("action", "kind")
    list_select_related = ("by",)
    search_fields = ("document", "reason")
    date_hierarchy = "at"

    @admin.display(description=_("action"), ordering="action")
    def done(self, entry):
        return entry.action_label
