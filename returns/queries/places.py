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
