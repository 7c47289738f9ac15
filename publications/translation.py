from modeltranslation.translator import TranslationOptions, register

from iomiran.common.translation import EDITION_FIELDS

from . import models


@register(models.PublicationEdition)
class PublicationTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "authors", "licence_words", *EDITION_FIELDS)


@register(models.PublicationFile)
class PublicationFileTranslation(TranslationOptions):
    fields = ("label",)


@register(models.ThemeEdition)
class ThemeTranslation(TranslationOptions):
    fields = ("name", *EDITION_FIELDS)
