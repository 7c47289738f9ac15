"""What happened around signing in and accounts. Rows are added, and forgotten when they are old."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Failed sign-in: name or password")
    CODE_FAILED = "code_failed", _("Failed sign-in: code of the second factor")
    CHECK_FAILED = "check_failed", _("Wrong password at a screen that asks for it again")
    LOCKED_OUT = "locked_out", _("Locked out at one network")
    SLOWED = "slowed", _("Too many guesses: known devices only")
    UNLOCKED = "unlocked", _("Failed attempts forgotten")
    SIGNED_OUT = "signed_out", _("Signed out")
    SESSIONS_ENDED = "sessions_ended", _("Signed out elsewhere")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    PASSWORD_GIVEN = "password_given", _("One-time password given")
    RESET_SENT = "reset_sent", _("Link for a new password sent")
    PASSWORD_RESET = "password_reset", _("New password by a link")
    FACTOR_SET_UP = "factor_set_up", _("Second factor set up")
    FACTOR_REMOVED = "factor_removed", _("Second factor switched off")
    FACTOR_RESET = "factor_reset", _("Second factor reset by an administrator")
    CODES_MADE = "codes_made", _("Recovery codes made anew")
    CODE_USED = "code_used", _("Recovery code used")
    INVITED = "invited", _("Invitation sent")
    INVITED_AGAIN = "invited_again", _("Invitation sent again")
    INVITATION_REVOKED = "invitation_revoked", _("Invitation taken back")
    INVITATION_ACCEPTED = "invitation_accepted", _("Invitation accepted")
    ACCOUNT_MADE = "account_made", _("Account made")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    GROUPS_CHANGED = "groups_changed", _("Groups changed")
    DEACTIVATED = "deactivated", _("Account deactivated")
    REACTIVATED = "reactivated", _("Account active again")
    DATA_REMOVED = "data_removed", _("Personal data removed")


# Traces of coming and going: they say where somebody was, so they are kept for a year only.
PASSING = (
    Kind.SIGNED_IN,
    Kind.SIGN_IN_FAILED,
    Kind.CODE_FAILED,
    Kind.CHECK_FAILED,
    Kind.LOCKED_OUT,
    Kind.SLOWED,
    Kind.SIGNED_OUT,
    Kind.RESET_SENT,
)


class SecurityEvent(models.Model):
    """`about` is the account that it happened to, NULL where no account has the typed name."""

    at = models.DateTimeField(_("time"), auto_now_add=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    network = models.CharField(_("network"), max_length=43, blank=True)
    device = models.CharField(_("device"), max_length=60, blank=True)
    # Never an address or a name of a person: those go when their personal data go.
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        default_permissions = ()  # common.view_security says who sees them
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        indexes = [
            models.Index(fields=("-at", "-id"), name="securityevent_newest"),
            models.Index(fields=("about", "kind", "-at"), name="securityevent_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="securityevent_kind_known"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
