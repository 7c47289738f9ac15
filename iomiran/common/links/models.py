"""What an address elsewhere answered when it was last asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CheckedLink(models.Model):
    """`status` is the HTTP status; None where nothing answered, and `problem` says why."""

    url = models.URLField(_("address"), max_length=500, unique=True)
    checked_at = models.DateTimeField(_("checked"))
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ("url",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__isnull=False) | ~Q(problem=""),
                name="checkedlink_answer_or_problem",
            )
        ]

    def __str__(self):
        return self.url

    @property
    def is_broken(self) -> bool:
        """Whether a reader finds nothing there. A refusal to machines, such as 403, is no fault."""
        return self.status is None or self.status in (404, 410) or self.status >= 500
