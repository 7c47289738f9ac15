"""What may be taken along from a view: the cells that it shows and the counts under them."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from iomiran.common.charts import Chart
from iomiran.common.languages.bidi import joined
from iomiran.common.languages.chain import FALLBACK, PRINTED, known_language
from iomiran.common.languages.info import own_name
from returns import exports
from returns.exploring import Exploration
from returns.maps import Map
from returns.models import Release, SeriesEdition
from returns.presenters import TakeAlong
from returns.presenters.citations import citation
from returns.presenters.take_along import FileLink, embed_codes, with_query
from returns.queries import Observed
from returns.queries.aggregates import resolved
from returns.sums import PARTS

from .answer import Answer

FILES = exports.Addresses("returns:explore")


def taking(
    answer: Answer,
    release: Release,
    drawing: Chart | Map | None,
    title: str,
    rows: Sequence[Observed],
) -> TakeAlong | None:
    """None where the view shows no figure. `rows` are the counts that the picture shows."""
    cells = view_cells(answer, release)
    if not cells.size(1):
        return None
    found = exports.offer(
        cells,
        replace(FILES, query=cells.query),
        citation(answer.edition, release, cells.path, bounds(answer)),
        element_id="view",
    )
    found = replace(found, files=[*found.files, *_sheet(answer)])
    if drawing is None:
        return found
    drawn = exports.picture(drawing, title, answer.edition, release, rows)
    return replace(
        found,
        pictures=exports.picture_links(FILES.of, cells.query, drawn),
        embeds=embed_codes(cells.query, title),
    )


def canonical(answer: Answer) -> Exploration:
    """The view without what it would be anyway, so that one answer has one address."""
    plain = answer.view.other(shape="")
    same = answer.view.shape == answer.choices.shape(plain)
    return plain if same else answer.view


def sheet_language(edition: SeriesEdition, language: str | None = None) -> str:
    """In which a reader of `language` gets the sheet of a view; "" where there is none for him."""
    chain = FALLBACK[known_language(language)]
    return next((x for x in chain if x in PRINTED and edition.has_language(x)), "")


def _sheet(answer: Answer) -> list[FileLink]:
    language = sheet_language(answer.edition)
    if not language:
        return []
    # Above this app stands the one that sets it.
    url = with_query(reverse("publications:view_sheet"), canonical(answer).to_querystring())
    other = "" if language == known_language() else own_name(language)
    return [FileLink(_("PDF sheet"), url, joined((_("one A4 page"), other)))]


def bounds(answer: Answer):
    """The period that the reader bound the view to; None for the whole series."""
    asked = answer.view.asked
    if not (asked.start or asked.end) or not answer.cells:
        return None
    return (
        min(cell.period_start for cell in answer.cells),
        max(cell.period_end for cell in answer.cells),
    )


def view_cells(answer: Answer, release: Release) -> exports.Extract:
    view = answer.view
    query = view.to_querystring()
    by = "age_group" if answer.sides else view.by
    asked = resolved(view.asked, release.profile)
    said = exports.View(
        asked=asked,
        grain=view.grain,
        calendar=view.calendar,
        by=by,
        query=query,
        path=with_query(reverse("returns:explore"), query),
    )
    if answer.sides:
        shown = [
            exports.Shown(exports.SHOWN, cell, (("sex", sex),))
            for sex, side in answer.sides.items()
            for cell in side
        ]
    else:
        shown = [exports.Shown(exports.SHOWN, cell) for cell in answer.cells]
    if by and answer.totals:
        values = release.profile["values"][by]
        total = next(value for value in values if value not in answer.choices.parts(by))
        shown += [
            exports.Shown(exports.TOTAL, cell, ((by, total),)) for cell in answer.totals.values()
        ]
    shown += [exports.Shown(exports.BEFORE, cell) for cell in answer.before]
    return exports.cells_extract(answer.edition, release, said, shown, answer.places)


def view_observations(answer: Answer, release: Release) -> list[exports.Extract]:
    """The counts under the cells, with the parts of totals that are computed here."""
    asked = answer.view.asked
    summed = [name for name, totals in PARTS.items() if getattr(asked, name) in totals]
    asked = replace(asked, **dict.fromkeys(summed, ""))
    spans = {"observations": (asked.start, asked.end)}
    if answer.view.compare:
        spans["observations-compared"] = answer.view.compare
    path = answer.edition.get_absolute_url()
    return [
        replace(
            exports.observations_extract(
                answer.edition, release, replace(asked, start=start, end=end), path=path
            ),
            name=name,
        )
        for name, (start, end) in spans.items()
    ]
