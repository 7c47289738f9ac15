"""An import: a file on its way to a release, its faults, and its rows as they were understood.

Staged rows are nobody's to see but staff's. They are written by sets, in SQL, and go when
the release that they make is public or the import is given up.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.files.models import Upload

from .dimensions import AgeGroup, Confidence, CountryFrom, Documentation, HowGiven, Manner, Sex
from .observations import Base, Printed, Source
from .places import Place
from .series import Release, Series


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("received")
    READING = "reading", _("being read")
    FAULTY = "faulty", _("has faults")
    READY = "ready", _("ready to be submitted")
    SUBMITTED = "submitted", _("waits for approval")
    PUBLISHED = "published", pgettext_lazy("import", "published")
    CANCELLED = "cancelled", _("given up")
    FAILED = "failed", _("could not be read")


# The staged rows of these are what a release will be made of.
WITH_RELEASE = (ImportStatus.SUBMITTED, ImportStatus.PUBLISHED)


# Of staged rows: ids come out of joins with what they point to, and are checked one by one
# when the rows become observations.
WORKING = {"related_name": "+", "db_index": False, "db_constraint": False}


class Import(models.Model):
    """One file for one series.

    mapping: {target: column name, or {"constant": …}}; see importing.mapping.
    report: {"preview": {"added", "changed", "removed", "unchanged"}, "totals": [{"country_from",
    …, "before", "after"}], "findings": [Finding], "findings_left_out": int}
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="imports")
    upload = models.ForeignKey(
        Upload, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    mapping = models.JSONField(_("meaning of the columns"), default=dict, blank=True)
    options = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus, default=ImportStatus.UPLOADED
    )
    step = models.CharField(_("step"), max_length=20, blank=True)
    rows_total = models.PositiveBigIntegerField(_("rows"), null=True, blank=True)
    rows_done = models.PositiveBigIntegerField(_("rows done"), default=0)
    fault_count = models.PositiveBigIntegerField(_("faults"), default=0)
    report = models.JSONField(default=dict, blank=True)
    message = models.TextField(_("message"), blank=True)
    release = models.OneToOneField(
        Release, models.SET_NULL, null=True, blank=True, related_name="data_import"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values), name="import_status_known"
            ),
            models.CheckConstraint(
                condition=Q(release__isnull=True) | Q(status__in=WITH_RELEASE),
                name="import_release_is_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status=ImportStatus.FAULTY) | Q(fault_count__gt=0),
                name="import_faulty_has_faults",
            ),
        ]

    def __str__(self):
        return f"{self.series_id} {self.pk}"

    @property
    def is_pending(self) -> bool:
        """Whether its rows wait for the publication of the release that they make."""
        return self.status == ImportStatus.SUBMITTED


class ImportFault(models.Model):
    """A cell, a row or a file that is not as it must be. The words come from `rule`."""

    data_import = models.ForeignKey(Import, models.CASCADE, related_name="faults")
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveBigIntegerField(null=True)
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=30)
    # What the rule needs to speak: the other row, the other period, the number of cells.
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("row", "pk")
        indexes = [models.Index(fields=["data_import", "row"], name="importfault_row")]
        constraints = [models.CheckConstraint(condition=~Q(rule=""), name="importfault_rule_given")]

    def __str__(self):
        return f"{self.row} {self.column} {self.rule}"


class StagedObservation(models.Model):
    """An observation as it will stand, and the row of the file that gave it."""

    data_import = models.ForeignKey(Import, models.CASCADE, **WORKING)
    row = models.PositiveBigIntegerField()
    # Compared by bytes: keys are ASCII, and a million of them are sorted.
    key = models.CharField(max_length=200, db_collation="C")
    period_start = models.DateField()
    period_end = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, **WORKING)
    country_from = models.CharField(max_length=10, choices=CountryFrom)
    documentation = models.CharField(max_length=12, choices=Documentation)
    manner = models.CharField(max_length=12, choices=Manner)
    sex = models.CharField(max_length=10, choices=Sex)
    age_group = models.CharField(max_length=10, choices=AgeGroup)
    value = models.BigIntegerField()
    precision = models.CharField(max_length=8)
    confidence = models.CharField(max_length=6, choices=Confidence)
    plot = models.BooleanField()
    not_plotted_reason = models.CharField(max_length=500, blank=True)
    how_given = models.CharField(max_length=12, choices=HowGiven)
    note = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, **WORKING)

    class Meta:
        indexes = [models.Index(fields=["data_import", "key"], name="stagedobservation_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0), name="stagedobservation_value_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.row} {self.key}"


class StagedStatement(models.Model):
    """A printed statement as it will stand, and the row of the file that gave it."""

    data_import = models.ForeignKey(Import, models.CASCADE, **WORKING)
    row = models.PositiveBigIntegerField()
    observation_key = models.CharField(max_length=200, db_collation="C")
    what = models.CharField(max_length=20, choices=Printed)
    printed = models.DecimalField(max_digits=14, decimal_places=2)
    base = models.CharField(max_length=10, choices=Base)
    base_value = models.BigIntegerField(null=True)
    part_value = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, **WORKING)

    class Meta:
        indexes = [
            models.Index(fields=["data_import", "observation_key"], name="stagedstatement_key")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(base=Base.STATED) | Q(base_value__isnull=True),
                name="stagedstatement_base_value_needs_base",
            )
        ]

    def __str__(self):
        return f"{self.row} {self.observation_key} {self.what}"
