"""House rules that Django can check at every start."""

from django.apps import apps
from django.core.checks import Error, register
from modeltranslation.translator import NotRegistered

from .editorial.models import Document, Edition
from .editorial.text import translated_fields
from .editorial.translations import NOT_TEXT


@register()
def editions_are_whole(app_configs, **kwargs):
    """Every edition keeps its readers per language and points to a document by `editions`."""
    errors = []
    for model in apps.get_models():
        if not issubclass(model, Edition):
            continue
        try:
            fields = translated_fields(model)
        except NotRegistered:
            fields = ()
        if not {*NOT_TEXT, *model.required_text} <= set(fields):
            errors.append(
                Error(
                    f"{model.__name__} does not keep its texts and readers per language.",
                    hint="Register it in translation.py with EDITION_FIELDS and its texts.",
                    id="iomiran.E001",
                )
            )
        if not issubclass(model._meta.get_field("document").related_model, Document):
            errors.append(Error(f"{model.__name__}.document is not a Document.", id="iomiran.E002"))
    return errors
