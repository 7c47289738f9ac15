"""Who leads the mission and how it came about, for the mission's infosheet."""

from iomiran.common.languages.calendars import format_partial
from publications.infosheets.mission_parts import Event, MissionPart, Person, register_part
from publications.infosheets.sheet import run, source_runs

from . import models, presenters, queries

# The oldest: how the mission came to be. The later ones stand on its page.
MOST_EVENTS = 6


def part(language: str) -> MissionPart:
    """In the active language, which is `language`."""
    posts = [row for row in _own(queries.posts(), language) if _is_held(row["edition"])]
    events = _own(queries.timeline(), language)[:MOST_EVENTS]
    published = [row["edition"].published_at for row in (*posts, *events)]
    return MissionPart(
        people=[_person(item, language) for item in presenters.person_items(posts)],
        events=[_event(row, language) for row in events],
        published=max(published, default=None),
    )


def register() -> None:
    register_part(part, models.PostEdition, models.TimelineEventEdition)


def _own(rows: list[dict], language: str) -> list[dict]:
    """No sheet falls back to another language."""
    return [row for row in rows if row["text"].language == language]


def _is_held(post: models.PostEdition) -> bool:
    """Somebody of whom only a name at some date is on record may have left long ago."""
    return bool(post.since) and not post.until


def _person(item: dict, language: str) -> Person:
    return Person(
        name=run(item["name"], language),
        post=run(item["title"], language),
        term=item["term_text"],
        bio=run(item["bio"], language),
        source=source_runs(item["source"], language),
        unconfirmed=item["source"].unconfirmed,
    )


def _event(row: dict, language: str) -> Event:
    item = presenters.timeline_items([row])[0]
    return Event(
        date=format_partial(row["edition"].date, language, both=False),
        text=run(item["title"], language),
        source=source_runs(item["source"], language),
        unconfirmed=item["source"].unconfirmed,
    )
