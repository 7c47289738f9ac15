"""A table of text into staged rows, by sets.

The path of every count into the portal: `incoming` (text as received) → `cells` (each text
understood once) → `typed` (counts in numbers) → StagedObservation; statements come from `cells`
at once. A cell that breaks a rule becomes an
ImportFault, and its row is not staged; the rules between rows are in `rules`.
"""

from collections.abc import Callable

from django.db import connection
from psycopg.sql import SQL, Composable, Literal

from returns.models import Import, ImportFault, Source

from . import cells, incoming, typed
from .incoming import Table
from .mapping import SOURCE, MappingError, Reading, readings
from .plans import Origin, Plan, plan_of
from .slots import Dates, Slot, Slots
from .texts import Texts

# Kept short in the list of faults; the file has the rest.
SHOWN = 200


def stage(
    data_import: Import, table: Table, *, kind: str, tell: Callable[[str, int], None]
) -> int | None:
    """Stage the rows of `table`; returns how many counts, None where it could not be read at all.

    `kind` is that of the series. `tell(step, rows)` is called as the work goes on. Faults of
    single cells, of rows and of the mapping are kept as ImportFault.
    """
    try:
        found = readings(data_import.mapping, list(table.header))
    except MappingError as error:
        keep_faults(data_import, table, [(None, name, "", rule, "") for name, rule in error.faults])
        return None
    with connection.cursor() as cursor:
        width = str(len(table.header))

        def keep(ragged: list[incoming.Ragged]) -> None:
            named = [(one.row, "", str(one.cells), "ragged", width) for one in ragged]
            keep_faults(data_import, table, named)

        rows, ragged = incoming.receive(cursor, table, lambda rows: tell("receiving", rows), keep)
        if not ragged and rows == 0:
            keep_faults(data_import, table, [(None, "", "", "header_only", "")])
            return None
        tell("understanding", rows)
        return _understand(cursor, data_import, table, found, kind)


def _understand(cursor, data_import, table, found: list[Reading], kind: str) -> int:
    slots = Slots(list(table.header))
    several = len(found) > 1 or any(reading.statements for reading in found)
    plans, said = [], []
    origins: dict[tuple, Origin] = {}
    for reading in found:
        if "value" in reading.targets:
            plans.append(plan_of(slots, reading.targets, kind, origins, value_needed=not several))
        said += [plan_of(slots, one, kind, origins) for one in reading.statements]
    texts = Texts(cursor)
    for plan in (*plans, *said):
        plan.gather(texts)
    cells.make(cursor)
    how = {name: data_import.options.get(f"date_{name}", "") for name in Dates._fields}
    cells.understand(cursor, slots, Dates(**how))
    named = set()
    for slot in slots.all.values():
        name = (slot.target if slot.is_constant else slot.cell.column, slot.kind)
        if slot.bad and name not in named:
            named.add(name)
            _keep_bad_cells(cursor, data_import, table, slot)
    for origin in origins.values():
        _find_sources(cursor, origin, texts)
    typed.make(cursor)
    for plan in plans:
        typed.add(cursor, plan, texts)
    for plan in said:
        _stage_statements(cursor, data_import, plan)
    return typed.stage(cursor, data_import.pk)


def _find_sources(cursor, origin: Origin, texts: Texts) -> None:
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
    parts = {
        "n": SQL(str(origin.number)),
        "raws": raws,
        "texts": SQL(texts.of(origin.columns)),
        "words": SQL(", ").join(
            SQL("coalesce({}, '') AS {}").format(word, SQL(name)) for name, word in wanted.items()
        ),
        "names": SQL(", ").join(map(SQL, SOURCE)),
        "joins": joins,
        "good": SQL(" AND ").join(good),
        "same": SQL(" AND ").join(SQL(f"s.{name} = w.{name}") for name in SOURCE),
    }
    tables = SQL("pg_temp.wanted_{n}, pg_temp.origin_{n}").format(**parts)
    cursor.execute(SQL("DROP TABLE IF EXISTS {}").format(tables))
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE wanted_{n} ON COMMIT DROP AS
        SELECT {raws}, {words} FROM {texts} AS i {joins} WHERE {good}
        """).format(**parts)
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
