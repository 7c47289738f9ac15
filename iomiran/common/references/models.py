"""Who refers to what. The rows are written by the database itself; see .database."""

from django.db import models


class Reference(models.Model):
    """What one column of an edition refers to.

    `kind` is the label of the edition's model, `edition` its key. `target` is the present
    address of what is referred to, also where the text says an earlier one.
    """

    kind = models.CharField(max_length=80)
    edition = models.BigIntegerField()
    field = models.CharField(max_length=63)
    target_kind = models.CharField(max_length=31)
    target = models.CharField(max_length=80)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "edition", "field", "target_kind", "target"], name="reference_once"
            )
        ]
        indexes = [
            models.Index(fields=["target_kind", "target"], name="reference_by_target"),
        ]

    def __str__(self):
        return f"{self.kind} {self.edition} {self.field}: {self.target_kind}:{self.target}"
