"""Headline figures and series as what prose refers to."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from iomiran.common.references.documents import register_page_target
from iomiran.common.references.targets import CitedFigure, Shown, Target, register_target

from . import queries
from .models import HeadlineFigure, HeadlineFigureEdition, SeriesEdition, TermEdition
from .presenters.words import period_text, release_text, source_line, source_view, value_text

FORMS = ("value", "with-scope", "period")


def register() -> None:
    register_target(
        Target(
            kind="figure",
            name=_("headline figures"),
            document=HeadlineFigure,
            edition=HeadlineFigureEdition,
            load=live_figures,
            gone=_("(figure withdrawn)"),
            forms=FORMS,
        )
    )
    register_page_target("series", SeriesEdition)
    register_page_target("term", TermEdition)


def live_figures(language: str) -> dict[str, Shown]:
    """Every live figure, by the query and the words of the pages that show figures."""
    figures = queries.headline_figures()
    addresses = [figure.series.get_absolute_url() for figure in figures]
    with translation.override(language):
        shown = map(_shown, figures, addresses)
        return {one.slug: one for one in shown if one is not None}


def _shown(figure: queries.Figure, address: str) -> Shown | None:
    text, row = figure.edition.text(), figure.observed
    if text is None:
        return None
    value, period = value_text(row), period_text(row)
    scope = figure.series.scope_sentence()
    source = source_view(row.source)
    about = CitedFigure(
        slug=figure.edition.document.slug,
        value_text=value,
        label=text.title,
        period_text=period,
        scope=scope,
        source=source,
        release_text=release_text(figure.release),
        series_url=address,
        language=text.language,
    )
    return Shown(
        slug=about.slug,
        text=value,
        title=text.title,
        url=address,
        language=text.language,
        forms={"value": value, "period": period, "with-scope": f"{value} {text.title}, {period}"},
        about=about,
        detail=f"{period}. {scope} {source_line(source)}",
    )
