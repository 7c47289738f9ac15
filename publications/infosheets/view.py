"""The sheet of a view of the explorer, from the very answer that its page shows."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from iomiran.common.languages.bidi import joined, without_controls
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url
from returns import explorer
from returns.presenters import TableView, series_view
from returns.presenters.citations import release_address
from returns.presenters.sources import speakers
from returns.presenters.take_along import with_query

from .citing import citation_runs
from .sheet import Drawing, Head, Run, run, sources_runs
from .tables import Value, grid
from .view_words import WORDS as OWN
from .words import WORDS

# No page has room for more of them.
MOST_ROWS = 80


@dataclass(frozen=True)
class Table:
    """The first rows that the page may show, and of how many they are; the last where `from_end`.

    The page takes as many of them as it has room for and says so.
    """

    caption: str
    columns: list[Value]
    rows: list[list[Value]]
    all: int
    all_text: str
    from_end: bool = False


@dataclass(frozen=True)
class ViewSheet:
    """`chosen` says in a line what the view shows of the series."""

    template: ClassVar[str] = "view.typ"

    head: Head
    chosen: str
    drawing: Drawing | None
    table: Table | None
    notes: list[str]
    caveat: Run
    source: list[Run]
    licence: Run
    release: str
    release_url: str
    citation: list[Run]
    own: dict = field(default_factory=dict)


def view_key(found: explorer.Found) -> str:
    """The query of the view in one order, with the release: of the same answer the same."""
    return f"{explorer.canonical(found.answer).to_querystring()}&release={found.release.number}"


def view_sheet(found: explorer.Found, language: str) -> ViewSheet:
    """`found` holds an answer; its series has a text in `language`."""
    with translation.override(language):
        return _sheet(found, language)


def _sheet(found: explorer.Found, language: str) -> ViewSheet:
    answer, edition, release = found.answer, found.edition, found.release
    about = series_view(edition, release)
    title, drawn = explorer.view_picture(answer)
    rows = explorer.drawn_rows(answer, release) if drawn is not None else []
    said, left = speakers(rows)
    source = sources_runs(said or [(about.source, 1)], left, language)
    path = with_query(reverse("returns:explore"), explorer.canonical(answer).to_querystring())
    # A map carries its own footnote.
    notes = [*getattr(drawn, "notes", ()), *explorer.view_notes(answer)]
    return ViewSheet(
        head=Head(
            language=language,
            title=without_controls(title),
            kicker=about.title,
            summary=about.scope,
            page_url=site_url(path),
            made=localdate(max(edition.published_at, release.published_at)),
            footer_source=[Run(WORDS[language]["source"] + ": "), *source] if source else [],
        ),
        chosen=joined(explorer.view_choices(answer)),
        drawing=Drawing(str(drawn.svg_wide), drawn.summary, []) if drawn is not None else None,
        table=_table(explorer.view_table(answer), language, from_end=bool(answer.view.compare)),
        notes=notes,
        caveat=run(about.caveat, language),
        source=source,
        licence=run(about.licence, language),
        release=about.release_text,
        release_url=site_url(release_address(edition, release)),
        citation=citation_runs(edition, release, path, explorer.bounds(answer), language),
        own=OWN[language],
    )


def _table(table: TableView | None, language: str, *, from_end: bool) -> Table | None:
    if table is None:
        return None
    shown = table.rows[-MOST_ROWS:] if from_end else table.rows[:MOST_ROWS]
    found = grid(table.columns, shown, language, note=OWN[language]["note"])
    return Table(
        table.caption,
        found.columns,
        found.rows,
        len(table.rows),
        format_number(len(table.rows), language),
        from_end,
    )
