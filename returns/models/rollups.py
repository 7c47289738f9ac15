"""Sums of the live release by weeks, months and years: what screens read in place of its rows.

They are computed from the observations and never edited; `returns.importing.rollups` writes
them in the transaction that publishes a release.
"""

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.states import State

from . import dimensions
from .dimensions import ALIKE, AgeGroup, CountryFrom, Documentation, Manner, Sex
from .places import Place
from .series import Series


class Grain(TextChoices):
    """What days are grouped by."""

    OWN = "own", _("as the source counts")
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Calendar(TextChoices):
    GREGORIAN = "gregorian", _("Gregorian calendar")
    SOLAR_HIJRI = "solar_hijri", _("Solar Hijri calendar")


# What a rollup may be of: periods as the source counts them are observations.
STORED_GRAINS = (Grain.WEEK, Grain.MONTH, Grain.YEAR)


class RollupQuerySet(models.QuerySet):
    def published(self):
        """Of live releases only: the only way to the public."""
        return self.filter(series__releases__state=State.PUBLISHED)


class Rollup(models.Model):
    """The observations of one series, alike in every dimension, that end in one group of days."""

    # Written by sets from observations, whose keys the database holds: no second check of each
    # row. The unique constraint is the index for every question.
    series = models.ForeignKey(
        Series, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    grain = models.CharField(max_length=5, choices=[(g.value, g.label) for g in STORED_GRAINS])
    calendar = models.CharField(max_length=11, choices=Calendar)
    period_start = models.DateField(help_text=_("The first day of the group."))
    period_end = models.DateField(help_text=_("The last day of the group."))
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    country_from = models.CharField(max_length=10, choices=CountryFrom)
    documentation = models.CharField(max_length=12, choices=Documentation)
    manner = models.CharField(max_length=12, choices=Manner)
    sex = models.CharField(max_length=10, choices=Sex)
    age_group = models.CharField(max_length=10, choices=AgeGroup)

    value = models.BigIntegerField()
    precision = models.CharField(max_length=8, choices=dimensions.Precision)
    observations = models.PositiveIntegerField(help_text=_("Of how many counts it is the sum."))
    days_counted = models.PositiveSmallIntegerField(
        help_text=_("Days of the group that counts cover, those of the next group included.")
    )
    plot = models.BooleanField(help_text=_("Whether every count in it may be drawn."))
    # Only where it is the one observation. No key to it in the database: rows of a draft
    # release go away by millions, and each would be looked for here.
    observation = models.ForeignKey(
        "returns.Observation",
        models.DO_NOTHING,
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )

    objects = RollupQuerySet.as_manager()

    class Meta:
        verbose_name = _("sum by groups of days")
        verbose_name_plural = _("sums by groups of days")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["series", "grain", "calendar", *ALIKE, "period_start"],
                name="rollup_group_once",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="rollup_period_in_order"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="rollup_value_not_negative"),
            models.CheckConstraint(
                condition=Q(observations__gte=1), name="rollup_made_of_observations"
            ),
            models.CheckConstraint(
                condition=Q(days_counted__range=(1, 366)), name="rollup_days_counted_possible"
            ),
            *(
                models.CheckConstraint(
                    condition=dimensions.known(field, choices), name=f"rollup_{field}_known"
                )
                for field, choices in (
                    *dimensions.DIMENSIONS.items(),
                    ("precision", dimensions.Precision),
                    ("calendar", Calendar),
                    ("grain", [(grain.value, "") for grain in STORED_GRAINS]),
                )
            ),
        ]

    def __str__(self):
        return f"{self.series_id} {self.grain} {self.calendar} {self.period_start}"
