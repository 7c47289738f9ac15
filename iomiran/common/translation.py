"""Fields of the floor that are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from .models import Picture

# Every edition registers these beside its own: who read which language, and when; and when the
# language's text last changed.
EDITION_FIELDS = ("native_reader", "native_read_on", "text_changed_at")


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alternative",)
