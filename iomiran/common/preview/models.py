"""Who may look at what is not public yet, for how long, and who allowed it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Bundle


def new_key() -> str:
    return secrets.token_urlsafe(16)


class PreviewLink(models.Model):
    """One edition, or all of a bundle, shown to whoever holds the signed `key` of this row.

    `for_self` is the look of the maker from the desk; of these a person has at most one.
    """

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=80, blank=True, help_text="app.model of the edition")
    edition_pk = models.BigIntegerField(null=True)
    bundle = models.ForeignKey(Bundle, models.CASCADE, null=True, related_name="+")
    for_self = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-pk")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "edition_pk"], name="previewlink_edition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(bundle__isnull=True, edition_pk__isnull=False) & ~Q(kind="")
                | Q(bundle__isnull=False, edition_pk__isnull=True, kind=""),
                name="previewlink_shows_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="previewlink_lasts"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="previewlink_revoked_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["made_by"], condition=Q(for_self=True), name="previewlink_one_for_self"
            ),
        ]

    def __str__(self):
        return f"{self.kind or self.bundle} {self.edition_pk or ''}".strip()
