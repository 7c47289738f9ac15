"""The states of an edition. The editorial desk adds states here, not tables elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("state of an edition", "Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# An open edition may still be edited; a document has at most one.
OPEN = (State.DRAFT,)
# Editions with a public page: the live one, or the notice that it was withdrawn.
ADDRESSABLE = (State.PUBLISHED, State.WITHDRAWN)
