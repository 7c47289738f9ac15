"""Sums, shares and changes that sources misprint, attached to the counts they are printed of.

They are statements like any other: the guard compares them and names what does not add up.
"""

from .readers import Line
from .rows import Row, SeriesData, SourceRow, Statement

FILE = "known_misprints.csv"
COLUMNS = (
    "id",
    "scope",
    "period_start",
    "period_end",
    "from_country",
    "printed_total",
    "printed_part_1",
    "printed_part_2",
    "printed_change_pct",
    "printed_change_base",
    "printed_share_pct",
    "printed_share_part",
    "printed_share_base",
    "what_is_wrong",
    "source",
    "source_url",
)
ASSISTED_SCOPE = "undocumented returns assisted"
A_WEEK = 7


def series_of(line: Line, row: Row) -> str:
    """The series that holds the count; of a share "assisted", that of its base."""
    if line.text("scope") == ASSISTED_SCOPE:
        return "iom-assisted-weekly"
    days = (row.period_end - row.period_start).days + 1
    return "iom-undocumented-weekly" if days == A_WEEK else "iom-undocumented-dated"


def series_data(lines: list[Line]) -> dict[str, SeriesData]:
    data: dict[str, SeriesData] = {}
    for line in lines:
        start, end = line.day("period_start"), line.day("period_end")
        total = line.whole("printed_total")
        if start is None or end is None or total is None:
            continue
        address = line.text("source_url")
        source = SourceRow(
            name=line.text("source"), publisher="IOM", url=f"https://{address}/" if address else ""
        )
        common = {
            "period_start": start,
            "period_end": end,
            "country_from": line.choice("from_country", {"IRN": "IRN", "PAK": "PAK"}),
            "documentation": "undocumented",
            "source": source,
            "at": line.at,
        }
        row = Row(value=total, **common)
        series = data.setdefault(series_of(line, row), SeriesData(files={FILE}))
        series.statements.extend(statements_of(line, row, common))
    return data


def statements_of(line: Line, row: Row, common: dict) -> list[Statement]:
    told = {"source": row.source, "note": line.text("what_is_wrong"), "at": line.at}
    found = []
    for manner, column in (("spontaneous", "printed_part_1"), ("deported", "printed_part_2")):
        printed = line.decimal(column)
        if printed is not None:
            part = Row(value=int(printed), manner=manner, **common)
            found.append(Statement(part, "count", printed, **told))
    change = line.decimal("printed_change_pct")
    if change is not None:
        base = line.whole("printed_change_base")
        found.append(
            Statement(
                row, "change", change, base="stated", base_value=base, part_value=row.value, **told
            )
        )
    share = line.decimal("printed_share_pct")
    if share is not None:
        base, part = line.whole("printed_share_base"), line.whole("printed_share_part")
        found.append(
            Statement(
                row,
                "share_assisted",
                share,
                base="stated",
                base_value=base,
                part_value=part,
                **told,
            )
        )
    return found
