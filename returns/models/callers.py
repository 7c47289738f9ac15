"""How often a client has asked the API in the minute that runs."""

from django.db import models


class Caller(models.Model):
    """One row per client, overwritten each minute. Holds a keyed hash, never an address.

    The table is UNLOGGED: it costs no write-ahead log and is empty after a crash, which harms
    nobody.
    """

    client = models.CharField(primary_key=True, max_length=32)
    minute = models.BigIntegerField(db_index=True)
    requests = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.client[:6]} {self.requests}"
