"""Counts at named crossings. What is measured decides the series, never the place."""

from .mapping_weekly import QUOTING
from .readers import Line
from .rows import Row, SeriesData, SourceRow

FILE = "returns_by_crossing.csv"
COLUMNS = (
    "period_start",
    "period_end",
    "crossing",
    "from_country",
    "measure",
    "value",
    "unit",
    "source",
    "publisher",
    "source_url",
    "note",
)
# measure → (series, dimensions)
MEASURES = {
    "deported": (
        "iom-undocumented-by-crossing",
        {"manner": "deported", "documentation": "undocumented"},
    ),
    "spontaneous return": (
        "iom-undocumented-by-crossing",
        {"manner": "spontaneous", "documentation": "undocumented"},
    ),
    "inflow": ("dtm-flow-monitoring-inflow", {}),
    "outflow": ("dtm-flow-monitoring-outflow", {}),
    "stranded Afghans entering": (
        "unhcr-border-monitoring-stranded",
        {"documentation": "not_stated"},
    ),
    "crossings into Afghanistan": (
        "unhcr-border-monitoring-crossings",
        {"documentation": "not_stated"},
    ),
    "returns in one day": ("unhcr-all-returns-dated", {}),
}
PLACES = {
    "Islam Qala": "islam-qala",
    "Milak": "milak",
    "Torkham": "torkham",
    "Spin Boldak": "spin-boldak",
    "Islam Qala + Milak + Abu Nasr Farahi": "crossings-iran-2024",
    "Torkham + Ghulam Khan + Pathan + Angor Ada + Spin Boldak + Baramcha + Nazar Posta": (
        "crossings-pakistan-2024"
    ),
}
PRECISIONS = {
    "persons": "exact",
    "movements (not unique persons)": "exact",
    "crossings": "exact",
    "persons (more than)": "over",
}
SECONDARY = "secondary source"


def series_data(lines: list[Line]) -> dict[str, SeriesData]:
    data: dict[str, SeriesData] = {}
    measures = {measure: measure for measure in MEASURES}
    for line in lines:
        series, dimensions = MEASURES[line.choice("measure", measures)]
        start, end, value = line.day("period_start"), line.day("period_end"), line.whole("value")
        if start is None or end is None or value is None:
            continue
        quoting = QUOTING.search(line.text("source"))
        aggregator = line.text("note") == SECONDARY
        data.setdefault(series, SeriesData(files={FILE})).rows.append(
            Row(
                period_start=start,
                period_end=end,
                value=value,
                place=line.choice("crossing", PLACES),
                country_from=line.choice("from_country", {"IRN": "IRN", "PAK": "PAK"}),
                precision=line.choice("unit", PRECISIONS),
                confidence="low" if aggregator else "high",
                plot=not aggregator,
                not_plotted_reason=line.text("note") if aggregator else "",
                note=line.text("note"),
                source=SourceRow(
                    name=line.text("source"),
                    publisher=line.text("publisher"),
                    url=line.text("source_url"),
                    level="X" if aggregator else "A",
                    quoted="UNHCR" if aggregator else quoting[1] if quoting else "",
                ),
                at=line.at,
                **dimensions,
            )
        )
    return data
