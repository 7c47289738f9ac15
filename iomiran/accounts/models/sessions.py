"""Where an account is signed in, and which devices it has signed in from."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffSession(models.Model):
    """One row beside each session of Django, gone with it: to end one is to delete the other."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="staff", primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_sessions"
    )
    began_at = models.DateTimeField(_("since"), auto_now_add=True)
    # The hour, no finer: enough to know a session as one's own.
    seen_at = models.DateTimeField(_("last seen"))
    device = models.CharField(_("device"), max_length=60, blank=True)
    network = models.CharField(_("network"), max_length=43, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-seen_at", "-began_at")

    def __str__(self):
        return f"{self.device} {self.seen_at:%Y-%m-%d %H}"


class KnownDevice(models.Model):
    """A browser that an account signed in from: strangers' guesses do not slow it down.

    Its own guesses do: `failures` within the time of a lock-out make it a stranger.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        # Two colleagues may share a machine, and with it the secret in its cookie.
        constraints = [models.UniqueConstraint(fields=("user", "digest"), name="knowndevice_once")]

    def __str__(self):
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
