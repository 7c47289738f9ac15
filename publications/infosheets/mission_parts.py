"""What only apps above know of the mission, for its sheet: who leads it, how it came about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from .sheet import Run


@dataclass(frozen=True)
class Person:
    name: Run
    post: Run
    term: str
    bio: Run
    source: list[Run]
    unconfirmed: bool


@dataclass(frozen=True)
class Event:
    date: str
    text: Run
    source: list[Run]
    unconfirmed: bool


@dataclass(frozen=True)
class MissionPart:
    """`published` is when the newest of it went public; None where there is nothing."""

    people: list[Person] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    published: datetime | None = None


_read: list[Callable[[str], MissionPart]] = []
_models: list[type] = []


def register_part(read: Callable[[str], MissionPart], *models: type) -> None:
    """`read(language)` gives what is live in that very language, of editions of `models`.

    When one of them is published or withdrawn the sheet is made anew.
    """
    _read.append(read)
    _models.extend(models)


def is_part(edition) -> bool:
    return isinstance(edition, tuple(_models))


def mission_part(language: str) -> MissionPart:
    found = [read(language) for read in _read]
    days = [part.published for part in found if part.published]
    return MissionPart(
        people=[person for part in found for person in part.people],
        events=[event for part in found for event in part.events],
        published=max(days, default=None),
    )
