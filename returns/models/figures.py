"""Headline figures: objects that name an observation. Their value is never typed."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Document, Edition

from .observations import Observation
from .series import Series


class HeadlineFigure(Document):
    class Meta:
        verbose_name = _("headline figure")
        verbose_name_plural = _("headline figures")
        ordering = ("slug",)


class HeadlineFigureEdition(Edition):
    required_text = ("title",)
    shown_on = "pages:home"

    document = models.ForeignKey(
        HeadlineFigure, models.PROTECT, related_name="editions", verbose_name=_("figure")
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="figures",
        verbose_name=pgettext_lazy("one of them", "series"),
    )
    observation_key = models.CharField(
        _("key of the observation"),
        max_length=200,
        help_text=_("The value, its precision and its source are read from the live release."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    headline = models.BooleanField(_("the first figure on the home page"), default=False)
    title = models.CharField(
        _("what is counted"), max_length=200, help_text=_("Short; the period stands beside it.")
    )
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("edition of a headline figure")
        verbose_name_plural = _("headline figures")
        ordering = ("-headline", "position", "document", "-number")

    def observation(self) -> Observation | None:
        """The observation as the live release of the series has it."""
        return (
            Observation.objects.published()
            .select_related("source", "place")
            .filter(series=self.series_id, key=self.observation_key)
            .first()
        )

    def problems(self) -> list[str]:
        """What keeps the figure from going public."""
        if self.observation() is None:
            return [
                gettext("The live release of %(series)s has no observation %(key)s.")
                % {"series": self.series, "key": self.observation_key}
            ]
        return []
