"""Addresses that a document once had: they lead to where it is now, and are never given again."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class MovedAddress(models.Model):
    """A former address. The new one is that of the document now, so no chain ever grows."""

    path = models.CharField(
        max_length=200,
        unique=True,
        help_text="Without its language and the slash at its end, such as /programmes/example",
    )
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=80, help_text="Label of the model of the document")
    document_id = models.BigIntegerField()
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["kind", "slug"], name="movedaddress_slug_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__endswith="/"),
                name="movedaddress_path_is_plain",
            ),
        )

    def __str__(self):
        return self.path
