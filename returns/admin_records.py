"""Staff's screens for the calendar of releases and for the glossary."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationAdmin

from iomiran.common.editorial.desk.admin import DirectedFieldsMixin, EditionAdmin
from iomiran.common.editorial.history.row_admin import RowHistoryMixin
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import document_title, titles_at
from iomiran.common.languages.calendars import format_date, format_partial

from . import models
from .actions_calendar import plan_release


@admin.register(models.TermEdition)
class TermAdmin(EditionAdmin):
    """Words of the glossary: data stewards publish them."""

    publish_permission = "common.publish_data"
    list_display = ("called", "group", "position", *EditionAdmin.list_display[2:])
    list_filter = (*EditionAdmin.list_filter, "group")


class PlanChangeInline(admin.TabularInline):
    """What became of the plan so far. Nothing here is typed."""

    model = models.PlanChange
    extra = 0
    can_delete = False
    verbose_name_plural = _("What changed so far")
    fields = readonly_fields = ("day", "moved", "new_status", "reason_en")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("when"))
    def day(self, change):
        return format_date(change.at, both=False)

    @admin.display(description=_("date"))
    def moved(self, change):
        dates = (change.old_expected, change.new_expected)
        if not change.old_expected or change.old_expected == change.new_expected:
            dates = dates[1:]
        return " → ".join(format_partial(one, both=False) for one in dates)


@admin.register(models.PlannedRelease)
class PlannedReleaseAdmin(RowHistoryMixin, DirectedFieldsMixin, TranslationAdmin):
    """Readers see every change at once, with its reason. A plan is cancelled, never deleted."""

    list_display = ("title_en", "series_title", "expected_text", "status")
    list_filter = ("status",)
    inlines = (PlanChangeInline,)
    actions = None
    fieldsets = (
        (
            _("What and when"),
            {
                "fields": ("series", "title", "expected", "status"),
                "description": _(
                    "Announce only what is really planned. “Provisional” is a date that may "
                    "still move, “confirmed” one that readers may rely on."
                ),
            },
        ),
        (
            _("If the date moves or the release is cancelled"),
            {
                "fields": ("reason",),
                "description": _("Say why, each time anew. Readers see the reason."),
            },
        ),
        (
            _("When it is published"),
            {
                "fields": ("release",),
                "description": _(
                    "Choose the release that came of the plan and set the status to “published”."
                ),
            },
        ),
    )

    def get_queryset(self, request):
        plans = super().get_queryset(request)
        return plans.prefetch_related(titles_at("series", models.Series))

    @admin.display(description=pgettext_lazy("one of them", "series"), ordering="series__slug")
    def series_title(self, plan):
        return document_title(plan.series)

    @admin.display(description=_("expected"), ordering="expected")
    def expected_text(self, plan):
        return format_partial(plan.expected, both=False)

    def get_readonly_fields(self, request, obj=None):
        return ("series",) if obj else ()

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "release" in form.base_fields:
            public = models.Release.objects.filter(
                state__in=(State.PUBLISHED, State.SUPERSEDED), plan=None
            )
            if obj:
                own = models.Release.objects.filter(plan=obj)
                public = (public | own).filter(document=obj.series_id)
            form.base_fields["release"].queryset = public.distinct()
        return form

    def save_model(self, request, obj, form, change):
        plan_release(plan=obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False
