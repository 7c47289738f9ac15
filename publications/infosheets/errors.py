"""Why a sheet cannot be made of what is live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    NO_FIGURES = "no_figures", _("No figure of the series lies in the period of this sheet.")
    FIGURE_GONE = "figure_gone", _("Its text refers to something that is not public any more.")
    NO_TEXT = "no_text", _("What it is made from is not there any more in this language.")
    TOO_LONG = "too_long", _("What it is made from does not fit on two pages.")
    NOT_SET = "not_set", _("It could not be set.")


class SheetError(ValueError):
    """`detail` names what it is about: a mark, a period, the words of the engine."""

    def __init__(self, reason: Reason, detail: str = ""):
        super().__init__(f"{reason.label} {detail}".strip())
        self.reason, self.detail = reason, detail
