"""Rows as they were understood, in a few numbers: what rules, guard and comparison read.

alike    (number, place_id, …, tail): each set of place and dimensions; `tail` ends its keys
period   (number, period_start, period_end, head): each period; `head` begins its keys
typed    (row, alike, period, value, …): each count, and the row of the file that gave it

They last one import. A key is the head of its period and the tail of what it is alike with.
"""

from psycopg.sql import SQL, Composable, Literal

from .incoming import column
from .plans import Plan
from .slots import Slot
from .texts import Texts, columns_of

# What a count says beside its key.
SAID = ("precision", "confidence", "not_plotted_reason", "how_given", "note")
MAPS = {
    "alike": (
        "place_id, country_from, documentation, manner, sex, age_group, tail",
        "tail",
    ),
    "period": ("period_start, period_end, head", "head"),
}


def make(cursor) -> None:
    cursor.execute("DROP TABLE IF EXISTS pg_temp.alike, pg_temp.period, pg_temp.typed")
    cursor.execute("""
        CREATE TEMP TABLE alike (
            number integer GENERATED ALWAYS AS IDENTITY, place_id bigint, country_from varchar(10),
            documentation varchar(12), manner varchar(12), sex varchar(10), age_group varchar(10),
            tail text COLLATE "C" PRIMARY KEY
        ) ON COMMIT DROP;
        CREATE TEMP TABLE period (
            number integer GENERATED ALWAYS AS IDENTITY, period_start date, period_end date,
            head text COLLATE "C" PRIMARY KEY
        ) ON COMMIT DROP;
        CREATE TEMP TABLE typed (
            row bigint, alike integer, period integer, value bigint, plot boolean,
            precision varchar(8), confidence varchar(6), not_plotted_reason varchar(500),
            how_given varchar(12), note varchar(500), source_id bigint
        ) ON COMMIT DROP
    """)


def add(cursor, plan: Plan, texts: Texts) -> None:
    """Add the counts of `plan`: of each row whose cells break no rule and that has a value."""
    alike = _map(cursor, "alike", plan.in_key(), texts, plan.alike())
    period = _map(cursor, "period", plan.in_period(), texts, plan.head())
    value = plan.get("value", "number")
    others = plan.others()
    conditions = [SQL("{} IS NOT NULL").format(value)]
    conditions += [good for slot in others if (good := slot.good()) is not None]
    cursor.execute(
        SQL("""
        INSERT INTO typed (row, alike, period, value, plot, {names}, source_id)
        SELECT i.row, alike_of.number, period_of.number, {value}, {plot} = 'yes', {said}, {source}
        FROM incoming i {alike} {period} {joins} WHERE {where}
        """).format(
            names=SQL(", ").join(map(SQL, SAID)),
            value=value,
            plot=plan.get("plot"),
            said=SQL(", ").join(SQL("coalesce({}, '')").format(plan.get(name)) for name in SAID),
            source=plan.source.get(),
            alike=alike,
            period=period,
            joins=SQL("").join([*(slot.join() for slot in others), plan.source.join()]),
            where=SQL(" AND ").join(conditions),
        )
    )


def _map(cursor, table: str, slots: list[Slot], texts: Texts, values: Composable) -> Composable:
    """Number what `values` makes of the texts of `slots`; returns the join of rows to numbers."""
    columns, key = MAPS[table]
    raws = [column(number) for number in columns_of(slots)]
    once = {slot.number: slot for slot in slots}.values()
    parts = {
        "map": SQL(f"{table}_of"),
        "table": SQL(table),
        "columns": SQL(columns),
        "key": SQL(key),
        "raws": SQL("").join(SQL("i.{}, ").format(raw) for raw in raws),
        "values": values,
        "texts": SQL(texts.of(slots)),
        "joins": SQL("").join(slot.join() for slot in once),
        "good": SQL(" AND ").join(
            [SQL("TRUE"), *(good for slot in once if (good := slot.good()) is not None)]
        ),
    }
    cursor.execute(SQL("DROP TABLE IF EXISTS pg_temp.{map}").format(**parts))
    cursor.execute(
        SQL("""
        CREATE TEMP TABLE {map} ON COMMIT DROP AS
        SELECT {raws} {values}, NULL::integer AS number FROM {texts} i {joins} WHERE {good}
        """).format(**parts)
    )
    # In order of the keys: rows in order of time then have numbers in order too.
    cursor.execute(
        SQL("""
        INSERT INTO {table} ({columns}) SELECT DISTINCT {columns} FROM {map} ORDER BY {key}
        ON CONFLICT DO NOTHING
        """).format(**parts)
    )
    cursor.execute(
        SQL("UPDATE {map} m SET number = t.number FROM {table} t WHERE t.{key} = m.{key}").format(
            **parts
        )
    )
    cursor.execute(SQL("ANALYZE {map}").format(**parts))
    on = [SQL("{map}.{raw} = i.{raw}").format(raw=raw, **parts) for raw in raws]
    return SQL(" JOIN {map} ON {on}").format(on=SQL(" AND ").join([*on] or [SQL("TRUE")]), **parts)


OBSERVATIONS = """
INSERT INTO returns_stagedobservation (
    data_import_id, row, key, period_start, period_end, place_id, country_from, documentation,
    manner, sex, age_group, precision, confidence, value, plot, not_plotted_reason, how_given,
    note, source_id
)
SELECT {data_import}, t.row, p.head || a.tail, p.period_start, p.period_end, a.place_id,
    a.country_from, a.documentation, a.manner, a.sex, a.age_group, t.precision, t.confidence,
    t.value, t.plot, t.not_plotted_reason, t.how_given, t.note, t.source_id
FROM typed t JOIN alike a ON a.number = t.alike JOIN period p ON p.number = t.period
"""


def stage(cursor, data_import: int) -> int:
    """Write `typed` as staged observations of the import with this id; returns how many."""
    for table in ("typed", "alike", "period"):
        cursor.execute(f"ANALYZE {table}")
    cursor.execute(SQL(OBSERVATIONS).format(data_import=Literal(data_import)))
    return cursor.rowcount
