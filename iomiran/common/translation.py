"""Fields of the floor that are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from .models import Picture

# Every edition registers these beside its own: who read which language, and when.
EDITION_FIELDS = ("native_reader", "native_read_on")


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alternative",)
