"""Fields of the statistics that are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from iomiran.common.translation import EDITION_FIELDS

from .models import (
    Correction,
    HeadlineFigureEdition,
    PlaceEdition,
    PlanChange,
    PlannedRelease,
    Release,
    SeriesEdition,
    TermEdition,
)


@register(PlaceEdition)
class PlaceEditionTranslation(TranslationOptions):
    fields = ("name", "other_side", "note", *EDITION_FIELDS)


@register(SeriesEdition)
class SeriesEditionTranslation(TranslationOptions):
    fields = (
        "title",
        "who_counts",
        "what_is_counted",
        "where_counted",
        "method",
        "caveat",
        *EDITION_FIELDS,
    )


@register(Release)
class ReleaseTranslation(TranslationOptions):
    fields = ("notes", "findings_note", *EDITION_FIELDS)


@register(HeadlineFigureEdition)
class HeadlineFigureEditionTranslation(TranslationOptions):
    fields = ("title", "note", *EDITION_FIELDS)


@register(Correction)
class CorrectionTranslation(TranslationOptions):
    fields = ("what", "effect")


@register(TermEdition)
class TermEditionTranslation(TranslationOptions):
    fields = ("name", "short", "definition", *EDITION_FIELDS)


@register(PlannedRelease)
class PlannedReleaseTranslation(TranslationOptions):
    fields = ("title", "reason")


@register(PlanChange)
class PlanChangeTranslation(TranslationOptions):
    fields = ("reason",)
