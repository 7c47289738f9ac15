"""The states of an edition. The editorial desk adds states here, not tables elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", pgettext_lazy("state of an edition", "Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# An open edition has not been public yet; a document has at most one. Only a draft is edited:
# what is in review stays as it was submitted.
OPEN = (State.DRAFT, State.IN_REVIEW)
# Editions with a public page: the live one, or the notice that it was withdrawn.
ADDRESSABLE = (State.PUBLISHED, State.WITHDRAWN)
