"""Staff's view of the statistics. Counts are read here and come in through an import only."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from iomiran.common.editorial.admin import DirectedFieldsMixin, EditionAdmin
from iomiran.common.editorial.admin_parts import EditionForm

from . import models
from .actions import record_correction
from .models.places import PlaceKind


class DataAdmin(EditionAdmin):
    """Editions that data stewards publish."""

    publish_permission = "common.publish_data"


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(models.SeriesEdition)
class SeriesAdmin(DataAdmin):
    list_display = ("__str__", "publisher", "unit", "kind", "state_label", "languages_there")
    search_fields = ("title_en", "title_fa", "document__slug")


class PlaceForm(EditionForm):
    """A place is of one kind for ever: what is counted in it depends on that."""

    new_document_fields = ("slug", "place_kind")
    # "Everywhere" and "not stated" are there once and for all.
    place_kind = forms.ChoiceField(
        label=_("kind"),
        choices=[
            (kind.value, kind.label)
            for kind in PlaceKind
            if kind not in (PlaceKind.EVERYWHERE, PlaceKind.NOT_STATED)
        ],
    )

    def document_values(self):
        return super().document_values() | {"kind": self.cleaned_data["place_kind"]}


@admin.register(models.PlaceEdition)
class PlaceAdmin(DataAdmin):
    form = PlaceForm
    list_display = ("__str__", "place_kind", "pcode", "state_label", "languages_there")
    list_filter = (*EditionAdmin.list_filter, "document__kind")
    search_fields = ("name_en", "name_fa", "document__slug", "pcode")

    @admin.display(description=_("kind"), ordering="document__kind")
    def place_kind(self, edition):
        return edition.document.get_kind_display()


@admin.register(models.HeadlineFigureEdition)
class HeadlineFigureAdmin(DataAdmin):
    list_display = ("__str__", "series", "headline", "position", "state_label")
    list_select_related = ("document", "edited_by", "series")
    search_fields = ("title_en", "title_fa", "document__slug")


@admin.register(models.Release)
class ReleaseAdmin(DataAdmin):
    """A release comes from an import with its rows, never from a blank form or a copy."""

    list_display = ("__str__", "provisional", "finding_count", "state_label", "published_at")
    search_fields = ("document__slug",)
    readonly_fields = ("received_files", "findings")

    def has_add_permission(self, request):
        return False

    def draft_view(self, request, pk):
        raise PermissionDenied

    @admin.display(description=_("findings"))
    def finding_count(self, release):
        return len(release.findings)

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        if response.context_data:
            response.context_data["may_draft"] = False
        return response


@admin.register(models.Observation)
class ObservationAdmin(ReadOnlyAdmin):
    list_display = (
        "series",
        "period_start",
        "period_end",
        "place",
        "country_from",
        "manner",
        "sex",
        "age_group",
        "value",
        "precision",
        "plot",
    )
    list_filter = ("series", "country_from", "manner", "plot")
    list_select_related = ("series", "place")
    search_fields = ("key", "note")
    date_hierarchy = "period_start"


@admin.register(models.Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "publisher", "published", "level", "quoted")
    list_filter = ("level",)
    search_fields = ("name", "publisher")


@admin.register(models.Correction)
class CorrectionAdmin(DirectedFieldsMixin, TranslationAdmin):
    list_display = ("series", "on", "what", "old_value", "new_value")
    list_select_related = ("series",)
    actions = None

    def save_model(self, request, obj, form, change):
        record_correction(correction=obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False
