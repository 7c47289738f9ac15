"""Observations: what is counted, as the source gives it. No rounded and no derived column.

An observation is valid from one release of its series to another: a release stores only what
changed. It is part of release N when `from_release <= N` and `to_release` is empty or greater.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.models import Level
from iomiran.common.editorial.states import State

from . import dimensions
from .dimensions import (
    ALIKE,
    AgeGroup,
    Confidence,
    CountryFrom,
    Documentation,
    HowGiven,
    Manner,
    Sex,
)
from .places import Place
from .series import Series


class Source(models.Model):
    """A page or report that observations were read from."""

    name = models.CharField(_("source"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published = PartialDateField(_("date"), blank=True, help_text=_("2025-06-30, 2025-06 or 2025."))
    level = models.CharField(_("level"), max_length=1, choices=Level)
    quoted = models.CharField(
        _("quoted organisation"),
        max_length=80,
        blank=True,
        help_text=_("Whom a news outlet or another organisation quotes."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["name", "publisher", "url", "published", "level", "quoted"],
                name="source_once",
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="source_level_known"),
        ]

    def __str__(self):
        return self.name


class ReleasedQuerySet(models.QuerySet):
    """Rows that are valid from one release to another."""

    def published(self):
        """The rows of the live release of each series: the only way to the public."""
        return self.filter(
            Q(to_release__isnull=True) | Q(to_release__gt=F("series__releases__number")),
            series__releases__state=State.PUBLISHED,
            from_release__lte=F("series__releases__number"),
        )

    def in_release(self, release):
        """The rows as `release` has them, live or earlier."""
        return self.filter(
            Q(to_release__isnull=True) | Q(to_release__gt=release.number),
            series_id=release.document_id,
            from_release__lte=release.number,
        )

    def newest(self):
        """Rows that no release has closed yet."""
        return self.filter(to_release__isnull=True)


def validity(model: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(to_release__isnull=True) | Q(to_release__gt=F("from_release")),
            name=f"{model}_validity_in_order",
        )
    ]


class Observation(models.Model):
    # Every index below begins with the series.
    series = models.ForeignKey(Series, models.PROTECT, related_name="observations", db_index=False)
    key = models.CharField(
        max_length=200,
        help_text=_("Period, place and dimensions in one text: the same in every release."),
    )
    from_release = models.PositiveIntegerField()
    to_release = models.PositiveIntegerField(null=True, blank=True)

    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"), help_text=_("The last day of the period."))
    place = models.ForeignKey(Place, models.PROTECT, related_name="observations")
    country_from = models.CharField(_("returned from"), max_length=10, choices=CountryFrom)
    documentation = models.CharField(
        _("documentation"), max_length=12, choices=Documentation, default=Documentation.ALL
    )
    manner = models.CharField(
        _("manner of return"), max_length=12, choices=Manner, default=Manner.ALL
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.ALL)
    age_group = models.CharField(
        _("age group"), max_length=10, choices=AgeGroup, default=AgeGroup.ALL
    )

    value = models.BigIntegerField(_("value"))
    precision = models.CharField(_("precision"), max_length=8, choices=dimensions.Precision)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence)
    plot = models.BooleanField(_("drawn in charts"), default=True)
    not_plotted_reason = models.CharField(_("why it is not drawn"), max_length=500, blank=True)
    how_given = models.CharField(
        _("how it is given"), max_length=12, choices=HowGiven, default=HowGiven.STATED
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = ReleasedQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("series", "period_start", "period_end", "key")
        indexes = [
            models.Index(
                fields=["series", *ALIKE, "period_start"], name="observation_alike_in_time"
            ),
            models.Index(fields=["series", "from_release"], name="observation_new_in_release"),
            models.Index(
                fields=["series", "to_release"],
                condition=Q(to_release__isnull=False),
                name="observation_gone_in_release",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="observation_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="observation_value_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(plot=True) | ~Q(not_plotted_reason=""),
                name="observation_unplotted_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(confidence=Confidence.LOW) | Q(plot=False),
                name="observation_doubtful_is_not_plotted",
            ),
            models.UniqueConstraint(
                fields=["series", "key"],
                condition=Q(to_release__isnull=True),
                name="observation_open_key_once",
            ),
            models.UniqueConstraint(
                fields=["series", "key", "from_release"], name="observation_key_once_per_release"
            ),
            *validity("observation"),
            *(
                models.CheckConstraint(
                    condition=dimensions.known(field, choices), name=f"observation_{field}_known"
                )
                for field, choices in (
                    *dimensions.DIMENSIONS.items(),
                    ("precision", dimensions.Precision),
                    ("confidence", Confidence),
                    ("how_given", HowGiven),
                )
            ),
        ]

    def __str__(self):
        return f"{self.series_id} {self.key}"


class Printed(models.TextChoices):
    """What a source prints beside its counts, kept as printed and never plotted."""

    SHARE_UNDOCUMENTED = "share_undocumented", _("share undocumented")
    SHARE_FORCED = "share_forced", _("share of forced return")
    SHARE_VOLUNTARY = "share_voluntary", _("share of voluntary return")
    SHARE_CHILDREN = "share_children", _("share of children")
    SHARE_WOMEN = "share_women", _("share of women")
    SHARE_ASSISTED = "share_assisted", _("share given assistance")
    CHANGE = "change", _("change on the period before")
    COUNT = "count", _("count printed for a part")
    CUMULATIVE = "cumulative", _("count since 1 January")


class Base(models.TextChoices):
    STATED = "stated", _("base stated")
    NOT_STATED = "not_stated", _("base not stated")


class PrintedStatement(models.Model):
    """A share, a change, a part or a year-to-date count exactly as the source prints it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="statements")
    from_release = models.PositiveIntegerField()
    to_release = models.PositiveIntegerField(null=True, blank=True)
    observation_key = models.CharField(
        max_length=200,
        help_text=_("Key of the observation that it is said of, which may have no value."),
    )
    what = models.CharField(_("what is printed"), max_length=20, choices=Printed)
    printed = models.DecimalField(_("as printed"), max_digits=14, decimal_places=2)
    base = models.CharField(_("base"), max_length=10, choices=Base, default=Base.NOT_STATED)
    base_value = models.BigIntegerField(_("base value"), null=True, blank=True)
    part_value = models.BigIntegerField(_("part of the base"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = ReleasedQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed statement")
        verbose_name_plural = _("printed statements")
        ordering = ("series", "observation_key", "what")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "observation_key", "what", "printed", "source"],
                condition=Q(to_release__isnull=True),
                name="printedstatement_open_once",
            ),
            models.CheckConstraint(
                condition=Q(base=Base.STATED) | Q(base_value__isnull=True),
                name="printedstatement_base_value_needs_base",
            ),
            models.CheckConstraint(
                condition=dimensions.known("what", Printed), name="printedstatement_what_known"
            ),
            *validity("printedstatement"),
        ]

    def __str__(self):
        return f"{self.observation_key} {self.what} {self.printed}"
