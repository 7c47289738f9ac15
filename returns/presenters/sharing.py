"""Addresses of the share cards of figures, charts and views, for the heads of their pages."""

from iomiran.common.cards import CardLink, card_link
from iomiran.common.languages.bidi import joined
from returns.models import Release, SeriesEdition
from returns.queries import Figure

from .figures import figure_view
from .words import value_text


def figure_mark(figure: Figure) -> str:
    """Changes with the words of a figure and with its number."""
    return f"{figure.edition.number}-{figure.release.number}"


def figure_link(figures: list[Figure]) -> CardLink | None:
    """Of the first, which stands at the head of its page."""
    view = figure_view(figures[0]) if figures else None
    if view is None:
        return None
    said = joined((f"{value_text(figures[0].observed)} {view.label}", view.period_text))
    return card_link(
        "figure",
        figures[0].edition.document.slug,
        figure_mark(figures[0]),
        language=figures[0].edition.text().language,
        alternative=said,
    )


def series_link(edition: SeriesEdition, release: Release, title: str) -> CardLink:
    """Of the first chart of a series, whose `title` it is."""
    return card_link(
        "series",
        edition.document.slug,
        f"{release.number}-1",
        language=edition.text().language,
        alternative=title,
    )


def view_link(edition: SeriesEdition, release: Release, title: str, query: str) -> CardLink:
    return card_link(
        "view",
        edition.document.slug,
        str(release.number),
        language=edition.text().language,
        alternative=title,
        query=query,
    )
