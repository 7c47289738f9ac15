"""Questions about the mission's own pages."""

from . import models


def page(role: str) -> models.PageEdition | None:
    """The live or withdrawn page with a role. One query."""
    return (
        models.PageEdition.objects.addressable()
        .with_document()
        .filter(role=role)
        .live_first()
        .first()
    )


def readable(editions) -> list[dict]:
    """Editions with their text in the reader's language; those without one are left out."""
    return [{"edition": edition, "text": text} for edition in editions if (text := edition.text())]


def advice():
    return readable(models.AdviceEdition.objects.published().in_order())


def timeline():
    """Events of the mission's history, oldest first."""
    return readable(models.TimelineEventEdition.objects.published().order_by("date", "position"))


def posts():
    """Leadership, the present post-holders first."""
    return readable(models.PostEdition.objects.published().order_by("-since", "document__slug"))


def contacts():
    return readable(models.ContactEdition.objects.published().in_order())


def partners():
    return readable(models.PartnerEdition.objects.published().in_order())
