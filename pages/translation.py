from modeltranslation.translator import TranslationOptions, register

from iomiran.common.translation import EDITION_FIELDS

from . import models


@register(models.PageEdition)
class PageTranslation(TranslationOptions):
    fields = ("title", "summary", "body", *EDITION_FIELDS)


@register([models.AdviceEdition, models.TimelineEventEdition, models.ContactEdition])
class StatementTranslation(TranslationOptions):
    fields = ("title", "statement", *EDITION_FIELDS)


@register(models.PostEdition)
class PostTranslation(TranslationOptions):
    fields = ("name", "title", "bio", *EDITION_FIELDS)


@register(models.PartnerEdition)
class PartnerTranslation(TranslationOptions):
    fields = ("name", "role", *EDITION_FIELDS)
