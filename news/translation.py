from modeltranslation.translator import TranslationOptions, register

from iomiran.common.translation import EDITION_FIELDS

from . import models


@register(models.NewsItemEdition)
class NewsItemTranslation(TranslationOptions):
    fields = ("title", "summary", "body", *EDITION_FIELDS)
