"""A series over time: points, joined only where one period follows another."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

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
from .model import Chart, ChartSpec, Point, Series
from .scales import LinearScale, TimeScale, gregorian_years, solar_years

DAY = timedelta(days=1)
END_LABEL = 130  # the widest margin that labels at line ends may take


def runs(points: list[Point]) -> list[list[Point]]:
    """Points cut where the next period does not follow, where the count changes, and around
    what is not whole."""
    pieces: list[list[Point]] = []
    for point in points:
        before = pieces[-1][-1] if pieces else None
        joined = before and not (before.counted or point.counted or point.breaks)
        if joined and point.start <= before.end + DAY:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    return pieces


def gaps(series: list[Series]) -> list[tuple[date, date]]:
    """The stretches, both days included, for which no series has a figure."""
    everything = sorted((p for s in series for p in s.points), key=lambda p: p.start)
    known = [p for p in everything if p.value is not None]
    if not known:
        return []
    found = []
    covered = everything[0].start - DAY
    for point in known:
        if point.start > covered + DAY:
            found.append((covered + DAY, point.start - DAY))
        covered = max(covered, point.end)
    last = max(p.end for p in everything)
    if last > covered:
        found.append((covered + DAY, last))
    return found


def line_chart(spec: ChartSpec, series: list[Series], *, filled: bool = False) -> Chart:
    """`filled` lays an area under the line, for one series that starts from zero."""
    with translation.override(spec.language):
        missing = gaps(series)
        summary = summaries.of_chart(spec, series, len(missing))
        narrow = Frame(spec, "narrow", NARROW, 260)
        wide = Frame(spec, "wide", WIDE, 400)
        if not any(item.known() for item in series):
            narrow.height = wide.height = 120
            drawn = [marks.empty(narrow), marks.empty(wide)]
        else:
            drawn = [_draw(frame, series, missing, summary, filled) for frame in (narrow, wide)]
        notes = []
        if missing:
            notes.append(summaries.gap_note(len(missing)) % {"count": spec.number(len(missing))})
        if any(p.counted for s in series for p in s.known()):
            notes.append(summaries.part_note(bars=False))
        notes += [p.note for s in series for p in s.known() if p.note]
    return Chart(*drawn, summary, tuple(dict.fromkeys(notes)), int(wide.width), int(wide.height))


def _draw(frame: Frame, series, missing, summary, filled):
    spec = frame.spec
    series = [item for item in series if item.known()]
    everything = [p for s in series for p in s.points]
    start, end = min(p.start for p in everything), max(p.end for p in everything)
    highest = max(p.value for s in series for p in s.known())

    beside = not frame.is_narrow and len(series) > 1
    if beside:
        room = max(text.width(line) for s in series for line in text.wrap(s.label, END_LABEL))
        frame.end = room * text.BOLD + 14
    frame.top = 36
    if len(series) > 1 and not beside:
        frame.top += marks.key_height(series, frame.width)
    long = (end - start).days > 730
    rows = []
    if long:
        rows = [gregorian_years(start, end, spec.language)]
        if spec.language != "en":
            rows.insert(0, solar_years(start, end, spec.language))
    lines = len(rows) if long else len(day_lines(spec, start))
    frame.bottom = 28 + 16 * (lines - 1) + 18 * bool(spec.x_title)
    values = LinearScale.fitting(highest * 1.04, frame.depth, 4 if frame.is_narrow else 6)
    frame.start = axis_margin(spec, values)
    times = TimeScale(start, end, frame.length)

    parts = [marks.patterns(frame)]
    parts += gap_bands(frame, times, missing)
    parts += value_axis(frame, values)
    parts += time_axis(frame, times, rows) if long else day_axis(frame, times, days_of(start, end))
    if spec.x_title:
        parts.append(
            frame.text(
                spec.x_title,
                frame.length / 2,
                frame.height - 6,
                anchor="middle",
                class_="chart__axis-title",
                fill=palette.MUTED,
            )
        )
    if len(series) > 1 and not beside:
        parts += marks.key(frame, series, 34, "line")
    if beside:
        parts += _end_labels(frame, series, times, values)
    parts += [_series(frame, item, times, values, filled) for item in series]
    parts.append(_highest(frame, series, times, values))
    parts.append(gap_text(frame, times, missing))
    return frame.document(parts, summary)


def days_of(start: date, end: date) -> list[date]:
    months = {
        date(d.year, d.month, 1) for d in (start + DAY * i for i in range((end - start).days))
    }
    return sorted(m for m in months if m >= start) or [start]


def _place(frame, times, values, point: Point) -> tuple[float, float]:
    return frame.x(times.middle(point.start, point.end)), frame.base - values(point.value)


def _series(frame: Frame, series: Series, times, values, filled):
    mark = marks.mark_of(series)
    radius = 2 if frame.is_narrow else 2.6
    parts = []
    for run in runs(series.known()):
        corners = [_place(frame, times, values, p) for p in run]
        if filled and len(corners) > 1:
            parts.append(marks.area(corners, frame.base, mark.colour))
        if len(corners) > 1:
            parts.append(
                svg.element(
                    "path",
                    d=marks.path(corners),
                    class_="chart__line",
                    stroke=mark.colour,
                    stroke_width=2,
                    stroke_linejoin="round",
                    stroke_dasharray=mark.dash,
                    fill="none",
                )
            )
        for point, (x, y) in zip(run, corners, strict=True):
            tip = ""
            if not frame.is_narrow:
                period = summaries.period_of(frame.spec, point)
                tip = f"{period}: {summaries.precise(frame.spec, point)}"
                tip += f" ({point.counted})" if point.counted else ""
            parts.append(marks.point(mark.shape, x, y, radius, mark.colour, tip, point.counted))
    return svg.group(parts, class_=marks.series_class(series))


def _end_labels(frame: Frame, series, times, values) -> list:
    """The name of each series beside its last point, moved apart where needed."""
    lines = [text.wrap(s.label, END_LABEL) for s in series]
    ends = [s.known()[-1] for s in series]
    wanted = [frame.base - values(p.value) for p in ends]
    height = 16 * max(map(len, lines)) + 4
    centres = text.spread(wanted, height, frame.top - 8, frame.base + 8)
    parts = []
    for item, wrapped, last, target, centre in zip(
        series, lines, ends, wanted, centres, strict=True
    ):
        inner = []
        from_x = times.middle(last.start, last.end) + 5
        if abs(centre - target) > 6 or frame.length - from_x > 14:
            corners = [(frame.x(from_x), target), (frame.x(frame.length + 4), centre)]
            inner.append(
                svg.element(
                    "path",
                    d=marks.path(corners),
                    class_="chart__leader",
                    stroke=palette.AXIS,
                    stroke_width=0.75,
                    fill="none",
                )
            )
        first = centre + 4 - 8 * (len(wrapped) - 1)
        inner += [
            frame.text(
                line,
                frame.length + 8,
                first + 16 * index,
                class_="chart__label",
                fill=marks.mark_of(item).colour,
                font_weight=600,
            )
            for index, line in enumerate(wrapped)
        ]
        parts.append(svg.group(inner, class_=marks.series_class(item)))
    return parts


def _highest(frame: Frame, series, times, values):
    """The highest figure of all is written at its point."""
    top = max((p for s in series for p in s.known()), key=lambda p: p.value)
    label = summaries.precise(frame.spec, top)
    half = text.width(label, bold=True) / 2
    at = times.middle(top.start, top.end)
    at = min(max(at, half), frame.length + frame.end - half - 1)
    y = frame.base - values(top.value) - 9
    return frame.text_if_free(
        label,
        at,
        y,
        anchor="middle",
        class_="chart__value chart__halo",
        fill=palette.INK,
        font_weight=600,
        **HALO,
    )


def gap_bands(frame: Frame, times, missing) -> list:
    bands = []
    for first, last in missing:
        at, to = times(first), times(last + DAY)
        if to - at >= 2:
            bands.append(
                frame.rect(
                    at,
                    frame.top,
                    to - at,
                    frame.depth,
                    class_="chart__gap",
                    fill=f"url(#{frame.id}-gap)",
                )
            )
    return bands


def gap_text(frame: Frame, times, missing):
    """The widest gap says what the hatch means, if the words fit into it."""
    if not missing:
        return ""
    first, last = max(missing, key=lambda gap: gap[1] - gap[0])
    at, to = times(first), times(last + DAY)
    lines = text.wrap(_("no figures"), max(to - at - 6, 0))
    if not lines or max(map(text.width, lines)) > to - at - 6:
        return ""
    return svg.join(
        frame.text_if_free(
            line,
            (at + to) / 2,
            frame.base - 10 - 15 * (len(lines) - 1 - index),
            anchor="middle",
            class_="chart__note chart__halo",
            fill=palette.MUTED,
            **HALO,
        )
        for index, line in enumerate(lines)
    )
