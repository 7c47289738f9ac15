from django.contrib import admin

from iomiran.common.editorial.admin import EditionAdmin, EditionInline

from . import models


class FactInline(EditionInline):
    model = models.Fact


class ComponentInline(EditionInline):
    model = models.AppealComponent


@admin.register(models.TargetGroupEdition)
class TargetGroupAdmin(EditionAdmin):
    search_fields = ("name_en", "name_fa")


@admin.register(models.ProgrammeEdition)
class ProgrammeAdmin(EditionAdmin):
    inlines = (FactInline,)
    filter_horizontal = ("target_groups",)
    search_fields = ("title_en", "title_fa", "document__slug")


@admin.register(models.AppealEdition)
class AppealAdmin(EditionAdmin):
    inlines = (ComponentInline,)
    search_fields = ("name_en", "name_fa", "document__slug")
