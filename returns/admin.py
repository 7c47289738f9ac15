"""Staff's view of the statistics. Counts are read here and come in through an import only."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationAdmin

from iomiran.common.admin import ReadOnlyAdmin
from iomiran.common.editorial.desk.admin import DirectedFieldsMixin, EditionAdmin
from iomiran.common.editorial.desk.choices import TitledFilter
from iomiran.common.editorial.desk.parts import EditionForm
from iomiran.common.editorial.history.row_admin import RowHistoryMixin
from iomiran.common.editorial.states import ADDRESSABLE
from iomiran.common.editorial.titles import document_title, titles_at
from iomiran.common.languages.calendars import format_date

from . import models
from .actions import record_correction
from .admin_records import PlannedReleaseAdmin, TermAdmin
from .desk import approving
from .desk.admin import ImportAdmin
from .models.places import PlaceKind

__all__ = ["PlannedReleaseAdmin", "TermAdmin"]

admin.site.register(models.Import, ImportAdmin)


class DataAdmin(EditionAdmin):
    """Editions that data stewards publish."""

    publish_permission = "common.publish_data"


class TitlesMixin:
    """Rows that belong to a series are listed with its title, in one query for all of them."""

    titles = {"series": models.Series}

    def get_queryset(self, request):
        prefetches = [titles_at(path, model) for path, model in self.titles.items()]
        return super().get_queryset(request).prefetch_related(*prefetches)

    @admin.display(description=pgettext_lazy("one of them", "series"), ordering="series__slug")
    def series_title(self, row):
        return document_title(row.series)


@admin.register(models.SeriesEdition)
class SeriesAdmin(DataAdmin):
    change_form_template = "admin/imports/series_form.html"
    list_display = ("called", "publisher", "unit", "kind", *EditionAdmin.list_display[2:])
    search_fields = ("publisher",)


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
    # A name alone is written by the register of places; what is written about it is read.
    prose = ("name", "note")
    list_display = ("called", "place_kind", "pcode", *EditionAdmin.list_display[2:])
    list_filter = (*EditionAdmin.list_filter, "document__kind")
    search_fields = ("pcode",)

    @admin.display(description=_("kind"), ordering="document__kind")
    def place_kind(self, edition):
        return edition.document.get_kind_display()


@admin.register(models.HeadlineFigureEdition)
class HeadlineFigureAdmin(TitlesMixin, DataAdmin):
    list_display = ("called", "series_title", "headline", "position", "state_label", "edited")


@admin.register(models.Release)
class ReleaseAdmin(TitlesMixin, DataAdmin):
    """A release comes from an import with its rows, never from a blank form or a copy."""

    change_form_template = "admin/imports/release_form.html"
    # What is new in a release is told by its import.
    prose = ()
    titles = {"document": models.Series}
    list_display = (
        "series_title",
        "number",
        "provisional",
        "finding_count",
        "state_label",
        "public_since",
    )
    readonly_fields = ("received_files", "findings")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """A release is given up with its import."""
        return False

    def draft_view(self, request, pk):
        raise PermissionDenied

    def get_urls(self):
        withdraw_to = self.admin_site.admin_view(self.withdraw_to_view)
        own = path("<int:pk>/withdraw-to/", withdraw_to, name="returns_release_withdraw_to")
        return [own, *super().get_urls()]

    def withdraw_to_view(self, request, pk):
        return approving.withdraw_to(self, request, self._edition(request, pk))

    def work_address(self, edition):
        """Of a release that an import makes: the screen that shows what it would change."""
        made_by = models.Import.objects.filter(release=edition).first()
        if made_by is None:
            return super().work_address(edition)
        return reverse("admin:returns_import_change", args=[made_by.pk])

    @admin.display(description=pgettext_lazy("one of them", "series"), ordering="document__slug")
    def series_title(self, release):
        return document_title(release.document)

    @admin.display(description=_("public since"), ordering="published_at")
    def public_since(self, release):
        return format_date(release.published_at, both=False) if release.published_at else None

    @admin.display(description=_("findings"))
    def finding_count(self, release):
        return len(release.findings)

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        if response.context_data:
            response.context_data["may_draft"] = False
            release = response.context_data.get("edition")
            response.context_data["may_go_back"] = (
                release is not None
                and release.state in ADDRESSABLE
                and self.has_publish_permission(request)
            )
        return response


@admin.register(models.Observation)
class ObservationAdmin(TitlesMixin, ReadOnlyAdmin):
    titles = {"series": models.Series, "place": models.Place}
    list_display = (
        "series_title",
        "period_start",
        "period_end",
        "place_title",
        "country_from",
        "manner",
        "sex",
        "age_group",
        "value",
        "precision",
        "plot",
    )
    list_filter = (("series", TitledFilter), "country_from", "manner", "plot")
    search_fields = ("key", "note")
    date_hierarchy = "period_start"

    @admin.display(description=pgettext_lazy("location", "place"), ordering="place__slug")
    def place_title(self, observation):
        return document_title(observation.place)


@admin.register(models.Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "publisher", "published", "level", "quoted")
    list_filter = ("level",)
    search_fields = ("name", "publisher")


@admin.register(models.Correction)
class CorrectionAdmin(RowHistoryMixin, TitlesMixin, DirectedFieldsMixin, TranslationAdmin):
    list_display = ("series_title", "on", "what", "old_value", "new_value")
    actions = None

    def save_model(self, request, obj, form, change):
        record_correction(correction=obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False
