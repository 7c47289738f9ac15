from django.contrib import admin

from iomiran.common.editorial.desk.admin import EditionAdmin, EditionInline

from . import models


class FactInline(EditionInline):
    model = models.Fact


class ComponentInline(EditionInline):
    model = models.AppealComponent


admin.site.register(models.TargetGroupEdition, EditionAdmin)


@admin.register(models.ProgrammeEdition)
class ProgrammeAdmin(EditionAdmin):
    inlines = (FactInline,)


@admin.register(models.AppealEdition)
class AppealAdmin(EditionAdmin):
    inlines = (ComponentInline,)
