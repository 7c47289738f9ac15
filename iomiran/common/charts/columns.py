"""Many periods as upright columns on a line of time, one series or the parts of a total.

For more periods than bars with written figures have room for. With `shares` each column is a
hundred per cent, and only periods in which every part is known are drawn.
"""

from django.utils import translation

from . import marks, palette, summaries, svg, text
from .frame import (
    HALO,
    NARROW,
    WIDE,
    Frame,
    axis_margin,
    day_axis,
    day_lines,
    time_axis,
    value_axis,
)
from .line import END_LABEL, days_of, gap_bands, gap_text, gaps
from .model import EXACT, Chart, ChartSpec, Series
from .periods import Period, highest, periods
from .scales import LinearScale, TimeScale, gregorian_years, solar_years

HUNDRED = (0, 25, 50, 75, 100)


def column_chart(spec: ChartSpec, series: list[Series], *, shares: bool = False) -> Chart:
    """Several series are stacked: they must be parts of one total."""
    with translation.override(spec.language):
        series = [item for item in series if item.known()]
        rows = [row for row in periods(spec, series) if row.known()]
        missing = gaps(series)
        summary = summaries.of_chart(spec, series, len(missing))
        drawn = []
        for name, width, height in (("narrow", NARROW, 270), ("wide", WIDE, 390)):
            frame = Frame(spec, name, width, height if rows else 120)
            draw = _draw(frame, rows, series, missing, summary, shares) if rows else None
            drawn.append(draw or marks.empty(frame))
        notes = []
        if missing:
            notes.append(summaries.gap_note(len(missing)) % {"count": spec.number(len(missing))})
        if any(p.counted for s in series for p in s.known()):
            notes.append(summaries.part_note())
        notes += [p.note for s in series for p in s.known() if p.note]
    return Chart(*drawn, summary, tuple(dict.fromkeys(notes)), WIDE, 390 if rows else 120)


def _draw(frame: Frame, rows: list[Period], series, missing, summary, shares):
    spec, several = frame.spec, len(series) > 1
    start, end = min(row.start for row in rows), max(row.end for row in rows)
    beside = several and not frame.is_narrow
    if beside:
        room = max(text.width(line) for s in series for line in text.wrap(s.label, END_LABEL))
        frame.end = room * text.BOLD + 14
    frame.top = 36 + (marks.key_height(series, frame.width) if several and not beside else 0)
    long = (end - start).days > 730
    calendars = [gregorian_years(start, end, spec.language)] if long else []
    if long and spec.language != "en":
        calendars.insert(0, solar_years(start, end, spec.language))
    frame.bottom = 28 + 16 * ((len(calendars) if long else len(day_lines(spec, start))) - 1)
    values = LinearScale(HUNDRED, frame.depth)
    if not shares:
        most = highest(rows, several) * 1.04
        values = LinearScale.fitting(most, frame.depth, 4 if frame.is_narrow else 6)
    frame.start = axis_margin(spec, values)
    times = TimeScale(start, end, frame.length)

    parts = [marks.patterns(frame, series), *gap_bands(frame, times, missing)]
    parts += value_axis(frame, values)
    parts += (
        time_axis(frame, times, calendars) if long else day_axis(frame, times, days_of(start, end))
    )
    if several and not beside:
        parts += marks.key(frame, series, 34, "bar")
    for row in rows:
        parts += _column(frame, row, series, times, values, shares)
    if beside:
        parts += _end_labels(frame, rows[-1], series, values, shares)
    if not several:
        parts.append(_highest(frame, rows, times, values))
    parts.append(gap_text(frame, times, missing))
    return frame.document(parts, summary)


def _heights(row: Period, values, shares) -> list[tuple[int, float]]:
    """(index of the series, height) from the bottom; in shares, of what is known of the period."""
    total = sum(point.value for _i, point in row.known())
    return [
        (index, values(100 * point.value / (total or 1)) if shares else values(point.value))
        for index, point in row.known()
    ]


def _column(frame: Frame, row: Period, series, times, values, shares) -> list:
    at, to = times(row.start), times(row.end) + times.length / times.days
    space = 1 if to - at > 4 else 0
    parts, reached = [], 0.0
    for index, height in _heights(row, values, shares):
        item, point = series[index], row.points[index]
        where = {
            "distance": at + space / 2,
            "y": frame.base - reached - height,
            "length": max(to - at - space, 0.8),
            "depth": height,
        }
        inner = [svg.element("title", _tip(frame, item, row, point))] if not frame.is_narrow else []
        inner.append(marks.bar(frame, item, point, **where))
        texture = marks.mark_of(item).texture
        if texture and len(series) > 1 and not point.counted:
            inner.append(frame.rect(**where, fill=f"url(#{frame.id}-{texture})"))
        parts.append(svg.group(inner, class_=marks.series_class(item)))
        reached += height
    return parts


def _tip(frame: Frame, item: Series, row: Period, point) -> str:
    words = f"{item.label}: {row.label}: {summaries.precise(frame.spec, point)}"
    return f"{words} ({point.counted})" if point.counted else words


def _end_labels(frame: Frame, row: Period, series, values, shares) -> list:
    """The name of each part beside the last column, at its height or as near as there is room."""
    middles, reached = {}, 0.0
    for index, height in _heights(row, values, shares):
        middles[index] = frame.base - reached - height / 2
        reached += height
    shown = [index for index in range(len(series)) if index in middles]
    lines = {index: text.wrap(series[index].label, END_LABEL) for index in shown}
    tallest = 16 * max(map(len, lines.values())) + 4
    centres = text.spread([middles[i] for i in shown], tallest, frame.top - 8, frame.base + 8)
    parts = []
    for index, centre in zip(shown, centres, strict=True):
        item, first = series[index], centre + 4 - 8 * (len(lines[index]) - 1)
        parts.append(
            svg.group(
                [
                    frame.text(
                        line,
                        frame.length + 8,
                        first + 16 * number,
                        class_="chart__label",
                        fill=marks.mark_of(item).colour,
                        font_weight=600,
                    )
                    for number, line in enumerate(lines[index])
                ],
                class_=marks.series_class(item),
            )
        )
    return parts


def _highest(frame: Frame, rows, times, values):
    top = max(rows, key=lambda row: row.points[0].value)
    point = top.points[0]
    label = summaries.precise(frame.spec, point) if point.precision != EXACT else ""
    label = label or frame.spec.number(point.value)
    half = text.width(label, bold=True) / 2
    at = min(max(times.middle(top.start, top.end), half), frame.length + frame.end - half - 1)
    return frame.text_if_free(
        label,
        at,
        frame.base - values(point.value) - 6,
        anchor="middle",
        class_="chart__value chart__halo",
        fill=palette.INK,
        font_weight=600,
        **HALO,
    )
