"""What the columns of a file mean: remembered from the last import, else told from their names.

A mapping is what importing.mapping describes: {field: column name, or {"constant": value}}, and in
a wide file `values`, a list of {"column": name, dimension: code, …}, one for each column of counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from iomiran.common.languages.numbers import TO_ASCII
from returns.models.rollups import Calendar

from .received import Table
from .received.words import NAMES, plain_name, target_of, target_of_tag

GREGORIAN, SOLAR_HIJRI = Calendar.values
SAMPLE = 50
YEAR = re.compile(r"(?<!\d)(1[2-4]\d\d|19\d\d|20\d\d)(?!\d)")
FIELDS = tuple(NAMES)

# Words of a column of counts that say of whom: (pattern on the plain name, dimension, code).
PARTS = tuple(
    (re.compile(pattern), dimension, code)
    for pattern, dimension, code in (
        (r"\b(spontaneous|voluntary)|خودجوش|داوطلبانه|خودخواسته", "manner", "spontaneous"),
        (r"\b(deported|deportees|deportations|forced)|اخراج|رد مرز", "manner", "deported"),
        (r"^(f|female|females|women|girls)\b|زن|دختر", "sex", "female"),
        (r"^(m|male|males|men|boys)\b|مرد|پسر", "sex", "male"),
        (r"\b0 4\b", "age_group", "0-4"),
        (r"\b5 11\b", "age_group", "5-11"),
        (r"\b12 17\b", "age_group", "12-17"),
        (r"\b18 59\b", "age_group", "18-59"),
        (r"\b60\b", "age_group", "60+"),
    )
)
# Counts that overlap with returns or run from 1 January: never one more part of them.
OTHER_COUNTS = re.compile(
    r"\b(assisted|ytd|cumulative|year to date|share|pct|percent)\b|درصد|انباشته"
)


@dataclass
class Guess:
    """`missing` are the fields that a person must still give a column or a constant."""

    mapping: dict = field(default_factory=dict)
    calendar: str = GREGORIAN
    remembered: bool = False
    missing: list[str] = field(default_factory=list)


def guess(table: Table, remembered: dict | None = None, usual: dict | None = None) -> Guess:
    """The mapping of `table`: the remembered one where its columns are all there.

    `usual` gives the fields that have one and the same value in all that the series holds.
    """
    mapping = dict(remembered or {})
    used = columns_of(mapping)
    fits = bool(used) and used <= set(table.header)
    if not fits:
        constants = {
            name: meaning
            for name, meaning in mapping.items()
            if isinstance(meaning, dict) and "constant" in meaning
        }
        told = from_names(table.header, table.hxl)
        mapping = {name: told.get(name, constants.get(name)) for name in (*told, *constants)}
        if "values" in told:
            mapping.pop("value", None)
        said = set(mapping) | {name for one in mapping.get("values", []) for name in one}
        mapping |= {
            name: {"constant": value} for name, value in (usual or {}).items() if name not in said
        }
    return Guess(
        mapping=mapping,
        calendar=calendar_of(dates_in(table, mapping)),
        remembered=fits,
        missing=missing_in(mapping),
    )


def column_in(meaning) -> str:
    """The column that a field is read from; "" for a constant."""
    return meaning if isinstance(meaning, str) else meaning.get("column", "")


def columns_of(mapping: dict) -> set[str]:
    """The names of the columns that a mapping uses."""
    used = {column_in(meaning) for name, meaning in mapping.items() if name != "values"}
    for one in mapping.get("values", []):
        used |= {one["column"], one.get("cumulative", "")}
    return used - {""}


def missing_in(mapping: dict) -> list[str]:
    """Fields without which no row can be understood."""
    given = {name for name, meaning in mapping.items() if meaning}
    stand_for = {
        "period_end": ({"period"}, {"period_start", "period_days"}),
        "value": ({"values"},),
        "source_name": (),
    }
    return [
        name
        for name, others in stand_for.items()
        if name not in given and not any(other <= given for other in others)
    ]


def from_names(header: list[str], tags: Iterable[str] = ()) -> dict:
    """Each field to the first column whose HXL tag, else whose name, leads to it."""
    told: dict = {}
    tags = list(tags) or [""] * len(header)
    for column, tag in zip(header, tags, strict=True):
        target = target_of_tag(tag) if tag else ""
        target = target or target_of(column)
        if target and not OTHER_COUNTS.search(plain_name(column)):
            told.setdefault(target, column)
    if "period_end" in told:
        told.pop("period", None)
    parts = parts_of(header)
    if len(parts) > 1:
        whole = {"column": told.pop("value")} if "value" in told else None
        told["values"] = ([whole] if whole else []) + [p for p in parts if p != whole]
    return told


def parts_of(header: list[str]) -> list[dict]:
    """Columns that count one part each: {"column": …, dimension: code, …}."""
    found = []
    for column in header:
        name = plain_name(column)
        if target_of(column) or OTHER_COUNTS.search(name):
            continue
        part = {dimension: code for pattern, dimension, code in PARTS if pattern.search(name)}
        if part:
            found.append({"column": column} | part)
    return found


def dates_in(table: Table, mapping: dict) -> list[str]:
    columns = [
        column_in(mapping.get(name, "")) for name in ("period_start", "period_end", "period")
    ]
    places = [table.header.index(column) for column in columns if column in table.header]
    return [row[place] for row in table.sample(SAMPLE) for place in places if place < len(row)]


def calendar_of(dates: Iterable[str]) -> str:
    """Solar Hijri where most of the years are of the 13th to 15th century."""
    years = [int(found[0]) for text in dates if (found := YEAR.search(text.translate(TO_ASCII)))]
    solar = sum(year < 1500 for year in years)
    return SOLAR_HIJRI if solar * 2 > len(years) else GREGORIAN
