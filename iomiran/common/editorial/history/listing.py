"""The history of a document as a list: when, who, what, why, and which parts changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import ACTIONS
from iomiran.common.editorial.states import State

from .showing import part_names
from .versions import Version


def through(context: dict) -> str:
    """Where nobody is on record: what did it."""
    if "command" in context:
        return _("the command %(name)s") % {"name": context["command"]}
    return _("the worker") if "task" in context else _("the portal itself")


@dataclass(frozen=True)
class Line:
    """One entry of the list; `parts` are names of what changed, `languages` codes."""

    version: Version
    by: Any

    @cached_property
    def actions(self) -> list[str]:
        said = [str(entry.action_label) for entry in self.version.entries]
        first, *others = dict.fromkeys(said) or [self._without_action]
        return [capfirst(first), *others]

    @property
    def _without_action(self) -> str:
        if self.version.gone:
            return str(ACTIONS["discard"])
        if self.version.before is None:
            return _("Found when the history began") if not self.version.context else _("Written")
        if self.version.state == State.SUPERSEDED != self.version.before.state:
            return _("Superseded by the next edition")
        return _("Changed")

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(e.reason for e in self.version.entries if e.reason))

    @property
    def through(self) -> str:
        return through(self.version.context)

    @property
    def parts(self) -> list[str]:
        return [] if self.version.before is None else part_names(self.version.changed)

    @property
    def languages(self) -> list[str]:
        return [] if self.version.before is None else sorted(self.version.languages)

    @property
    def state(self) -> str:
        return State(self.version.state).label if self.version.state in State.values else ""

    @property
    def is_comparable(self) -> bool:
        return self.version.snapshot is not None


def lines(versions: Iterable[Version]) -> list[Line]:
    """One query names all persons."""
    versions = list(versions)
    people = get_user_model().objects.in_bulk({v.by_id for v in versions if v.by_id})
    return [Line(version, people.get(version.by_id)) for version in versions]
