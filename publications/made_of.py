"""Which of the portal's infosheets a series is in, for the screen of its next release."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse

from iomiran.common.editorial.moved import present_slugs
from iomiran.common.editorial.titles import edition_title
from iomiran.common.references.models import Reference
from programmes.models import Programme, ProgrammeEdition
from returns.made_of import MadeOf
from returns.models import HeadlineFigureEdition, Series, SeriesEdition

from .infosheets.mission import MOST_FIGURES
from .infosheets.returns import COUNTS, WEEKLY, YEARLY
from .making import made_by_the_portal

CHANGE = "admin:publications_publicationedition_change"


def sheets_made_of(*, series: Series, figures: frozenset[str]) -> Iterator[MadeOf]:
    """Live publications whose sheets hold a figure of the series, or its counts. Seven queries."""
    in_programmes = _figures_by_programme(figures)
    counted = SeriesEdition.objects.published().filter(document=series, count__in=COUNTS).exists()
    named = HeadlineFigureEdition.objects.published().values_list("document__slug", flat=True)
    first = frozenset(named[:MOST_FIGURES])
    for edition in made_by_the_portal().prefetch_related("files"):
        name, _colon, slug = edition.generator.partition(":")
        shown, shows_series = frozenset(), False
        if name == "programme":
            shown = in_programmes.get(slug, frozenset())
        elif name == "series":
            shows_series = slug == series.slug
        elif name == "mission":
            shown = figures & first
        else:
            shown = figures
            shows_series = series.slug in (WEEKLY, YEARLY)
        if shown or shows_series or (name == "returns" and counted):
            yield _made_of(edition, shown, shows_series)


def _made_of(edition, figures: frozenset[str], shows_series: bool) -> MadeOf:
    title, language = edition_title(edition)
    made_in = sorted(file.language for file in edition.files.all() if file.generated)
    url = reverse(CHANGE, args=[edition.pk])
    return MadeOf(title, language, url, tuple(made_in), figures, shows_series)


def _figures_by_programme(figures: frozenset[str]) -> dict[str, frozenset[str]]:
    """Address of a programme, also a former one → the figures in its live text."""
    marks = Reference.objects.filter(
        kind=ProgrammeEdition._meta.label_lower, target_kind="figure", target__in=figures
    )
    used = defaultdict(set)
    for edition, figure in marks.values_list("edition", "target"):
        used[edition].add(figure)
    live = ProgrammeEdition.objects.published().filter(pk__in=used)
    found = {slug: frozenset(used[pk]) for pk, slug in live.values_list("pk", "document__slug")}
    former = present_slugs(Programme) if found else {}
    return found | {old: found[new] for old, new in former.items() if new in found}
