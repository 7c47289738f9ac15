"""An edition put together again from its events, with its relations and inline rows."""

from typing import Any

from django.db import models

from iomiran.common.editorial.models import Edition

from .snapshots import Row, Snapshot, kept_fields, row_model

GONE = "delete"


class Replay:
    """Holds the last event of the edition and of each of its rows and links."""

    def __init__(self, model: type[Edition]):
        self.model = model
        self.context: dict[str, Any] = {}
        self._edition: models.Model | None = None
        self._rows = {name: {} for name in model.copied_rows}
        self._links = {relation.name: {} for relation in model._meta.local_many_to_many}

    def apply(self, events: list[tuple[str, models.Model]]) -> None:
        """`events` of one transaction: (name of the rows or links, "" for the edition; event)."""
        self.context = {}
        for name, event in sorted(events, key=lambda told: told[1].pgh_id):
            self.context = event.pgh_context or self.context
            if not name:
                self._edition = _later(self._edition, event)
            elif name in self._rows:
                kept = self._rows[name]
                kept[event.id] = _later(kept.get(event.id), event)
            else:
                kept = self._links[name]
                kept[event.id] = _later(kept.get(event.id), event)

    @property
    def is_there(self) -> bool:
        return self._edition is not None

    @property
    def gone(self) -> bool:
        return self._edition.pgh_label == GONE

    def value(self, name: str) -> Any:
        return getattr(self._edition, name)

    def snapshot(self) -> Snapshot:
        """Of an edition that is gone, its last columns: its rows went with it."""
        return Snapshot(
            model=self.model,
            values=event_values(self.model, self._edition),
            many={name: self._linked(name) for name in self._links},
            rows={name: self._ordered(name) for name in self._rows},
        )

    def _linked(self, name: str) -> tuple:
        relation = self.model._meta.get_field(name)
        key = relation.m2m_reverse_field_name()
        there = (event for event in self._links[name].values() if event.pgh_label != GONE)
        return tuple(sorted(getattr(event, key) for event in there))

    def _ordered(self, name: str) -> tuple[Row, ...]:
        model = row_model(self.model, name)
        there = [event for event in self._rows[name].values() if event.pgh_label != GONE]
        there.sort(key=lambda event: (getattr(event, "position", 0), event.id))
        return tuple(Row(event.id, event_values(model, event)) for event in there)


def _later(kept: models.Model | None, event: models.Model) -> models.Model:
    """Of two transactions that overlapped, the one that wrote last is what stayed."""
    return event if kept is None or event.pgh_id > kept.pgh_id else kept


def event_values(model, event) -> dict[str, Any]:
    """Columns that the event has not (sums, or younger than it) are left out."""
    there = {column.name for column in event._meta.concrete_fields}
    return {c.name: getattr(event, c.name) for c in kept_fields(model) if c.name in there}
