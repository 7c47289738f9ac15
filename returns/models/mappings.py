"""What the columns of a series' files mean, remembered from one import to the next."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .series import Series


class ColumnMapping(models.Model):
    """The mapping of the last import of the series, as importing.mapping describes it."""

    series = models.OneToOneField(
        Series,
        models.CASCADE,
        related_name="column_mapping",
        verbose_name=pgettext_lazy("one of them", "series"),
    )
    mapping = models.JSONField(_("meaning of the columns"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        default_permissions = ("view",)

    def __str__(self):
        return str(self.series_id)
