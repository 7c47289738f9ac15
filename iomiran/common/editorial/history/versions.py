"""The versions of a document: what each transaction that changed it left behind.

All events of one transaction carry its time, and so does what was recorded of the action: a
version is what a person, the worker or a command did in one step.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from iomiran.common.editorial.models import AuditEntry, Document, Edition
from iomiran.common.editorial.states import State

from .differences import FieldDifference, differences
from .replaying import Replay
from .snapshots import Snapshot
from .tracking import event_model, link_event_model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Saves that changed nothing are no version.
_SAVES = frozenset({"edit"})


@dataclass(frozen=True)
class Version:
    """One edition as one transaction left it.

    `snapshot` is None where only the action is on record. `changed` compares with `before`: the
    version of the same edition, or the one that a new edition was made from. `gone` says that
    the edition was thrown away; `snapshot` is what it held last.
    """

    edition_id: int
    number: int
    at: datetime
    state: str
    snapshot: Snapshot | None
    entries: tuple[AuditEntry, ...] = ()
    context: dict[str, Any] = field(default_factory=dict)
    before: "Version | None" = None
    changed: tuple[FieldDifference, ...] = ()
    gone: bool = False
    edited_by_id: int | None = None

    @property
    def key(self) -> str:
        """For an address: the edition and the microsecond."""
        return f"{self.edition_id}-{(self.at - _EPOCH) // timedelta(microseconds=1)}"

    @property
    def by_id(self) -> int | None:
        """Who did it: by the action, the session, or what the edition itself says."""
        for entry in self.entries:
            if entry.by_id:
                return entry.by_id
        return self.context.get("user") or (None if self.context else self.edited_by_id)

    @property
    def languages(self) -> set[str]:
        return set().union(*(part.languages for part in self.changed))


def versions_of(document: Document, model: type[Edition]) -> list[Version]:
    """Newest first. The number of queries does not grow with the number of versions."""
    entries = _entries(document, model)
    found: list[Version] = []
    latest: dict[int, Version] = {}
    for (at, edition_id), replay in _replayed(document, model):
        number, state = replay.value("number"), replay.value("state")
        before = latest.get(edition_id) or _source(latest.values(), number)
        # The rows of what was thrown away went before it: what it held last stands before.
        snapshot = before.snapshot if replay.gone and before else replay.snapshot()
        version = Version(
            edition_id=edition_id,
            number=number,
            at=at,
            state=state,
            snapshot=snapshot,
            entries=tuple(entries.pop((number, at), ())),
            context=replay.context,
            before=before,
            changed=tuple(differences(before.snapshot if before else None, snapshot)),
            gone=replay.gone,
            edited_by_id=replay.value("edited_by"),
        )
        moved = before is None or before.edition_id != edition_id or before.state != state
        if version.changed or moved or version.gone or _is_told(version.entries):
            found.append(version)
            latest[edition_id] = version
    found += [
        Version(0, number, at, "", None, tuple(told))
        for (number, at), told in entries.items()
        if _is_told(told)
    ]
    return sorted(found, key=lambda version: (version.at, version.number), reverse=True)


def _is_told(entries: Iterable[AuditEntry]) -> bool:
    return any(entry.action not in _SAVES for entry in entries)


def _source(latest: Iterable[Version], number: int) -> Version | None:
    """The version that a new edition was made from: of the edition before it."""
    older = [version for version in latest if version.number < number and not version.gone]
    return max(older, key=lambda version: version.number, default=None)


def _entries(document: Document, model: type[Edition]) -> dict[tuple, list[AuditEntry]]:
    """What was recorded of the document, also under an address that it had before."""
    addresses = event_model(type(document)).objects.filter(id=document.pk).values_list("slug")
    known = {document.slug, *(slug for (slug,) in addresses)}
    rows = AuditEntry.objects.filter(kind=model._meta.label_lower, document__in=known)
    told = defaultdict(list)
    for entry in rows.order_by("pk"):
        told[entry.edition_number, entry.at].append(entry)
    return told


def _replayed(document: Document, model: type[Edition]):
    """((time, key of the edition), the edition as it was then), oldest first."""
    events = event_model(model).objects.filter(document=document.pk)
    steps: dict[tuple, list] = defaultdict(list)
    for event in events.order_by("pgh_id"):
        steps[event.pgh_created_at, event.id].append(("", event))
    editions = {edition_id for _at, edition_id in steps}
    for name, key, of_rows in _parts(model):
        for event in of_rows.objects.filter(**{f"{key}__in": editions}).order_by("pgh_id"):
            steps[event.pgh_created_at, getattr(event, key)].append((name, event))
    replays: dict[int, Replay] = {}
    for step in sorted(steps):
        replay = replays.setdefault(step[1], Replay(model))
        replay.apply(steps[step])
        if replay.is_there:
            yield step, replay


def _parts(model: type[Edition]):
    """(name of the relation, what holds the edition's key, event model) of rows and links."""
    for name in model.copied_rows:
        rows = model._meta.get_field(name).related_model
        yield name, "edition", event_model(rows)
    for relation in model._meta.local_many_to_many:
        yield relation.name, relation.m2m_field_name(), link_event_model(relation)


def latest_of(versions: list[Version], *states: State) -> Version | None:
    """The newest version of an edition that is now in one of the states."""
    now: dict[int, Version] = {}
    for version in versions:
        if version.snapshot is not None:
            now.setdefault(version.edition_id, version)
    return next((v for v in now.values() if v.state in states and not v.gone), None)
