"""IOM's weekly reports on undocumented returns, 2017–2021: two series from one file.

A line without a value is only a year-to-date statement: the line of 101 days, which overlaps
the weeks inside it, and four weeks of a closed border.
"""

import re

from .readers import Line
from .rows import Row, SeriesData, SourceRow, Statement

FILE = "iom_undocumented_returns_weekly_2017_2021.csv"
COLUMNS = (
    "period_start",
    "period_end",
    "from_country",
    "returns_undocumented",
    "spontaneous_voluntary",
    "deported_forced",
    "assisted_by_iom",
    "assisted_men",
    "assisted_women",
    "ytd_returns",
    "ytd_spontaneous",
    "ytd_deported",
    "how_given",
    "source",
    "publisher",
    "published",
    "source_url",
    "note",
)
RETURNS = "iom-undocumented-weekly"
ASSISTED = "iom-assisted-weekly"
COUNTRIES = {"IRN": "IRN", "PAK": "PAK"}
HOW_GIVEN = {"stated": "stated", "quoted in next report": "quoted_later"}
QUOTING = re.compile(r", quoting (.+)$")
SUM_OF_CROSSINGS = "are the sums of the two crossings"
MANNERS = (
    ("all", "returns_undocumented", "ytd_returns"),
    ("spontaneous", "spontaneous_voluntary", "ytd_spontaneous"),
    ("deported", "deported_forced", "ytd_deported"),
)
ASSISTED_SEXES = (
    ("all", "assisted_by_iom"),
    ("male", "assisted_men"),
    ("female", "assisted_women"),
)


def source_of(line: Line) -> SourceRow:
    quoting = QUOTING.search(line.text("source"))
    return SourceRow(
        name=line.text("source"),
        publisher=line.text("publisher"),
        url=line.text("source_url"),
        published=line.text("published"),
        level="A",
        quoted=quoting[1] if quoting else "",
    )


def series_data(lines: list[Line]) -> dict[str, SeriesData]:
    data = {RETURNS: SeriesData(files={FILE}), ASSISTED: SeriesData(files={FILE})}
    for line in lines:
        start, end = line.day("period_start"), line.day("period_end")
        if not (start and end):
            continue
        source = source_of(line)
        shared = {
            "period_start": start,
            "period_end": end,
            "country_from": line.choice("from_country", COUNTRIES),
            "documentation": "undocumented",
            "how_given": line.choice("how_given", HOW_GIVEN),
            "source": source,
            "note": line.text("note"),
            "at": line.at,
        }
        for manner, column, since_january in MANNERS:
            value = line.whole(column)
            given = shared | {"manner": manner}
            if manner != "all" and SUM_OF_CROSSINGS in line.text("note"):
                given["how_given"] = "sum"
            row = Row(value=value or 0, **given)
            if value is not None:
                data[RETURNS].rows.append(row)
            printed = line.decimal(since_january)
            if printed is not None:
                data[RETURNS].statements.append(
                    Statement(
                        row, "cumulative", printed, source, note=line.text("note"), at=line.at
                    )
                )
        for sex, column in ASSISTED_SEXES:
            value = line.whole(column)
            if value is not None:
                data[ASSISTED].rows.append(Row(value=value, sex=sex, **shared))
    return data
