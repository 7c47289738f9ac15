"""The cards of headline figures, of the charts of series, and of views of the explorer."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.cards import Card, register_cards
from iomiran.common.charts import Chart
from iomiran.common.editorial.presenting import source_view
from iomiran.common.languages.chain import direction
from iomiran.common.languages.numbers import format_number

from . import explorer, queries, screens
from .exploring import Exploration
from .filters import ReturnsFilter
from .maps import Map
from .models import Release, SeriesEdition
from .presenters import figure_view
from .presenters.sharing import figure_mark
from .presenters.sources import speakers
from .presenters.words import source_line, source_text
from .queries import Figure, Observed


def find_figure(slug: str, mark: str, query: str) -> Card | None:
    figure = next(iter(queries.headline_figures(slug)), None)
    text = figure.edition.text() if figure else None
    if text is None:
        return None
    with translation.override(text.language):
        return _figure_card(figure, text.language)


def _figure_card(figure: Figure, language: str) -> Card:
    view = figure_view(figure)
    return Card(
        language=language,
        mark=figure_mark(figure),
        title=view.label,
        date=view.period_text,
        value=view.value_text,
        precision=view.precision_word,
        scope=view.scope,
        source=source_text(figure.observed.source),
    )


def find_series(slug: str, mark: str, query: str) -> Card | None:
    """`mark` is the number of the release and that of the chart on the page of the series."""
    edition = queries.series_page(slug)
    release = _release(edition)
    if release is None:
        return None
    number = mark.rpartition("-")[2]
    with translation.override(edition.text().language):
        drawn = screens.series_drawings(edition, release, ReturnsFilter(series=slug))
        if not drawn and number == "1":
            return _chart_card(edition, release, f"{release.number}-1")
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(drawn)):
            return None
        title, drawing, rows = drawn[int(number) - 1]
        mark = f"{release.number}-{int(number)}"
        return _chart_card(edition, release, mark, title, drawing, rows)


def find_view(slug: str, mark: str, query: str) -> Card | None:
    """A view that the explorer would refuse has no card."""
    view, refused = Exploration.from_querystring(query)
    found = explorer.find(view, refused) if view.asked.series == slug else None
    if found is None or found.answer is None:
        return None
    edition, release = found.edition, found.release
    with translation.override(edition.text().language):
        title, drawing = explorer.view_picture(found.answer)
        rows = explorer.drawn_rows(found.answer, release) if drawing is not None else ()
        return _chart_card(edition, release, str(release.number), title, drawing, rows)


def _release(edition: SeriesEdition | None) -> Release | None:
    if edition is None or edition.is_taken_back or edition.text() is None:
        return None
    return queries.live_release(edition)


def _chart_card(
    edition: SeriesEdition,
    release: Release,
    mark: str,
    title: str = "",
    drawing: Chart | Map | None = None,
    rows: Sequence[Observed] = (),
) -> Card:
    """Without a drawing it has the title of the series."""
    text = edition.text()
    said, left = speakers(rows)
    sources = [source_line(view) for view, _documents in said] or [
        source_line(source_view(edition))
    ]
    if left > 0:
        sources.append(_("and %(number)s more") % {"number": format_number(left, text.language)})
    return Card(
        language=text.language,
        mark=mark,
        title=title or text.title,
        kicker=text.title if title and title != text.title else "",
        scope=edition.scope_sentence(),
        source=("؛ " if direction(text.language) == "rtl" else "; ").join(sources),
        drawings=(str(drawing.svg_narrow), str(drawing.svg_wide)) if drawing is not None else (),
    )


def register() -> None:
    register_cards("figure", find_figure)
    register_cards("series", find_series)
    register_cards("view", find_view)
