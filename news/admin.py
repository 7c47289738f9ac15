from django.contrib import admin

from iomiran.common.admin import PictureChoiceMixin
from iomiran.common.editorial.admin import CurrentFilter, EditionAdmin

from . import models


@admin.register(models.NewsItemEdition)
class NewsItemAdmin(PictureChoiceMixin, EditionAdmin):
    list_display = ("__str__", "kind", "date", *EditionAdmin.list_display[1:])
    list_filter = (CurrentFilter, "kind")
    filter_horizontal = ("programmes",)
    search_fields = ("title_en", "title_fa", "outlet", "document__slug")
