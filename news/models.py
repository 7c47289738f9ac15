"""News of the mission, and what others wrote about it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.models import Document, Edition, EditionQuerySet, Level, Sourced
from iomiran.common.fields import RichTextField
from iomiran.common.files.models import Picture
from programmes.models import Programme
from programmes.related import documents_at_risk


class NewsItem(Document):
    class Meta:
        verbose_name = _("news item")

    def get_absolute_url(self):
        return reverse("news:news_detail", args=[self.slug])


class Kind(models.TextChoices):
    NEWS = "news", pgettext_lazy("a single item", "News")
    COVERAGE = "coverage", _("External coverage")


class NewsItemEditionQuerySet(EditionQuerySet):
    def newest_first(self):
        """By date as exact as it is known; undated items come last."""
        return self.order_by("-date", "document__slug")

    def with_year(self):
        return self.annotate(year=Left("date", 4))

    def for_latest_lists(self):
        """Without items about programmes whose readers may be at risk."""
        return self.exclude(programmes__in=documents_at_risk())


class NewsItemEdition(Edition, Sourced):
    required_text = ("title", "summary", "body")
    refers_in = ("summary", "body")

    document = models.ForeignKey(NewsItem, models.PROTECT, related_name="editions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NEWS)
    date = PartialDateField(
        _("date"),
        blank=True,
        help_text=_("2025-06-30, 2025-06 or 2025; empty when it is not known."),
    )
    outlet = models.CharField(
        _("outlet"), max_length=120, blank=True, help_text=_("For external coverage: who wrote it.")
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence, shown in lists and searches.")
    )
    body = RichTextField(_("text"))
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="+", verbose_name=_("programmes")
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    objects = NewsItemEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="newsitemedition_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.COVERAGE) | ~Q(outlet=""),
                name="newsitemedition_coverage_has_outlet",
            ),
        )

    def get_absolute_url(self):
        return self.document.get_absolute_url()

    def clean(self):
        super().clean()
        if self.kind == Kind.COVERAGE and not self.outlet:
            raise ValidationError({"outlet": _("Say who wrote it: this is external coverage.")})

    def problems(self) -> list[str]:
        """What keeps it from being published."""
        if self.level == Level.X:
            return [str(_("An aggregator's text is kept and never published: find its source."))]
        return []


def public_pictures():
    """Ids of the pictures that live items show."""
    return (
        NewsItemEdition.objects.published()
        .filter(picture__isnull=False)
        .values_list("picture_id", flat=True)
    )
