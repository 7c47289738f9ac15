"""What a mapping says of a table: which cell of a row gives which part of an observation.

A mapping is {target: column name, or {"column": name, "empty": text} or {"constant": text}}. A
wide table has `values`, a list of {"column": name, target: text, …}: one count per column. What
is printed beside counts is given by targets of its own; see PRINTED.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

DIMENSIONS = ("country_from", "documentation", "manner", "sex", "age_group")
SOURCE = ("name", "publisher", "url", "published", "level", "quoted")
# The text that stands for a cell which no column gives.
DEFAULTS = {
    "place": "everywhere",
    "country_from": "ALL",
    **dict.fromkeys(DIMENSIONS[1:], "all"),
    "precision": "exact",
    "confidence": "high",
    "plot": "yes",
    "not_plotted_reason": "",
    "how_given": "stated",
    "note": "",
    "source_publisher": "",
    "source_url": "",
    "source_published": "",
    "source_level": "A",
    "source_quoted": "",
}
# A blank cell in these columns says the default; in the others it must be said what it means.
MAY_BE_BLANK = set(DEFAULTS) - {"place", *DIMENSIONS}
# Targets of what is printed beside a count; `share_what` says which share it is.
PRINTED = {
    "part_spontaneous": {"what": "count", "manner": "spontaneous"},
    "part_deported": {"what": "count", "manner": "deported"},
    "change_pct": {"what": "change", "base_value": "change_base", "part_value": "value"},
    "share_pct": {"what": "share_what", "base_value": "share_base", "part_value": "share_part"},
    "cumulative": {"what": "cumulative"},
}
# Those of them that name another target; the others are meant as they are.
MEANT = ("value", "change_base", "share_what", "share_base", "share_part")
# A table may also give a statement in a row of its own: `what` and `printed`.
STATEMENT = ("what", "printed", "base", "base_value", "part_value")
PERIODS = ("period", "period_start", "period_end", "period_days")
TARGETS = (
    *PERIODS,
    *DEFAULTS,
    "source_name",
    "value",
    *PRINTED,
    "share_what",
    "change_base",
    "share_base",
    "share_part",
    *STATEMENT,
)


class MappingError(ValueError):
    """`faults` are (column or target, rule)."""

    def __init__(self, faults: list[tuple[str, str]]):
        self.faults = faults
        super().__init__(", ".join(f"{name}: {rule}" for name, rule in faults))


@dataclass(frozen=True)
class Cell:
    """A column by its place in the header, or a constant. `empty` stands for a blank cell."""

    column: int | None = None
    constant: str = ""
    empty: str | None = None


@dataclass(frozen=True)
class Reading:
    """One count of each row and the statements beside it: {target: Cell}."""

    targets: dict[str, Cell]
    statements: list[dict[str, Cell]] = field(default_factory=list)


def readings(mapping: dict, header: list[str]) -> list[Reading]:
    """How each row of a table with this header is read. Raises MappingError."""
    faults = [(name, "target_unknown") for name in mapping if name not in (*TARGETS, "values")]
    columns = {name: number for number, name in enumerate(header)}
    for name in _columns_in(mapping):
        if name not in columns:
            faults.append((name, "column_missing"))
        elif header.count(name) > 1:
            faults.append((name, "column_twice"))
    if faults:
        raise MappingError(list(dict.fromkeys(faults)))
    common = {
        name: _cell(name, said, columns) for name, said in mapping.items() if name != "values"
    }
    found = [
        _reading(common | _value_column(one, columns)) for one in mapping.get("values", ())
    ] or [_reading(common)]
    missing = [(name, "target_missing") for name in _missing(found[0])]
    if missing:
        raise MappingError(missing)
    return found


def column_of(mapping: dict, target: str) -> str:
    """The column that a reader knows the target by; the target's name where there is none."""
    said = mapping.get(target)
    if isinstance(said, dict):
        said = said.get("column")
    if not said and target == "value" and mapping.get("values"):
        return mapping["values"][0]["column"]
    return said or target


def _columns_in(mapping: dict) -> Iterator[str]:
    for name, said in mapping.items():
        if name == "values":
            for one in said:
                yield one["column"]
                yield from _columns_in({k: v for k, v in one.items() if k in PRINTED})
        elif isinstance(said, str):
            yield said
        elif "column" in said:
            yield said["column"]


def _cell(target: str, said, columns: dict[str, int]) -> Cell:
    empty = DEFAULTS[target] if target in MAY_BE_BLANK else None
    if isinstance(said, str):
        return Cell(columns[said], empty=empty)
    if "column" in said:
        return Cell(columns[said["column"]], empty=said.get("empty", empty))
    return Cell(constant=str(said.get("constant", "")))


def _value_column(one: dict, columns: dict[str, int]) -> dict[str, Cell]:
    """In `values` a plain text is a constant, but for what is printed in a column of its own."""
    found = {"value": Cell(columns[one["column"]])}
    for name, said in one.items():
        if name != "column":
            column = name in PRINTED or isinstance(said, dict)
            found[name] = _cell(name, said if column else {"constant": said}, columns)
    return found


def _reading(given: dict[str, Cell]) -> Reading:
    defaults = {name: Cell(constant=text) for name, text in DEFAULTS.items()}
    statements = []
    for name, parts in PRINTED.items():
        if name in given:
            statement = {"printed": given[name]}
            for part, meaning in parts.items():
                if meaning in MEANT:
                    statement |= {part: given[meaning]} if meaning in given else {}
                else:
                    statement[part] = Cell(constant=meaning)
            statements.append(defaults | _without_printed(given) | statement)
    if "printed" in given:
        statements.append(defaults | given)
    return Reading(defaults | _without_printed(given), statements)


def _without_printed(given: dict[str, Cell]) -> dict[str, Cell]:
    left_out = {*PRINTED, *STATEMENT, "share_what", "change_base", "share_base", "share_part"}
    return {name: cell for name, cell in given.items() if name not in left_out}


def _missing(reading: Reading) -> Iterator[str]:
    given = reading.targets
    ends = "period" in given or "period_end" in given
    if not ends and not {"period_start", "period_days"} <= set(given):
        yield "period_end"
    if "source_name" not in given:
        yield "source_name"
    if "value" not in given and not reading.statements:
        yield "value"
    if any("what" not in statement for statement in reading.statements):
        yield "share_what"
