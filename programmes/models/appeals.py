"""Funding appeals. Each stands alone: they are never merged, added or drawn as one line."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.dates import PartialDateField, not_before
from iomiran.common.editorial.models import Document, Edition, EditionQuerySet, Sourced
from iomiran.common.editorial.text import TranslatedMixin
from iomiran.common.languages.numbers import PRECISIONS

from .programmes import Programme


class Appeal(Document):
    class Meta:
        verbose_name = _("appeal")


class AppealEditionQuerySet(EditionQuerySet):
    def in_order(self):
        return self.order_by("position", "document__slug")


class AppealEdition(Edition, Sourced):
    required_text = ("name", "geography")
    copied_rows = ("components",)

    document = models.ForeignKey(Appeal, models.PROTECT, related_name="editions")
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    name = models.CharField(_("name"), max_length=200)
    geography = models.CharField(_("geography"), max_length=200)
    note = models.CharField(_("note for readers"), max_length=500, blank=True)
    launched = PartialDateField(_("published"), blank=True)
    period_start = PartialDateField(_("from"), blank=True)
    period_end = PartialDateField(_("to"), blank=True)
    amount_usd = models.PositiveBigIntegerField(_("amount sought, US dollars"))
    amount_precision = models.CharField(
        _("how exact the amount is"), max_length=8, choices=PRECISIONS, default="exact"
    )
    people_targeted = models.PositiveBigIntegerField(_("people targeted"), null=True, blank=True)
    people_precision = models.CharField(
        _("how exact the number of people is"),
        max_length=8,
        choices=PRECISIONS,
        default="exact",
    )

    objects = AppealEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_usd__gt=0), name="appealedition_amount_positive"
            ),
            models.CheckConstraint(
                condition=not_before("period_end", "period_start"),
                name="appealedition_period_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
        )

    def shown_at(self):
        return self.programme.get_absolute_url()


class AppealComponent(TranslatedMixin, models.Model):
    """A part of an appeal that its source states, such as one objective. Never added up."""

    required_text = ("name",)

    edition = models.ForeignKey(AppealEdition, models.CASCADE, related_name="components")
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "place"), default=0
    )
    name = models.CharField(_("name"), max_length=200)
    amount_usd = models.PositiveBigIntegerField(_("amount sought, US dollars"))
    people_targeted = models.PositiveBigIntegerField(_("people targeted"), null=True, blank=True)
    funded_percent = models.PositiveSmallIntegerField(
        _("funded, per cent, as printed"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    as_of = PartialDateField(_("as of"), blank=True)

    class Meta:
        verbose_name = _("part of an appeal")
        verbose_name_plural = _("parts of an appeal")
        ordering = ("position", "pk")

    def __str__(self):
        return self.name or ""
