"""What is made of each row: one count or one statement, as expressions over `incoming`."""

from dataclasses import dataclass

from psycopg.sql import NULL, SQL, Composable, Literal

from returns.models.dimensions import Kind

from .mapping import DIMENSIONS, PERIODS, SOURCE, Cell
from .slots import Slot, Slots

IN_KEY = ("place", *DIMENSIONS)


@dataclass
class Plan:
    """One count or one statement of each row: its slots by target, and the source's number."""

    slots: dict[str, Slot]
    source: "Origin"
    kind: str

    def joins(self) -> Composable:
        once = {slot.number: slot for slot in self.slots.values()}
        return SQL("").join([slot.join() for slot in once.values()] + [self.source.join()])

    def good(self) -> list[Composable]:
        return [good for slot in self.slots.values() if (good := slot.good()) is not None]

    def in_key(self) -> list[Slot]:
        """The slots of place and dimensions."""
        return [self.slots[name] for name in IN_KEY if name in self.slots]

    def in_period(self) -> list[Slot]:
        return [self.slots[name] for name in PERIODS if name in self.slots]

    def others(self) -> list[Slot]:
        """Each slot once that says neither when nor of whom."""
        inside = {slot.number for slot in (*self.in_key(), *self.in_period())}
        return list({s.number: s for s in self.slots.values() if s.number not in inside}.values())

    def gather(self, texts) -> None:
        """Have what belongs together understood from common texts."""
        for group in (self.in_key(), self.in_period(), self.source.columns):
            texts.gather(group)

    def get(self, target: str, name: str = "word") -> Composable:
        return self.slots[target].get(name) if target in self.slots else NULL

    def period(self) -> tuple[Composable, Composable, Composable, Composable]:
        """(first day, last day, first day as text, last day as text)."""
        if "period" in self.slots:
            period = self.slots["period"]
            first, iso = period.get("day"), period.get("iso")
            if "period_days" not in self.slots:
                return first, period.get("day_end"), iso, period.get("iso_end")
        elif "period_start" in self.slots:
            first, iso = self.get("period_start", "day"), self.get("period_start", "iso")
        else:
            last, iso = self.get("period_end", "day"), self.get("period_end", "iso")
            if self.kind != Kind.CUMULATIVE:
                return last, last, iso, iso
            first = SQL("date_trunc('year', {}::date)::date").format(last)
            return first, last, SQL("left({}, 4) || '-01-01'").format(iso), iso
        if "period_end" in self.slots:
            return first, self.get("period_end", "day"), iso, self.get("period_end", "iso")
        last = SQL("({}::date + {}::integer - 1)").format(first, self.get("period_days", "number"))
        return first, last, iso, SQL("to_char({}, 'YYYY-MM-DD')").format(last)

    def key(self) -> Composable:
        """The same text as models.keys.observation_key."""
        return SQL("{} || {}").format(self._head(), self._tail())

    def head(self) -> Composable:
        """The columns of `period` in typed."""
        first, last, _start, _end = self.period()
        return SQL("{}::date AS period_start, {}::date AS period_end, {} AS head").format(
            first, last, self._head()
        )

    def alike(self) -> Composable:
        """The columns of `alike` in typed."""
        words = [SQL("{}::text AS {}").format(self.get(name), SQL(name)) for name in DIMENSIONS]
        return SQL("{}::bigint AS place_id, {}, {} AS tail").format(
            self.get("place", "id"), SQL(", ").join(words), self._tail()
        )

    def _head(self) -> Composable:
        _first, _last, start, end = self.period()
        return SQL("{} || '..' || {}").format(start, end)

    def _tail(self) -> Composable:
        parts = [SQL("'/' || {}").format(self.get(target)) for target in IN_KEY]
        return SQL(" || ").join(parts)


@dataclass
class Origin:
    """The source of rows: one id where it is constant, else a table from its cells to ids."""

    number: int
    slots: dict[str, Slot]
    id: int | None = None

    @property
    def columns(self) -> list[Slot]:
        return [slot for slot in self.slots.values() if not slot.is_constant]

    def join(self) -> Composable:
        if not self.columns:
            return SQL("")
        o = SQL(f"o{self.number}")
        on = SQL(" AND ").join(
            SQL("{o}.{name} = {raw}").format(o=o, name=SQL(f"r{slot.number}"), raw=slot.raw)
            for slot in self.columns
        )
        return SQL(" JOIN origin_{n} {o} ON {on}").format(n=SQL(str(self.number)), o=o, on=on)

    def get(self) -> Composable:
        return SQL(f"o{self.number}.id") if self.columns else Literal(self.id)


def plan_of(
    slots: Slots, targets: dict[str, Cell], kind: str, origins: dict, *, value_needed=False
) -> Plan:
    made = {
        name: slots.of(name, cell, required=name == "value" and value_needed)
        for name, cell in targets.items()
        if not name.startswith("source_") and not (name == "value" and "printed" in targets)
    }
    source = {name: slots.of(f"source_{name}", targets[f"source_{name}"]) for name in SOURCE}
    name = tuple(slot.number for slot in source.values())
    origin = origins.setdefault(name, Origin(len(origins), source))
    return Plan(made, origin, kind)
