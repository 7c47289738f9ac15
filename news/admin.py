from django.contrib import admin

from iomiran.common.admin import PictureChoiceMixin
from iomiran.common.editorial.desk.admin import EditionAdmin

from . import models


@admin.register(models.NewsItemEdition)
class NewsItemAdmin(PictureChoiceMixin, EditionAdmin):
    list_display = ("called", "kind", "date", *EditionAdmin.list_display[1:])
    list_filter = (*EditionAdmin.list_filter, "kind")
    search_fields = ("outlet",)
