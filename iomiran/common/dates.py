"""Dates as exact as the source gave them: 2025-06-30, 2025-06, 2025, or nothing."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_form = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def validate_partial_date(value: str) -> None:
    """Raises ValidationError unless `value` is an ISO date, year and month, or year."""
    parts = value.split("-")
    try:
        if not _form.fullmatch(value):
            raise ValueError
        date(*[int(part) for part in (*parts, "1", "1")[:3]])
    except ValueError as error:
        raise ValidationError(_("Write the date as 2025-06-30, 2025-06 or 2025.")) from error


class PartialDateField(models.CharField):
    """A date that may lack its day or month; text order is order in time."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        kwargs.setdefault("validators", [validate_partial_date])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def to_python(self, value):
        return str(value) if isinstance(value, (int, date)) else super().to_python(value)
