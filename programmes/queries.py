"""Questions about programmes and their appeals."""

from .models import AppealEdition, Programme, ProgrammeEdition, TargetGroupEdition


def programme_list():
    """Live programmes in order. One query."""
    return ProgrammeEdition.objects.published().with_document().in_order()


def programme_page(slug: str) -> ProgrammeEdition | None:
    """The live or withdrawn edition at an address with its facts; None where there is none."""
    editions = ProgrammeEdition.objects.addressable().with_document().prefetch_related("facts")
    return editions.filter(document__slug=slug).first()


def target_groups(edition: ProgrammeEdition):
    """Live names of the groups that a programme is for."""
    return TargetGroupEdition.objects.published().filter(document__in=edition.target_groups.all())


def appeals_of(programme: Programme):
    """Live appeals under a programme, each with its stated parts."""
    return (
        AppealEdition.objects.published()
        .filter(programme=programme)
        .prefetch_related("components")
        .in_order()
    )
