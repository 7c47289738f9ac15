"""The words of the statistics as objects: a page, a table or a file links them by their code."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Document, Edition


class TermGroup(models.TextChoices):
    PEOPLE = "people", _("People and returns")
    COUNTS = "counts", _("What is counted, and how")
    DATA = "data", _("The data of this site")
    PLACES = "places", _("Places")


class Term(Document):
    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("slug",)


class TermEdition(Edition):
    required_text = ("name", "short")

    document = models.ForeignKey(
        Term, models.PROTECT, related_name="editions", verbose_name=_("term")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    group = models.CharField(_("group"), max_length=10, choices=TermGroup)
    name = models.CharField(_("term"), max_length=120)
    short = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("What the word means here.")
    )
    definition = models.TextField(
        _("more"),
        blank=True,
        help_text=_("What a reader must also know, such as what it must not be taken for."),
    )
    source_name = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Whose word it is. Empty: readers see that it is the usage of this site."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    see_also = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("see also")
    )

    class Meta(Edition.Meta):
        verbose_name = _("edition of a term")
        verbose_name_plural = _("terms")
        ordering = ("position", "document", "-number")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(group__in=TermGroup.values), name="termedition_group_known"
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | ~Q(source_name=""), name="termedition_source_named"
            ),
        )

    def get_absolute_url(self):
        return f"{reverse('returns:glossary')}#{self.document.slug}"
