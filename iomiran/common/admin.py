"""Pictures, files as received, and the history of actions. The last two are only read."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .columns import moment_column
from .editorial.desk.bundle_admin import BundleAdmin
from .editorial.desk.fields import DirectedFieldsMixin
from .editorial.models import AuditEntry, Bundle
from .files.admin import PictureAdmin
from .files.models import Picture, Reading, Upload
from .files.presenting import size_text

__all__ = ["PictureAdmin", "PictureChoiceMixin", "UploadAdmin"]


admin.site.register(Bundle, BundleAdmin)


class ReadOnlyAdmin(DirectedFieldsMixin, admin.ModelAdmin):
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PictureChoiceField(forms.ModelChoiceField):
    """Pictures by what they show: the name of a file says little."""

    def label_from_instance(self, picture):
        text = picture.text()
        return f"{text.alternative} ({picture})" if text else str(picture)


class PictureChoiceMixin:
    """For admins of editions with a `picture`: the list of pictures in one query."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Picture:
            kwargs["queryset"] = Picture.objects.select_related("upload")
            kwargs["form_class"] = PictureChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadingFilter(admin.SimpleListFilter):
    title = _("text")
    parameter_name = "reading"

    def lookups(self, request, model_admin):
        return Reading.choices

    def queryset(self, request, queryset):
        known = self.value() in Reading.values
        return queryset.filter(reading=self.value()) if known else queryset


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = (
        "name",
        "media_type",
        "size_shown",
        "pages",
        "text_read",
        moment_column("created_at", _("time")),
        "person",
    )
    list_filter = ("media_type", ReadingFilter)
    list_select_related = ("created_by",)
    search_fields = ("name", "sha256")

    @admin.display(description=_("by"))
    def person(self, upload):
        return upload.created_by

    @admin.display(description=_("text"), ordering="reading")
    def text_read(self, upload):
        return upload.get_reading_display() or "–"

    @admin.display(description=_("size"), ordering="size")
    def size_shown(self, upload):
        return size_text(upload.size)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = (
        moment_column("at", _("time")),
        "done",
        "kind",
        "document",
        "edition_number",
        "by",
        "reason",
    )
    list_filter = ("action", "kind")
    list_select_related = ("by",)
    search_fields = ("document", "reason")

    @admin.display(description=_("action"), ordering="action")
    def done(self, entry):
        return entry.action_label
