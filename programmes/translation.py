from modeltranslation.translator import TranslationOptions, register

from iomiran.common.translation import EDITION_FIELDS

from . import models


@register(models.TargetGroupEdition)
class TargetGroupTranslation(TranslationOptions):
    fields = ("name", *EDITION_FIELDS)


@register(models.ProgrammeEdition)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "short_title", "summary", "body", *EDITION_FIELDS)


@register(models.Fact)
class FactTranslation(TranslationOptions):
    fields = ("statement",)


@register(models.AppealEdition)
class AppealTranslation(TranslationOptions):
    fields = ("name", "geography", "note", *EDITION_FIELDS)


@register(models.AppealComponent)
class AppealComponentTranslation(TranslationOptions):
    fields = ("name",)
