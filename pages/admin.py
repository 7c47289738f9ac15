from django.contrib import admin

from iomiran.common.editorial.admin import EditionAdmin

from . import models


@admin.register(models.PageEdition)
class PageAdmin(EditionAdmin):
    search_fields = ("title_en", "title_fa", "document__slug")


@admin.register(
    models.AdviceEdition,
    models.TimelineEventEdition,
    models.ContactEdition,
)
class StatementAdmin(EditionAdmin):
    search_fields = ("title_en", "title_fa", "document__slug")


@admin.register(models.PostEdition, models.PartnerEdition)
class NameAdmin(EditionAdmin):
    search_fields = ("name_en", "name_fa", "document__slug")
