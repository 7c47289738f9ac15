"""What an edition keeps of its way to the public, and the rules of that way as constraints."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .states import ADDRESSABLE, APPROVED, OPEN, State


def _by():
    """Whoever did something to an edition stays on record."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )


class Workflow(models.Model):
    """Abstract: who wrote, submitted, approved, published and took back an edition, and when."""

    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    created_by = _by()
    # Of the content: a save that changes nothing leaves both.
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_by = _by()
    assigned_to = _by()
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = _by()
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = _by()
    approved_content = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the very content that was approved",
    )
    scheduled_for = models.DateTimeField(_("goes public at"), null=True, editable=False)
    scheduled_at = models.DateTimeField(null=True, editable=False)
    scheduled_by = _by()
    bundle = models.ForeignKey(
        "common.Bundle", models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = _by()
    is_emergency = models.BooleanField(default=False, editable=False)
    unapproved_reason = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why it went public without a second person; empty where one approved it",
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = _by()
    withdrawal_reason = models.CharField(_("public reason"), max_length=300, blank=True)
    removed_to = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Address, without its language, that replaces a removed page; empty for none",
    )
    review_due = models.DateField(
        _("look at it again on"),
        null=True,
        blank=True,
        help_text=_("Empty: after the time that is usual for its kind."),
    )

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=ADDRESSABLE), name="%(class)s_one_live"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=OPEN), name="%(class)s_one_open"
            ),
            models.UniqueConstraint(fields=["document", "number"], name="%(class)s_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | Q(published_at__isnull=False),
                name="%(class)s_public_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.WITHDRAWN, State.REMOVED))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="%(class)s_withdrawal_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.IN_REVIEW) | Q(submitted_at__isnull=False),
                name="%(class)s_review_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.IN_REVIEW))
                | Q(approved_by__isnull=False)
                | (~Q(unapproved_reason="") & ~Q(state__in=APPROVED)),
                name="%(class)s_public_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    (Q(edited_by__isnull=True) | ~Q(approved_by=F("edited_by")))
                    & (Q(submitted_by__isnull=True) | ~Q(approved_by=F("submitted_by")))
                ),
                name="%(class)s_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (Q(approved_at__isnull=False) & ~Q(approved_content="")),
                name="%(class)s_approval_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED)
                | Q(scheduled_for__isnull=False)
                | Q(bundle__isnull=False),
                name="%(class)s_schedule_has_time",
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | ~Q(unapproved_reason=""),
                name="%(class)s_emergency_has_reason",
            ),
        )

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_editable(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_in_review(self) -> bool:
        return self.state == State.IN_REVIEW

    @property
    def is_approved(self) -> bool:
        """Approved and not yet public."""
        return self.state in APPROVED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    @property
    def is_removed(self) -> bool:
        return self.state == State.REMOVED

    @property
    def is_taken_back(self) -> bool:
        """Whether it was public and its address now says that it is not, or leads elsewhere."""
        return self.state in (State.WITHDRAWN, State.REMOVED)

    @property
    def awaits_second_person(self) -> bool:
        """Whether it went public in an emergency and nobody else has looked at it since."""
        return self.is_emergency and self.approved_by_id is None
