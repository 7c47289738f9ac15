"""The fields of the desk's forms: directions, labels, and widgets that need no script."""

import re

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.admin_layout import ALWAYS_OPEN, READERS, label_of
from iomiran.common.fields import RichTextField
from iomiran.common.languages.chain import direction
from iomiran.common.languages.numbers import digits
from iomiran.common.references.checking import check_references, refuse_references

from .choices import TitledChoicesMixin

# From here on a line is too short to see what one has written.
LONG = 300
LATIN = (models.URLField, models.EmailField, models.SlugField, PartialDateField)


class ParagraphField(forms.CharField):
    """One paragraph in a field of several lines: a new line in it is a space."""

    def to_python(self, value):
        value = super().to_python(value)
        return re.sub(r"\s*[\r\n]+\s*", " ", value) if value else value


def _widget(db_field) -> dict:
    """What Django's own choice of form field and widget is replaced by."""
    if isinstance(db_field, models.URLField):
        return {"widget": forms.URLInput, "assume_scheme": "https"}
    if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
        # The browser's own calendar: no script, no time zone, and it works on a telephone.
        return {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
    if _is_paragraph(db_field):
        return {"form_class": ParagraphField, "widget": forms.Textarea(attrs={"rows": 3})}
    if isinstance(db_field, models.TextField) and not isinstance(
        _original(db_field), RichTextField
    ):
        return {"widget": forms.Textarea(attrs={"rows": 5})}
    return {}


def _original(db_field):
    return getattr(db_field, "translated_field", db_field)


def _is_paragraph(db_field) -> bool:
    return (
        isinstance(db_field, models.CharField)
        and not isinstance(db_field, models.URLField)
        and not db_field.choices
        and (db_field.max_length or 0) >= LONG
    )


class DirectedFieldsMixin(TitledChoicesMixin):
    """Every language's field is written in its own direction, whatever the screen's.

    `language_grouped` says that a heading names the language: labels then leave it out.
    """

    language_grouped = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **(_widget(db_field) | kwargs))
        if field is None:
            return None
        if _is_paragraph(db_field):
            limit = _("At most %(number)s characters.") % {
                "number": digits(db_field.max_length, get_language())
            }
            field.help_text = f"{field.help_text} {limit}".strip()
        if isinstance(db_field, LATIN):
            field.widget.attrs["dir"] = "ltr"
        if language := getattr(db_field, "language", None):
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
            grouped = self.language_grouped and language not in ALWAYS_OPEN
            grouped = grouped or db_field.name.startswith(READERS)
            field.label = label_of(db_field, within_language=grouped)
            if db_field.name.startswith(READERS):
                field.help_text = ""  # it stands over the group, once
            refers = _original(db_field).name in getattr(db_field.model, "refers_in", ())
            field.validators.append(check_references if refers else refuse_references)
            # A draft may be in any language; publishing asks for what must be there.
            field.required = False
        return field
