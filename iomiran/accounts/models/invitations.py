"""An invitation: a link by e-mail that opens once, for three days, a form for a password."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(days=3)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted nor taken back; its link may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language of the screens"),
        max_length=8,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("The e-mail is written in it too."),
    )
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), blank=True)
    # SHA-256 of the secret in the link; empty until the e-mail is written.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="invitation",
        editable=False,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()  # whoever may make accounts may invite
        ordering = ("-invited_at",)
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open",
                violation_error_message=_(
                    "This address is invited already. Send that invitation again, or take it back."
                ),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_one_end"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, account=None)
                | Q(accepted_at__isnull=False, account__isnull=False),
                name="invitation_accepted_has_account",
            ),
            models.UniqueConstraint(
                fields=("digest",), condition=~Q(digest=""), name="invitation_digest_once"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None

    @property
    def is_valid(self) -> bool:
        return self.is_open and bool(self.digest) and self.expires_at > timezone.now()

    @property
    def state(self):
        if self.accepted_at:
            return _("Accepted")
        if self.revoked_at:
            return _("Taken back")
        return _("Waiting") if self.expires_at > timezone.now() else _("Run out")
