"""The licences under which the portal may show a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Creative Commons licences keep their own short names in every language."""

    BY = "CC BY 4.0", "CC BY 4.0"
    BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
    BY_ND = "CC BY-ND 4.0", "CC BY-ND 4.0"
    BY_NC = "CC BY-NC 4.0", "CC BY-NC 4.0"
    BY_NC_SA = "CC BY-NC-SA 4.0", "CC BY-NC-SA 4.0"
    BY_NC_ND = "CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"
    BY_IGO = "CC BY 3.0 IGO", "CC BY 3.0 IGO"
    BY_NC_ND_IGO = "CC BY-NC-ND 3.0 IGO", "CC BY-NC-ND 3.0 IGO"
    CC0 = "CC0 1.0", "CC0 1.0"
    PUBLIC_DOMAIN = "public domain", _("Public domain")
    OWN = "own", _("All rights reserved")
    OTHER = "other", _("Other, with permission")


# No derivatives: the terms allow the picture only whole.
WHOLE_ONLY = frozenset({Licence.BY_ND, Licence.BY_NC_ND, Licence.BY_NC_ND_IGO})

_deed = "https://creativecommons.org/"


def licence_url(licence: str) -> str:
    """Where the terms can be read; "" where they stand nowhere."""
    if licence == Licence.CC0:
        return f"{_deed}publicdomain/zero/1.0/"
    if not licence.startswith("CC BY"):
        return ""
    _cc, kind, version, *igo = licence.split()
    return f"{_deed}licenses/{kind.lower()}/{version}/{'igo/' if igo else ''}"
