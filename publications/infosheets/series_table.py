"""The table of a series on its sheet: every count with its source where there is room for it."""

from dataclasses import dataclass, replace

from iomiran.common.languages.numbers import format_number
from returns import explorer, long_series, presenters, queries
from returns.exploring import OWN as OWN_PERIODS
from returns.models import Release

from .series_words import WORDS
from .tables import Grid, grid_of

# Rows with their sources; rows by period; sums by month or year, before the next coarser ones.
MOST_COUNTS = 24
MOST_PERIODS = 36
MOST_SUMS = 14
FEWER = (24, 16, 10)
# By which of its parts a longer series is told, the first that it has.
PARTS = ("country_from", "manner", "sex")


@dataclass(frozen=True)
class Listed:
    """`all` are the rows that there are, of which `grid` has the latest; `notes` say how made."""

    grid: Grid
    all: int
    all_text: str
    notes: list[str]
    with_sources: bool

    def shorter(self) -> "Listed | None":
        count = next((count for count in FEWER if count < len(self.grid.rows)), None)
        return count and replace(self, grid=replace(self.grid, rows=self.grid.rows[:count]))


def listed(answer, release: Release, language: str) -> Listed:
    """`answer` is that of the explorer for the series and the time of the sheet."""
    own = WORDS[language]
    long = long_series.is_long(release)
    rows = [] if long else queries.observations(answer.view.asked)
    if rows and len(rows) <= MOST_COUNTS:
        table = presenters.observations_table(
            "",
            rows,
            answer.places,
            str(answer.edition.get_unit_display()),
            count=answer.edition.count,
        )
        return _listed(grid_of(table, language, note=own["note"]), [], language, sources=True)
    shown = _by_period(answer)
    notes = explorer.view_notes(shown) if shown.view.grain != OWN_PERIODS else []
    count = queries.number_of(answer.view.asked) if long else len(rows)
    notes = [*notes, own["more"].format(format_number(count, language))]
    found = grid_of(explorer.view_table(shown), language, note=own["note"])
    return _listed(found, notes, language, sources=False)


def _by_period(answer):
    """The answer by the finest periods that have room, and by its parts."""
    choices, view = answer.choices, answer.view
    by = view.by or next((name for name in PARTS if name in choices.breakdowns), "")
    found = answer
    for grain in choices.grains:
        found = explorer.find(view.other(grain=grain, by=by, shape=""), []).answer
        most = MOST_PERIODS if grain == OWN_PERIODS else MOST_SUMS
        if len(explorer.view_table(found).rows) <= most:
            break
    return found


def _listed(grid: Grid, notes: list[str], language: str, *, sources: bool) -> Listed:
    all_rows = len(grid.rows)
    shown = replace(grid, rows=grid.rows[:MOST_PERIODS])
    return Listed(shown, all_rows, format_number(all_rows, language), notes, sources)
