"""The sheet of the mission: what, for whom, where, with which funds, who, how many."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from iomiran.common.languages.bidi import joined
from iomiran.common.nav import site_url
from programmes import queries as programmes
from returns import presenters, queries

from .mission_parts import Event, Person, mission_part
from .mission_words import WORDS as OWN
from .programme import appeal_row
from .returns import figures_in, key_figure
from .sheet import Appeal, Drawing, Figure, Head, Run, run
from .words import WORDS

# A row of them: the others stand on the sheet on returns.
MOST_FIGURES = 3


@dataclass(frozen=True)
class Line:
    """A programme by its name, and what it is in a sentence."""

    name: Run
    text: Run
    unconfirmed: bool


@dataclass(frozen=True)
class MissionSheet:
    template: ClassVar[str] = "mission.typ"

    head: Head
    own: dict[str, str]
    programmes: list[Line]
    for_whom: str
    figures: list[Figure]
    map: Drawing | None
    unplaced: str
    places_url: str
    appeals: list[Appeal]
    people: list[Person]
    events: list[Event]

    def shorter(self) -> "MissionSheet | None":
        """Without the youngest event that is still there, then without the last figure."""
        if self.events:
            return replace(self, events=self.events[:-1])
        if len(self.figures) > 1:
            return replace(self, figures=self.figures[:-1])
        return None


def mission_sheet(language: str) -> MissionSheet | None:
    """None while no programme is live in this language."""
    with translation.override(language):
        live = [x for x in programmes.programme_list() if x.has_language(language)]
        return _sheet(live, language) if live else None


def _sheet(live: list, language: str) -> MissionSheet:
    own = OWN[language]
    figures = figures_in(language)[:MOST_FIGURES]
    appeals = [x for x in programmes.all_appeals() if x.has_language(language)]
    groups = [x for x in programmes.all_target_groups() if x.has_language(language)]
    crossings, centres = queries.crossings(), queries.centres()
    part = mission_part(language)
    used = [*live, *appeals, *groups, *crossings, *centres]
    used += [one for figure in figures for one in (figure.edition, figure.series, figure.release)]
    days = [one.published_at for one in used] + ([part.published] if part.published else [])
    drawing = presenters.places_drawing(crossings, centres)
    return MissionSheet(
        head=Head(
            language=language,
            title=own["title"],
            kicker=own["kicker"],
            summary=own["summary"],
            page_url=site_url(reverse("pages:about")),
            made=localdate(max(days)),
            footer_source=[Run(WORDS[language]["sources_beside"])],
        ),
        own=own,
        programmes=[_line(edition, language) for edition in live],
        for_whom=joined(group.text(language).name for group in groups),
        figures=[key_figure(figure, language) for figure in figures],
        map=Drawing(str(drawing.svg_wide), drawing.summary, []) if drawing.places else None,
        unplaced=joined(place.name for place in drawing.unplaced),
        places_url=site_url(reverse("returns:place_list")),
        appeals=[_appeal(edition, language) for edition in appeals],
        people=part.people,
        events=part.events,
    )


def _line(edition, language: str) -> Line:
    text = edition.text(language)
    return Line(
        run(text.title, language),
        run(text.summary, language),
        edition.is_unconfirmed,
    )


def _appeal(edition, language: str) -> Appeal:
    """Its parts and the note stand on the sheet of its programme."""
    return replace(appeal_row(edition, language), parts=[], note=Run(""))
