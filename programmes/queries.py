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


def all_appeals():
    """Live appeals of all programmes in order: different appeals, never added. One query."""
    return AppealEdition.objects.published().in_order()


def all_target_groups():
    """Live names of the groups that live programmes are for. One query."""
    programmes = ProgrammeEdition.objects.published()
    groups = TargetGroupEdition.objects.published()
    named = programmes.values("target_groups")
    return groups.filter(document__in=named).order_by("document__slug")
