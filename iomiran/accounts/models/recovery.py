"""Recovery codes: each stands in for the authenticator once. Only their hashes are kept."""

import hashlib
import secrets

from django.db import models
from django_otp.models import Device

# Without letters that look like digits or like one another. 24 of them are 116 bits: so many
# that a plain hash keeps them (OWASP ASVS 5, 6.5.2).
LETTERS = "abcdefghjkmnpqrstuvwxyz234567"
LENGTH = 24


def random_code() -> str:
    """Such as abcd-efgh-jkmn-pqrs-tuvw-xyz2."""
    text = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return "-".join(text[start : start + 4] for start in range(0, LENGTH, 4))


def digest(code: str) -> str:
    """The hash of a code as typed, whatever its case, spaces and hyphens."""
    text = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(text.encode()).hexdigest()


class RecoverySheet(Device):
    """The codes that were made together; django-otp asks it like any other second factor."""

    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Device.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("user",), name="recoverysheet_one_each")]

    def verify_token(self, token: str) -> bool:
        """Spends the code: of two requests with one code, one is told yes."""
        spent, _rows = self.codes.filter(digest=digest(token)).delete()
        return spent == 1


class RecoveryCode(models.Model):
    sheet = models.ForeignKey(RecoverySheet, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("sheet", "digest"), name="recoverycode_once")
        ]

    def __str__(self):
        return str(self.pk)
