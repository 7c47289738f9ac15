"""The arithmetic guard: what a source prints against what its own counts give.

Pure: rows and statements in, findings out. It corrects nothing and hides nothing; findings are
kept with the release and shown beside its data.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from .rows import Row, SeriesData, Statement

PARTS_OF_MANNER = ("spontaneous", "deported")
PARTS_OF_SEX = ("female", "male")
NAMES = ("place", "country_from", "documentation", "manner", "sex", "age_group")
AGES = ("0-4", "5-11", "12-17", "18-59", "60+", "not_stated")
# A printed whole number of per cent may be rounded either way.
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Finding:
    """One thing that does not add up. Numbers are text, so that JSON keeps them as they are.

    rule: parts | parts_exceed | countries | change | share | falls | to_date | to_date_below
    """

    rule: str
    key: str
    period_start: str
    period_end: str
    country_from: str
    printed: str
    computed: str
    base: str = ""
    what: str = ""
    source: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def findings(data: SeriesData) -> list[Finding]:
    """Everything in the series that does not add up, in order of time."""
    found = [
        *parts_of_manner(data.rows),
        *printed_parts(data),
        *sexes_against_total(data.rows),
        *ages_against_sex(data.rows),
        *countries_against_total(data.rows),
        *changes(data.statements),
        *shares(data.statements),
        *falling(data.statements),
        *falling_rows(data.rows),
        *weeks_against_to_date(data),
    ]
    once = {}
    for finding in found:
        once.setdefault((finding.rule, finding.key, finding.what), finding)
    return sorted(
        once.values(), key=lambda f: (f.period_end, f.period_start, f.country_from, f.rule)
    )


def finding(rule: str, row: Row, printed, computed, *, base="", what="", source="") -> Finding:
    return Finding(
        rule=rule,
        key=row.key,
        period_start=row.period_start.isoformat(),
        period_end=row.period_end.isoformat(),
        country_from=row.country_from,
        printed=str(printed),
        computed=str(computed),
        base=str(base),
        what=what,
        source=source or row.source.name,
    )


def grouped(rows: Iterable[Row], dimension: str) -> Iterable[dict[str, Row]]:
    """Rows that differ in one dimension only, by their value in it; exact counts alone."""
    others = [name for name in NAMES if name != dimension]
    groups = defaultdict(dict)
    for row in rows:
        if row.precision == "exact":
            alike = (row.period_start, row.period_end, *(getattr(row, name) for name in others))
            groups[alike][getattr(row, dimension)] = row
    return groups.values()


def parts_against_total(rows, dimension: str, parts: tuple[str, ...], total: str, rule: str):
    for group in grouped(rows, dimension):
        if total in group and all(part in group for part in parts):
            computed = sum(group[part].value for part in parts)
            if computed != group[total].value:
                yield finding(rule, group[total], group[total].value, computed)


def parts_of_manner(rows):
    yield from parts_against_total(rows, "manner", PARTS_OF_MANNER, "all", "parts")


def countries_against_total(rows):
    yield from parts_against_total(rows, "country_from", ("IRN", "PAK"), "IRN_PAK", "countries")


def sexes_against_total(rows):
    """Fewer women and men than the total are people whose sex is not stated; more is a fault."""
    for group in grouped(rows, "sex"):
        if "all" in group and all(part in group for part in PARTS_OF_SEX):
            computed = sum(group[part].value for part in PARTS_OF_SEX)
            if computed > group["all"].value:
                yield finding("parts_exceed", group["all"], group["all"].value, computed)


def ages_against_sex(rows):
    for group in grouped([r for r in rows if r.sex in PARTS_OF_SEX], "age_group"):
        ages = [group[age].value for age in AGES if age in group]
        if "all" in group and ages and sum(ages) > group["all"].value:
            yield finding("parts_exceed", group["all"], group["all"].value, sum(ages))


def printed_parts(data: SeriesData):
    """Parts that the source prints beside a total but that cannot stand as observations."""
    totals = {
        (row.period_start, row.period_end, row.country_from): row
        for row in data.rows
        if row.manner == "all" and row.sex == "all"
    }
    parts = defaultdict(dict)
    for statement in data.statements:
        if statement.what == "count":
            about = statement.about
            parts[(about.period_start, about.period_end, about.country_from)][about.manner] = (
                statement
            )
    for period, printed in parts.items():
        total = totals.get(period)
        if total and all(part in printed for part in PARTS_OF_MANNER):
            computed = sum(int(printed[part].printed) for part in PARTS_OF_MANNER)
            if computed != total.value:
                source = printed[PARTS_OF_MANNER[0]].source.name
                yield finding("parts", total, total.value, computed, source=source)


def tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def changes(statements: list[Statement]):
    """A printed change in per cent against the two counts it is said of."""
    for statement in statements:
        if statement.what != "change" or not statement.base_value:
            continue
        value = statement.part_value if statement.part_value is not None else statement.about.value
        computed = Decimal(value - statement.base_value) * 100 / statement.base_value
        if abs(computed - statement.printed) > HALF:
            yield _of_statement("change", statement, tenth(computed))


def shares(statements: list[Statement]):
    """A printed share in per cent against its part and its base, where both are stated."""
    for statement in statements:
        if not statement.what.startswith("share") or statement.base != "stated":
            continue
        if not statement.base_value or statement.part_value is None:
            continue
        computed = Decimal(statement.part_value) * 100 / statement.base_value
        if abs(computed - statement.printed) > HALF:
            yield _of_statement("share", statement, tenth(computed))


def _of_statement(rule: str, statement: Statement, computed) -> Finding:
    return finding(
        rule,
        statement.about,
        plain(statement.printed),
        computed,
        base=statement.base_value if statement.base_value is not None else "",
        what=statement.what,
        source=statement.source.name,
    )


def to_date(statements: list[Statement]) -> Iterable[list[Statement]]:
    """Counts since 1 January, by year and dimensions, in order of time."""
    groups = defaultdict(list)
    for statement in statements:
        if statement.what == "cumulative":
            groups[(statement.about.dimensions, statement.about.period_end.year)].append(statement)
    for group in groups.values():
        yield sorted(group, key=lambda statement: statement.about.period_end)


def falling(statements: list[Statement]):
    """A count since 1 January that falls within its year; a new year is a new count."""
    for group in to_date(statements):
        for before, after in itertools.pairwise(group):
            if after.printed < before.printed:
                yield finding(
                    "falls",
                    after.about,
                    plain(after.printed),
                    plain(before.printed),
                    source=after.source.name,
                )


def falling_rows(rows: list[Row]):
    """The same among the counts of a series that counts from 1 January to a date."""
    groups = defaultdict(list)
    for row in rows:
        if (row.period_start.month, row.period_start.day) == (1, 1) and row.precision == "exact":
            groups[(row.dimensions, row.period_start)].append(row)
    for group in groups.values():
        group.sort(key=lambda row: row.period_end)
        for before, after in itertools.pairwise(group):
            if after.value < before.value:
                yield finding("falls", after, after.value, before.value)


def weeks_against_to_date(data: SeriesData):
    """Two counts since 1 January against the periods that fill the days between them."""
    starting = {(row.dimensions, row.period_start): row for row in data.rows}
    for group in to_date(data.statements):
        for statement in group:
            about = statement.about
            whole = about.period_start.year == about.period_end.year
            counted = starting.get((about.dimensions, about.period_start))
            if whole and counted and statement.printed < counted.value:
                yield finding(
                    "to_date_below",
                    about,
                    plain(statement.printed),
                    counted.value,
                    source=statement.source.name,
                )
        for before, after in itertools.pairwise(group):
            counted = days_between(before.about, after.about, starting)
            rise = after.printed - before.printed
            if counted is not None and rise >= 0 and counted != rise:
                yield finding(
                    "to_date",
                    after.about,
                    plain(after.printed),
                    plain(before.printed + counted),
                    base=plain(before.printed),
                    source=after.source.name,
                )


def days_between(before: Row, after: Row, starting: dict) -> int | None:
    """The sum of the counts that fill the days after `before` to the end of `after`, if any do."""
    day, total = before.period_end + timedelta(days=1), 0
    while day <= after.period_end:
        row = starting.get((after.dimensions, day))
        if row is None or row.period_end > after.period_end:
            return None
        total += row.value
        day = row.period_end + timedelta(days=1)
    return total
