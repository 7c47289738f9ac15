"""Dates as exact as the source gave them: 2025-06-30, 2025-06, 2025, or nothing."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Least, Left, Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from iomiran.common.languages.numbers import TO_ASCII

_form = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


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
        """Text as kept: dates and years become text, Persian and Arabic digits become ASCII."""
        if isinstance(value, int | date):
            return str(value)
        value = super().to_python(value)
        return value.strip().translate(TO_ASCII) if isinstance(value, str) else value

    def clean(self, value, model_instance):
        return super().clean(self.to_python(value), model_instance)


def not_before(end: str, start: str) -> Q:
    """For a constraint: `end` is empty, or not before `start` as far as both are exact."""
    shorter = Least(Length(end), Length(start))
    return Q(**{end: ""}) | GreaterThanOrEqual(Left(end, shorter), Left(start, shorter))
