"""What became of making the portal's own infosheets: what could not be made, and who asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.languages.info import LANGUAGES

from .library import Publication


class SheetFault(models.Model):
    """Why the sheet of a publication was not made in a language when it was last tried.

    `detail` is what is missing or the typesetter says, in English; "" where there is no text to
    make it from. The row goes when the sheet is made.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="sheet_faults")
    language = models.CharField(max_length=8, choices=LANGUAGES)
    detail = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language"], name="sheetfault_one_of_a_sheet"
            )
        ]

    def __str__(self):
        return f"{self.publication} {self.language}: {self.detail or 'no text'}"


class SheetRun(models.Model):
    """One making anew of all sheets, or of those of one publication, and how far it is.

    faults: [[address, language, detail], …] as in SheetFault.
    """

    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, related_name="+", verbose_name=_("publication")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    without_text = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ("-begun_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="sheetrun_one_under_way",
            )
        ]

    def __str__(self):
        return f"{self.begun_at:%Y-%m-%d %H:%M} {self.publication or 'all'}"

    @property
    def done(self) -> int:
        return self.made + self.unchanged + self.without_text + len(self.faults)
