"""What IOM does in Iran: programmes, whom they are for, and sourced facts about them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.editorial.models import Document, Edition, EditionQuerySet, Sourced
from iomiran.common.editorial.text import TranslatedMixin
from iomiran.common.fields import RichTextField


class TargetGroup(Document):
    class Meta:
        verbose_name = _("target group")


class TargetGroupEdition(Edition):
    """The name of a group of people that programmes are for."""

    required_text = ("name",)

    document = models.ForeignKey(TargetGroup, models.PROTECT, related_name="editions")
    name = models.CharField(_("name"), max_length=120)

    class Meta(Edition.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    def shown_at(self):
        """The first programme that is for this group, or their list."""
        live = ProgrammeEdition.objects.published().with_document().in_order()
        first = live.filter(target_groups=self.document_id).first()
        return first.get_absolute_url() if first else reverse("programmes:programme_list")


class Icon(models.TextChoices):
    """Symbols of static/img/icons.svg that stand for an area of work."""

    ROUTE = "route", _("route")
    SHELTER = "shelter", _("shelter")
    CLIPBOARD = "clipboard", _("clipboard")
    HAZARD = "hazard", _("hazard")
    NETWORK = "network", _("network")
    INSTITUTION = "institution", _("institution")
    SHIELD = "shield", _("shield")


class Programme(Document):
    class Meta:
        verbose_name = _("programme")

    def get_absolute_url(self):
        return reverse("programmes:programme_detail", args=[self.slug])


class ProgrammeEditionQuerySet(EditionQuerySet):
    def in_order(self):
        return self.order_by("position", "document__slug")

    def for_latest_lists(self):
        """Without programmes whose readers may be at risk: no feeds, no latest lists."""
        return self.filter(protection=False)


class ProgrammeEdition(Edition, Sourced):
    required_text = ("title", "summary", "body")
    refers_in = ("summary", "body")
    copied_rows = ("facts",)

    document = models.ForeignKey(Programme, models.PROTECT, related_name="editions")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    icon = models.CharField(_("icon"), max_length=12, choices=Icon, blank=True)
    protection = models.BooleanField(
        _("readers may be at risk"),
        default=False,
        help_text=_(
            "The page then has a way to leave quickly, no sharing, and stays out of latest "
            "lists and feeds."
        ),
    )
    title = models.CharField(_("title"), max_length=160)
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence, shown in lists and searches.")
    )
    body = RichTextField(_("text"))
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("whom it is for")
    )

    objects = ProgrammeEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_absolute_url(self):
        return self.document.get_absolute_url()


class Fact(TranslatedMixin, Sourced):
    """One sentence about a programme, with where it comes from."""

    required_text = ("statement",)

    edition = models.ForeignKey(ProgrammeEdition, models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "place"), default=0
    )
    statement = models.CharField(_("sentence"), max_length=500)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("position", "pk")

    def __str__(self):
        return self.statement or ""
