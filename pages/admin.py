"""The mission's own pages and statements: their forms are laid out by what the models say."""

from django.contrib import admin

from iomiran.common.editorial.desk.admin import EditionAdmin

from . import models

for model in (
    models.PageEdition,
    models.AdviceEdition,
    models.TimelineEventEdition,
    models.ContactEdition,
    models.PostEdition,
    models.PartnerEdition,
):
    admin.site.register(model, EditionAdmin)
