"""Programmes as the texts of other apps refer to them."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import ProgrammeEdition


@dataclass(frozen=True)
class RelatedProgrammes:
    """`links` are ready elements, `protection` says that readers may be at risk."""

    links: list[SafeString]
    protection: bool


def documents_at_risk():
    """Ids of programmes whose readers may be at risk, for use in a query."""
    return ProgrammeEdition.objects.addressable().filter(protection=True).values("document")


def related_programmes(documents) -> RelatedProgrammes:
    """Live programmes among `documents`, a queryset of Programme. One query."""
    editions = list(
        ProgrammeEdition.objects.published()
        .with_document()
        .in_order()
        .filter(document__in=documents)
    )
    return RelatedProgrammes(
        links=[_link(edition, text) for edition in editions if (text := edition.text())],
        protection=any(edition.protection for edition in editions),
    )


def _link(edition, text) -> SafeString:
    if not text.is_fallback:
        return format_html('<a href="{}">{}</a>', edition.get_absolute_url(), text.title)
    return format_html(
        '<a href="{}" lang="{}" dir="{}">{}</a>',
        edition.get_absolute_url(),
        text.language,
        text.direction,
        text.title,
    )
