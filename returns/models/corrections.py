"""Corrections: what was wrong, what it is now, and what follows. The database keeps every one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.text import TranslatedMixin

from .series import Release, Series


class Correction(TranslatedMixin, models.Model):
    required_text = ("what",)
    keeps_history = True

    series = models.ForeignKey(Series, models.PROTECT, related_name="corrections")
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="corrections",
        help_text=_("The release that puts it right."),
    )
    on = models.DateField(_("on"))
    what = models.CharField(_("what was wrong"), max_length=400)
    old_value = models.BigIntegerField(_("value before"), null=True, blank=True)
    new_value = models.BigIntegerField(_("value now"), null=True, blank=True)
    effect = models.CharField(_("effect on readers' conclusions"), max_length=400)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(old_value__isnull=True)
                | Q(new_value__isnull=True)
                | ~Q(old_value=F("new_value")),
                name="correction_changes_something",
            )
        ]

    def __str__(self):
        return f"{self.series} {self.on}"

    def clean(self):
        super().clean()
        faults = {}
        if not self.has_language("en"):
            faults["what_en"] = _("Say it in English at least: other languages fall back on it.")
        if self.release_id and self.release.document_id != self.series_id:
            faults["release"] = _("This release is of another series.")
        if faults:
            raise ValidationError(faults)
