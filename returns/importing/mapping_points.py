"""Yearly and dated figures: each line goes to the series of its counter, scope and kind."""

from .readers import Line
from .rows import Row, SeriesData, SourceRow, Statement

FILE = "returns_points.csv"
COLUMNS = (
    "counted_by",
    "scope",
    "unit",
    "kind",
    "period_start",
    "period_end",
    "from_country",
    "documentation",
    "manner",
    "value",
    "precision",
    "share_undocumented_pct",
    "share_forced_pct",
    "share_voluntary_pct",
    "share_children_pct",
    "share_women_pct",
    "share_base",
    "level",
    "confidence",
    "plot",
    "source",
    "publisher",
    "published",
    "source_url",
    "note",
)
# (counted by, scope, kind of the line) → series. Lines of different scopes never meet.
SERIES = {
    ("IOM", "undocumented returns", "interval"): "iom-undocumented-yearly",
    ("IOM", "undocumented returns", "cumulative"): "iom-undocumented-dated",
    ("IOM", "undocumented returns", "point"): "iom-undocumented-dated",
    ("IOM", "all returns", "interval"): "iom-all-returns-yearly",
    ("IOM", "all returns", "cumulative"): "iom-all-returns-2025",
    ("IOM", "all returns", "point"): "iom-all-returns-2025-dated",
    ("OCHA", "all returns", "cumulative"): "ocha-returns-2025",
    ("OCHA", "all returns", "point"): "ocha-returns-2025-dated",
    ("UNHCR", "all returns", "cumulative"): "unhcr-all-returns-2025",
    ("UNHCR", "all returns", "interval"): "unhcr-all-returns-dated",
    ("UNHCR", "all returns", "point"): "unhcr-all-returns-dated",
    ("UNHCR", "mean daily returns", "mean"): "unhcr-mean-daily-returns",
    ("IFRC", "all returns", "cumulative"): "ifrc-returns-2025",
    ("UN", "families returned", "point"): "un-families-returned",
    ("IOM DTM", "flow monitoring inflow", "point"): "dtm-flow-monitoring-inflow",
    ("IOM DTM", "flow monitoring outflow", "point"): "dtm-flow-monitoring-outflow",
}
# The same two counts stand in UNHCR's yearly file, from where they are loaded.
ELSEWHERE = ("UNHCR", "returned refugees, year-end statistic", "interval")
COUNTRIES = {"IRN": "IRN", "PAK": "PAK", "IRN+PAK": "IRN_PAK"}
SHARES = (
    ("share_undocumented_pct", "share_undocumented"),
    ("share_forced_pct", "share_forced"),
    ("share_voluntary_pct", "share_voluntary"),
    ("share_children_pct", "share_children"),
    ("share_women_pct", "share_women"),
)
BASES = {"not stated": "not_stated", "": "not_stated", "stated": "stated"}
SAME = ("all", "undocumented", "spontaneous", "deported")
PRECISIONS = ("exact", "rounded", "nearly", "over", "about")
AGGREGATOR = "known only from an aggregator of news"
DOUBTFUL = "the source is doubtful"


def series_data(lines: list[Line]) -> dict[str, SeriesData]:
    data: dict[str, SeriesData] = {}
    for line in lines:
        scope = (line.text("counted_by"), line.text("scope"), line.text("kind"))
        if scope == ELSEWHERE:
            continue
        if scope not in SERIES:
            line.fault("scope", f"no series counts {' / '.join(scope)}")
            continue
        row = row_of(line)
        if row is None:
            continue
        series = data.setdefault(SERIES[scope], SeriesData(files={FILE}))
        series.rows.append(row)
        series.statements.extend(shares_of(line, row))
    return data


def row_of(line: Line) -> Row | None:
    start, end, value = line.day("period_start"), line.day("period_end"), line.whole("value")
    if value is None and not line.text("value"):
        line.fault("value", "is empty")
    if start is None or end is None or value is None:
        return None
    plot = line.choice("plot", {"yes": True, "no": False})
    level = line.choice("level", {v: v for v in "AQBX"})
    reason = ""
    if not plot:
        reason = AGGREGATOR if level == "X" else line.text("note") or DOUBTFUL
    return Row(
        period_start=start,
        period_end=end,
        value=value,
        country_from=line.choice("from_country", COUNTRIES),
        documentation=line.choice("documentation", {v: v for v in SAME}),
        manner=line.choice("manner", {v: v for v in SAME}),
        precision=line.choice("precision", {v: v for v in PRECISIONS}),
        confidence=line.choice("confidence", {v: v for v in ("high", "medium", "low")}),
        plot=plot,
        not_plotted_reason=reason,
        note=line.text("note"),
        source=SourceRow(
            name=line.text("source"),
            publisher=line.text("publisher"),
            url=line.text("source_url"),
            published=line.text("published"),
            level=level,
            quoted="" if level == "A" else line.text("counted_by"),
        ),
        at=line.at,
    )


def shares_of(line: Line, row: Row) -> list[Statement]:
    base = line.choice("share_base", BASES)
    return [
        Statement(row, what, printed, row.source, base=base, note=line.text("note"), at=line.at)
        for column, what in SHARES
        if (printed := line.decimal(column)) is not None
    ]
