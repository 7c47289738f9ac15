"""A fault in words, with names that look like the one that is not known."""

from django.utils.translation import gettext as _

from returns.importing import faults
from returns.importing.aliases import near_matches, place_aliases
from returns.importing.received.faults import REASONS, ReceivedFault


class Reasons:
    """The words of many faults; the names of places are asked for once."""

    def __init__(self):
        self._aliases: dict[str, str] | None = None
        self._near: dict[str, str] = {}

    def of(self, fault) -> str:
        if isinstance(fault, ReceivedFault):
            return fault.reason
        if fault.rule not in faults.REASONS:
            return str(REASONS[fault.rule]) % {"value": fault.value}
        reason = faults.reason_of(fault)
        if fault.rule == "place_unknown" and (near := self._near_to(fault.value)):
            return f"{reason} {near}"
        return reason

    def _near_to(self, name: str) -> str:
        if name not in self._near:
            if self._aliases is None:
                self._aliases = place_aliases()
            near = ", ".join(near_matches(name, self._aliases))
            said = _("Names that look like it: %(names)s.") % {"names": near}
            self._near[name] = said if near else ""
        return self._near[name]
