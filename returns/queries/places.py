"""Crossings, centres and the names of places."""

from returns.models import PlaceEdition


def place_names() -> dict[str, PlaceEdition]:
    """Live descriptions of all places by code. One query."""
    return {
        edition.document.slug: edition
        for edition in PlaceEdition.objects.published().with_document()
    }


def crossings() -> list[PlaceEdition]:
    """Main crossings first, then those with Iran before those with Pakistan."""
    return list(
        PlaceEdition.objects.published()
        .crossings()
        .with_document()
        .select_related("province")
        .order_by("neighbour", "crossing_class", "name_en")
    )


def centres() -> list[PlaceEdition]:
    return list(
        PlaceEdition.objects.published()
        .centres()
        .with_document()
        .select_related("province", "crossing")
        .order_by("neighbour", "centre_kind", "name_en")
    )


def places(*codes: str) -> list[PlaceEdition]:
    """All places, or those with these codes, with what they point to. Two queries."""
    editions = PlaceEdition.objects.published().with_document()
    if codes:
        editions = editions.filter(document__slug__in=codes)
    related = editions.select_related("province", "crossing").prefetch_related("members")
    return list(related.order_by("document__slug"))
