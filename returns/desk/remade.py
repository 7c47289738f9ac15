"""What the publication of an import would make anew, with the figures in it before and after."""

from dataclasses import dataclass

from django.utils.translation import get_language

from iomiran.common.editorial.titles import edition_title
from iomiran.common.languages.calendars import format_period
from iomiran.common.languages.numbers import with_precision
from returns.made_of import MadeOf, made_of
from returns.models import HeadlineFigureEdition, Import

from . import changes


@dataclass(frozen=True)
class FigureChange:
    """A headline figure that changes; `after` is "" where its count is not there any more."""

    title: str
    language: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class Remade:
    made: MadeOf
    figures: list[FigureChange]


def remade_by(data_import: Import) -> list[Remade]:
    """Three queries for the figures, and those of who makes something of them."""
    figures = list(
        HeadlineFigureEdition.objects.published()
        .filter(series=data_import.series_id)
        .select_related("document")
    )
    changed = _changes(data_import, figures)
    slugs = frozenset(figure.document.slug for figure in figures)
    found = made_of(series=data_import.series, figures=slugs)
    return [
        Remade(made, [changed[slug] for slug in sorted(made.figures) if slug in changed])
        for made in found
    ]


def _changes(data_import: Import, figures) -> dict[str, FigureChange]:
    """Address of the figure → what changes in it; those that stay as they are are left out."""
    keys = {figure.observation_key for figure in figures}
    names = ("key", "period_start", "period_end", "value", "precision")
    before, after = (
        {row[0]: row[1:] for row in rows.filter(key__in=keys).values_list(*names)}
        for rows in (changes.live(data_import), changes.staged(data_import))
    )
    found = {}
    for figure in figures:
        old, new = before.get(figure.observation_key), after.get(figure.observation_key)
        if old == new or not (old or new):
            continue
        title, language = edition_title(figure)
        start, end = (new or old)[:2]
        found[figure.document.slug] = FigureChange(
            title=title,
            language=language,
            period=format_period(start, end, get_language(), both=False),
            before=_said(old),
            after=_said(new),
        )
    return found


def _said(row: tuple | None) -> str:
    return with_precision(row[2], row[3], get_language()) if row else ""
