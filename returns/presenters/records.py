"""The record of a series: its releases, what each changed, and the life of one count."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from iomiran.common.editorial.states import State
from iomiran.common.languages.bidi import joined
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.numbers import format_number
from returns import queries
from returns.models import PlaceEdition, Release, SeriesEdition
from returns.models.dimensions import DIMENSIONS
from returns.queries import Changes, CountHistory, Difference
from returns.queries.releases import ADDED, CHANGED, REMOVED

from .findings import finding_texts
from .releases import correction_items
from .series import release_text
from .tables import Cell, Column, TableView, count_url, dimension_names, place_cell
from .words import period_of, said_text, source_text, value_text


@dataclass(frozen=True)
class ReleaseView:
    """One release in words, for the list and for its own page."""

    number: int
    title: str
    url: str
    day: str
    live: bool
    withdrawn: bool
    withdrawn_text: str
    reason: str
    provisional: bool
    notes: str
    lang: str
    dir: str
    changes: str
    findings: list[str] = field(default_factory=list)
    findings_note: str = ""
    corrections: list[dict] = field(default_factory=list)
    files: list[dict] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The word that stands beside the title."""
        if self.withdrawn:
            return _("Withdrawn")
        if self.live:
            return _("Latest release")
        return _("Replaced by a later release")


def release_url(edition: SeriesEdition, release: Release) -> str:
    return reverse("returns:release_detail", args=[edition.document.slug, release.number])


def changes_text(changes: Changes | None, size: int | None = None) -> str:
    """ "12 counts added, 3 changed, none removed"; a first release says what it holds."""
    language = get_language()
    if changes is None:
        if size is None:
            return ""
        return ngettext(
            "%(number)s count, the first release.", "%(number)s counts, the first release.", size
        ) % {"number": format_number(size, language)}
    if not changes.total:
        return _("No count differs from the release before.")
    words = [
        ngettext("%(number)s count added", "%(number)s counts added", changes.added),
        ngettext("%(number)s count changed", "%(number)s counts changed", changes.changed),
        ngettext("%(number)s count removed", "%(number)s counts removed", changes.removed),
    ]
    sizes = (changes.added, changes.changed, changes.removed)
    return joined(
        word % {"number": format_number(size, language)}
        for word, size in zip(words, sizes, strict=True)
        if size
    )


def release_view(
    edition: SeriesEdition,
    release: Release,
    *,
    changes: str = "",
    corrections=(),
    brief: bool = False,
) -> ReleaseView:
    """A withdrawn release says its reason and nothing of what it held.

    A `brief` view leaves the findings to the page around it.
    """
    text = release.text()
    gone = queries.was_withdrawn(release)
    return ReleaseView(
        number=release.number,
        title=release_text(release),
        url=release_url(edition, release),
        day=format_date(release.published_at),
        live=release.state == State.PUBLISHED,
        withdrawn=gone,
        withdrawn_text=_("Withdrawn on %(day)s.") % {"day": format_date(release.withdrawn_at)}
        if gone
        else "",
        reason=release.withdrawal_reason if gone else "",
        provisional=release.provisional,
        notes=text.notes if text and not gone else "",
        lang=text.language if text and text.is_fallback else "",
        dir=text.direction if text and text.is_fallback else "",
        changes="" if gone else changes,
        findings=[] if gone or brief else finding_texts(release.findings),
        findings_note=text.findings_note if text and release.findings and not gone else "",
        corrections=correction_items(corrections),
        files=[] if gone else [file_item(upload) for upload in release.received_files.all()],
    )


def file_item(upload) -> dict:
    return {
        "name": upload.name,
        "url": reverse("file_download", args=[upload.sha256, upload.name]),
        "sha256": upload.sha256,
        "size": _("%(size)s bytes") % {"size": format_number(upload.size, get_language())},
    }


def difference_table(
    caption: str, rows: list[Difference], slug: str, places: dict[str, PlaceEdition]
) -> TableView:
    """Old and new value side by side; a count that is not in a release has a dash there."""
    names = dimension_names()
    varying = [name for name in DIMENSIONS if len({getattr(row, name) for row in rows}) > 1]
    several_places = len({row.place for row in rows}) > 1
    columns = [
        Column(_("Period")),
        Column(_("Before"), numeric=True),
        Column(_("In this release"), numeric=True),
        Column(_("What happened")),
        *([Column(_("Place"))] if several_places else []),
        *(Column(names[name]) for name in varying),
    ]
    words = {ADDED: _("added"), CHANGED: _("changed"), REMOVED: _("removed")}
    cells = [
        [
            Cell(period_of(row.period_start, row.period_end), header=True),
            Cell(said_text(row.old_value, row.old_precision), numeric=True),
            Cell(said_text(row.new_value, row.new_precision), numeric=True),
            Cell(words[row.what] + _beside(row), url=count_url(slug, row.key)),
            *([place_cell(row.place, places)] if several_places else []),
            *(Cell(str(DIMENSIONS[name](getattr(row, name)).label)) for name in varying),
        ]
        for row in rows
    ]
    return TableView(caption, columns, cells)


def _beside(row: Difference) -> str:
    """What changed where the value did not."""
    same = (row.old_value, row.old_precision) == (row.new_value, row.new_precision)
    if row.what != CHANGED or not same:
        return ""
    if row.other_source:
        return _(" (its source; the value stays)")
    return _(" (its description; the value stays)")


def history_table(caption: str, history: CountHistory, edition: SeriesEdition) -> TableView:
    """One row for each release that changed the count, oldest first."""
    columns = [
        Column(_("Release")),
        Column(str(edition.get_unit_display()), numeric=True),
        Column(_("What happened")),
        Column(_("Source")),
    ]
    rows, before = [], None
    for step in history.steps:
        count = step.count
        if before is None and count:
            what = _("first published") if not rows else _("published again")
        elif count is None:
            what = _("removed")
        else:
            what = _("changed")
        rows.append(
            [
                Cell(
                    release_text(step.release), header=True, url=release_url(edition, step.release)
                ),
                Cell(value_text(count) if count else _("not there"), numeric=True),
                Cell(what),
                Cell(source_text(count.source) if count else ""),
            ]
        )
        before = count
    return TableView(caption, columns, rows)


def count_facts(history: CountHistory, places: dict[str, PlaceEdition]) -> list[tuple[str, str]]:
    """(name, text) of what the count is of: period, place and every dimension."""
    row = history.first
    names = dimension_names()
    return [
        (_("Period"), period_of(row.period_start, row.period_end)),
        (_("Place"), place_cell(row.place, places).text),
        *((names[name], str(DIMENSIONS[name](getattr(row, name)).label)) for name in DIMENSIONS),
    ]


def first_and_latest(history: CountHistory) -> list[dict]:
    """For components/value_pair.html."""
    latest = history.latest
    return [
        {"label": _("First published"), "text": value_text(history.first)},
        {
            "label": _("Latest value"),
            "text": value_text(latest) if latest else _("no longer in the series"),
        },
    ]
