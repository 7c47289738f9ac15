"""Keeps infosheets with what they are made from."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from iomiran.common.editorial.actions import one_generation, withdraw_edition
from iomiran.common.editorial.moved import former_slugs
from iomiran.common.references.uses import kind_of, live_editions_with
from programmes.models import ProgrammeEdition

from . import tasks
from .infosheets.mission_parts import is_part
from .making import made_by_the_portal, make_all
from .models import PublicationEdition

# Of a sheet that is about one document: what its generator begins with, by that document.
ABOUT_ONE = {
    "programmes.ProgrammeEdition": "programme",
    "returns.SeriesEdition": "series",
    "returns.Release": "series",
}
# What else an edition stands on, by the generators; one that ends in a colon stands for all.
ALSO_ON = {
    "programmes.ProgrammeEdition": ("mission",),
    "programmes.AppealEdition": ("programme:", "mission"),
    "programmes.TargetGroupEdition": ("programme:", "mission"),
    "returns.SeriesEdition": ("returns", "mission"),
    "returns.Release": ("returns", "mission"),
    "returns.HeadlineFigureEdition": ("returns", "mission"),
    "returns.PlaceEdition": ("series:", "mission"),
}
# More than this takes longer than somebody waits who publishes something.
MOST_AT_ONCE = 3


def about(edition) -> QuerySet:
    """The publications whose sheets are about the edition's document and nothing else."""
    name = ABOUT_ONE.get(edition._meta.label)
    if name is None:
        return made_by_the_portal().none()
    slugs = [edition.document.slug, *former_slugs(edition.document)]
    return made_by_the_portal().filter(generator__in=[f"{name}:{slug}" for slug in slugs])


def touched(edition) -> list[PublicationEdition]:
    """Every publication whose sheets may change when the edition goes public or is withdrawn."""
    found = {}
    for publications in (about(edition), _also_on(edition), _referring(edition)):
        found |= {publication.pk: publication for publication in publications}
    return list(found.values())


def _also_on(edition) -> QuerySet:
    if isinstance(edition, PublicationEdition):
        return made_by_the_portal().filter(pk=edition.pk)
    names = ALSO_ON.get(edition._meta.label, ("mission",) if is_part(edition) else ())
    wanted = Q(pk__in=[])
    for name in names:
        wanted |= Q(generator__startswith=name) if name.endswith(":") else Q(generator=name)
    return made_by_the_portal().filter(wanted)


def _referring(edition) -> QuerySet:
    """Publications whose sheets hold a reference to the edition.

    A figure is read from its series and its release too: any of them may change any figure.
    """
    if edition._meta.app_label == "returns":
        live = live_editions_with(ProgrammeEdition, kind="figure")
    else:
        kind, slug = kind_of(edition.document), edition.document.slug
        live = live_editions_with(ProgrammeEdition, kind=kind, slug=slug)
    generators = [f"programme:{programme.document.slug}" for programme in live]
    return made_by_the_portal().filter(generator__in=generators)


def remake(publications: list[PublicationEdition]) -> None:
    """At once where they are few, else in the worker."""
    later = len(publications) > MOST_AT_ONCE
    for publication in publications:
        if later:
            tasks.put_in_queue(publication)
        else:
            make_all(publication)


def _public_reason(edition) -> str:
    """Why a page was removed is for colleagues: readers of its sheet are told that it was."""
    if edition.is_removed:
        return gettext("The page that it was made from was removed.")
    return edition.withdrawal_reason


def keep_up(*, edition, by) -> None:
    """Follows every publication and withdrawal; see `iomiran.common.editorial.followers`.

    A sheet about a programme, a series or a release that is withdrawn or removed is withdrawn
    with it. All others are made anew once the change is public; see `try_sheet` for where that
    fails.
    """
    anew = touched(edition)
    if edition.is_taken_back:
        gone = list(about(edition))
        # The withdrawal that we follow raises the generation itself, after all locks.
        with one_generation(lambda: False):
            for publication in gone:
                withdraw_edition(edition=publication, by=by, reason=_public_reason(edition))
        anew = [publication for publication in anew if publication not in gone]
    if anew:
        transaction.on_commit(lambda: remake(anew), robust=True)
