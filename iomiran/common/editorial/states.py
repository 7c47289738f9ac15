"""The states of an edition. The editorial desk adds states here, not tables elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", pgettext_lazy("state of an edition", "Approved")
    SCHEDULED = "scheduled", pgettext_lazy("state of an edition", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("state of an edition", "Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REMOVED = "removed", pgettext_lazy("state of an edition", "Removed")


# An open edition has not been public yet; a document has at most one. Only a draft is edited:
# from review on it stays as it was submitted.
OPEN = (State.DRAFT, State.IN_REVIEW, State.READY, State.SCHEDULED)
# Approved by a second person, and locked.
APPROVED = (State.READY, State.SCHEDULED)
# What stands at a document's address: the live edition, the notice that it was withdrawn, or
# that it is gone. A document has at most one.
ADDRESSABLE = (State.PUBLISHED, State.WITHDRAWN, State.REMOVED)
