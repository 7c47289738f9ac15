"""A table of text into staged rows, by sets.

The path of every count into the portal: `incoming` (text as received) → `cells` (each text
understood once) → StagedObservation and StagedStatement. A cell that breaks a rule becomes an
ImportFault, and its row is not staged; the rules between rows are in `rules`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from psycopg.sql import NULL, SQL, Composable, Literal

from returns.models import Import, ImportFault, Source
from returns.models.dimensions import Kind

from . import cells, incoming
from .incoming import Table
from .mapping import DIMENSIONS, SOURCE, Cell, MappingError, Reading, readings
from .slots import Slot, Slots

EVERYWHERE_IN_KEY = ("place", *DIMENSIONS)
WORDS = ("country_from", "documentation", "manner", "sex", "age_group", "precision", "confidence")
# Kept short in the list of faults; the file has the rest.
SHOWN = 200


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
        _first, _last, start, end = self.period()
        parts = [start, SQL("'..'"), end]
        for target in EVERYWHERE_IN_KEY:
            parts += [SQL("'/'"), self.get(target)]
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


def stage(
    data_import: Import, table: Table, *, kind: str, tell: Callable[[str, int], None]
) -> bool:
    """Stage the rows of `table` for `data_import`; returns whether the table could be read at all.

    `kind` is that of the series. `tell(step, rows)` is called as the work goes on. Faults of
    single cells, of rows and of the mapping are kept as ImportFault.
    """
    try:
        found = readings(data_import.mapping, list(table.header))
    except MappingError as error:
        keep_faults(data_import, table, [(None, name, "", rule, "") for name, rule in error.faults])
        return False
    with connection.cursor() as cursor:
        ragged = incoming.receive(cursor, table, lambda rows: tell("receiving", rows))
        width = str(len(table.header))
        keep_faults(
            data_import,
            table,
            [(one.row, "", str(one.cells), "ragged", width) for one in ragged],
        )
        if not ragged and incoming.count(cursor) == 0:
            keep_faults(data_import, table, [(None, "", "", "header_only", "")])
            return False
        tell("understanding", incoming.count(cursor))
        _understand(cursor, data_import, table, found, kind)
    return True


def _understand(cursor, data_import, table, found: list[Reading], kind: str) -> None:
    slots = Slots(list(table.header))
    several = len(found) > 1 or any(reading.statements for reading in found)
    plans, said = [], []
    origins: dict[tuple, Origin] = {}
    for reading in found:
        if "value" in reading.targets:
            plans.append(_plan(slots, reading.targets, kind, origins, value_needed=not several))
        said += [_plan(slots, one, kind, origins) for one in reading.statements]
    cells.make(cursor)
    cells.understand(cursor, slots, date_order=data_import.options.get("date_order", ""))
    named = set()
    for slot in slots.all.values():
        name = (slot.target if slot.is_constant else slot.cell.column, slot.kind)
        if slot.bad and name not in named:
            named.add(name)
            _keep_bad_cells(cursor, data_import, table, slot)
    for origin in origins.values():
        _find_sources(cursor, origin)
    for plan in plans:
        _stage_observations(cursor, data_import, plan)
    for plan in said:
        _stage_statements(cursor, data_import, plan)


def _plan(
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


def _find_sources(cursor, origin: Origin) -> None:
    """Make the sources that are not there yet, and the way from cells to their ids."""
    wanted = {name: slot.get("word") for name, slot in origin.slots.items()}
    if not origin.columns:
        if any(slot.bad for slot in origin.slots.values()):
            return
        values = {name: slot.constant["word"] or "" for name, slot in origin.slots.items()}
        origin.id = Source.objects.get_or_create(**values)[0].pk
        return
    once = {slot.number: slot for slot in origin.slots.values()}
    joins = SQL("").join([slot.join() for slot in once.values()])
    good = [g for slot in once.values() if (g := slot.good()) is not None] or [SQL("true")]
    raws = SQL(", ").join(
        SQL("{} AS {}").format(slot.raw, SQL(f"r{slot.number}")) for slot in origin.columns
    )
    groups = SQL(", ").join(slot.raw for slot in origin.columns)
    parts = {
        "n": SQL(str(origin.number)),
        "raws": raws,
        "groups": groups,
        "words": SQL(", ").join(
            SQL("coalesce({}, '') AS {}").format(word, SQL(name)) for name, word in wanted.items()
        ),
        "names": SQL(", ").join(map(SQL, SOURCE)),
        "joins": joins,
        "good": SQL(" AND ").join(good),
        "same": SQL(" AND ").join(SQL(f"s.{name} = w.{name}") for name in SOURCE),
    }
    distinct = SQL("SELECT DISTINCT {groups} FROM incoming i").format(groups=groups)
    columns = SQL(", ").join(SQL("{}").format(_name(slot)) for slot in origin.columns)
    tables = SQL("pg_temp.wanted_{n}, pg_temp.origin_{n}").format(**parts)
    cursor.execute(SQL("DROP TABLE IF EXISTS {}").format(tables))
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE wanted_{n} ON COMMIT DROP AS
        SELECT {raws}, {words} FROM ({distinct}) AS i ({columns}) {joins} WHERE {good}
        """).format(distinct=distinct, columns=columns, **parts)
    )
    cursor.execute(
        SQL("""
        INSERT INTO returns_source ({names})
        SELECT DISTINCT {names} FROM wanted_{n} ON CONFLICT DO NOTHING
        """).format(**parts)
    )
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE origin_{n} ON COMMIT DROP AS
        SELECT w.*, s.id FROM wanted_{n} w JOIN returns_source s ON {same}
        """).format(**parts)
    )
    cursor.execute(SQL("ANALYZE origin_{n}").format(**parts))


def _name(slot: Slot) -> Composable:
    return incoming.column(slot.cell.column)


OBSERVATIONS = """
INSERT INTO returns_stagedobservation (
    data_import_id, row, key, period_start, period_end, place_id, country_from, documentation,
    manner, sex, age_group, precision, confidence, value, plot, not_plotted_reason, how_given,
    note, source_id
)
SELECT {data_import}, i.row, {key}, {first}, {last}, {place}, {words}, {value},
    {plot} = 'yes', coalesce({reason}, ''), {how_given}, coalesce({note}, ''), {source}
FROM incoming i {joins} WHERE {where}
"""
STATEMENTS = """
INSERT INTO returns_stagedstatement (
    data_import_id, row, observation_key, what, printed, base, base_value, part_value, note,
    source_id
)
SELECT {data_import}, i.row, {key}, {what}, {printed},
    coalesce({base}, CASE WHEN {base_value} IS NULL THEN 'not_stated' ELSE 'stated' END),
    {base_value}, {part_value}, coalesce({note}, ''), {source}
FROM incoming i {joins} WHERE {where}
"""


def _where(plan: Plan, *conditions: Composable) -> Composable:
    return SQL(" AND ").join([SQL("({})").format(c) for c in (*conditions, *plan.good())])


def _stage_observations(cursor, data_import, plan: Plan) -> None:
    first, last, _start, _end = plan.period()
    value = plan.get("value", "number")
    cursor.execute(
        SQL(OBSERVATIONS).format(
            data_import=Literal(data_import.pk),
            key=plan.key(),
            first=first,
            last=last,
            place=plan.get("place", "id"),
            words=SQL(", ").join(plan.get(name) for name in WORDS),
            value=value,
            plot=plan.get("plot"),
            reason=plan.get("not_plotted_reason"),
            how_given=plan.get("how_given"),
            note=plan.get("note"),
            source=plan.source.get(),
            joins=plan.joins(),
            where=_where(plan, SQL("{} IS NOT NULL").format(value)),
        )
    )


def _stage_statements(cursor, data_import, plan: Plan) -> None:
    printed = plan.get("printed", "number")
    numbers = {
        name: SQL("({})::bigint").format(plan.get(name, "number"))
        for name in ("base_value", "part_value")
    }
    cursor.execute(
        SQL(STATEMENTS).format(
            data_import=Literal(data_import.pk),
            key=plan.key(),
            what=plan.get("what"),
            printed=printed,
            base=plan.get("base"),
            note=plan.get("note"),
            source=plan.source.get(),
            joins=plan.joins(),
            where=_where(plan, SQL("{} IS NOT NULL").format(printed)),
            **numbers,
        )
    )


def _keep_bad_cells(cursor, data_import, table, slot: Slot) -> None:
    if slot.is_constant:
        cursor.execute("SELECT raw, rule FROM cells WHERE slot = %s", [slot.number])
        raw, rule = cursor.fetchone()
        keep_faults(data_import, table, [(None, slot.target, raw, rule, "")])
        return
    cursor.execute(
        SQL("""
        INSERT INTO returns_importfault (data_import_id, sheet, row, "column", value, rule, detail)
        SELECT {data_import}, {sheet}, i.row, {name}, left(k.raw, {shown}), k.rule, ''
        FROM incoming i JOIN cells k ON k.slot = {slot} AND k.raw = {raw} AND k.rule IS NOT NULL
        ORDER BY i.row
        """).format(
            data_import=Literal(data_import.pk),
            sheet=Literal(table.sheet),
            name=Literal(slot.column_name[:SHOWN]),
            shown=Literal(SHOWN),
            slot=Literal(slot.number),
            raw=slot.raw,
        )
    )


def keep_faults(data_import: Import, table: Table, faults: list[tuple]) -> None:
    """`faults`: (row, column, value, rule, detail)."""
    ImportFault.objects.bulk_create(
        [
            ImportFault(
                data_import=data_import,
                sheet=table.sheet,
                row=row,
                column=column[:SHOWN],
                value=value[:SHOWN],
                rule=rule,
                detail=detail,
            )
            for row, column, value, rule, detail in faults
        ],
        batch_size=2000,
    )
