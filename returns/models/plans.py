"""Releases to come: when each is expected, and every change of that date with its reason."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.states import State
from iomiran.common.editorial.text import TranslatedMixin

from .series import Release, Series

# A column of a language may be NULL, which a bare comparison would let through.
REASON_GIVEN = Q(reason_en__isnull=False) & ~Q(reason_en="")
REASONS = ("reason_en", "reason_fa", "reason_fa_af", "reason_ps")


class PlanStatus(models.TextChoices):
    PROVISIONAL = "provisional", pgettext_lazy("planned release", "provisional")
    CONFIRMED = "confirmed", pgettext_lazy("planned release", "confirmed")
    PUBLISHED = "published", pgettext_lazy("planned release", "published")
    CANCELLED = "cancelled", pgettext_lazy("planned release", "cancelled")


class PlannedRelease(TranslatedMixin, models.Model):
    required_text = ("title",)
    keeps_history = True

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="planned",
        verbose_name=pgettext_lazy("one of them", "series"),
    )
    title = models.CharField(
        _("what is planned"),
        max_length=200,
        help_text=_("In a few words, for example which months the release will add."),
    )
    expected = PartialDateField(
        _("expected"),
        help_text=_("As exact as it is known: 2025-06-30, 2025-06 or 2025."),
    )
    status = models.CharField(
        _("status"), max_length=11, choices=PlanStatus, default=PlanStatus.PROVISIONAL
    )
    date_changed = models.BooleanField(default=False, editable=False)
    reason = models.CharField(
        _("public reason"),
        max_length=300,
        blank=True,
        help_text=_("Why the date changed or the release was cancelled. Readers see it."),
    )
    release = models.OneToOneField(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan",
        verbose_name=_("release"),
        help_text=_("The release that came of it."),
    )
    # What a subscriber's calendar compares: it rises with every change that readers see.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("planned release")
        verbose_name_plural = _("planned releases")
        ordering = ("expected", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PlanStatus.values), name="plannedrelease_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.CANCELLED) | REASON_GIVEN,
                name="plannedrelease_cancelled_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(date_changed=False) | REASON_GIVEN,
                name="plannedrelease_change_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=PlanStatus.PUBLISHED, release__isnull=False)
                | (~Q(status=PlanStatus.PUBLISHED) & Q(release__isnull=True)),
                name="plannedrelease_published_has_release",
            ),
            models.CheckConstraint(condition=~Q(expected=""), name="plannedrelease_has_date"),
        ]

    def __str__(self):
        return f"{self.series} {self.expected}"

    def kept(self) -> "PlannedRelease | None":
        """The plan as the database has it; None for a new one."""
        return type(self).objects.filter(pk=self.pk).first() if self.pk else None

    def clean(self):
        super().clean()
        faults = self._faults(self.kept())
        if faults:
            raise ValidationError(faults)

    def _faults(self, before: "PlannedRelease | None") -> dict:
        """By field. A changed date and a cancellation need a reason, said anew for each."""
        faults = {}
        said = before is None or any(getattr(before, n) != getattr(self, n) for n in REASONS)
        moved = before is not None and before.expected != self.expected
        cancelled = self.status == PlanStatus.CANCELLED and (
            before is None or before.status != self.status
        )
        if (moved or cancelled) and not (self.reason_en and said):
            faults["reason_en"] = _("Say why, in English at least: readers see the reason.")
        if not self.has_language("en"):
            faults["title_en"] = _("Say it in English at least: other languages fall back on it.")
        if before and before.series_id != self.series_id:
            faults["series"] = _("A plan stays with its series: cancel it and make another.")
        if before and before.status == PlanStatus.PUBLISHED != self.status:
            faults["status"] = _("What was published stays published.")
        if release_fault := self._release_fault():
            faults["release"] = release_fault
        return faults

    def _release_fault(self):
        if (self.status == PlanStatus.PUBLISHED) != bool(self.release_id):
            return _("“Published” and its release go together.")
        if self.release_id and self.release.document_id != self.series_id:
            return _("This release is of another series.")
        if self.release_id and self.release.state not in (State.PUBLISHED, State.SUPERSEDED):
            return _("This release is not public yet.")
        return None


class PlanChange(TranslatedMixin, models.Model):
    """One change of a plan. Rows are only ever added; the database refuses the rest."""

    plan = models.ForeignKey(PlannedRelease, models.PROTECT, related_name="changes")
    at = models.DateTimeField(_("when"))
    old_expected = PartialDateField(_("date before"), blank=True)
    new_expected = PartialDateField(_("date now"))
    old_status = models.CharField(max_length=11, choices=PlanStatus, blank=True)
    new_status = models.CharField(max_length=11, choices=PlanStatus)
    reason = models.CharField(_("public reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of a plan")
        verbose_name_plural = _("changes of plans")
        ordering = ("at", "pk")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(old_expected="")
                | Q(old_expected=models.F("new_expected"))
                | REASON_GIVEN,
                name="planchange_date_has_reason",
            )
        ]

    def __str__(self):
        return f"{self.plan_id} {self.old_expected} {self.new_expected}"
