"""Counts of periods as bars: one beside another, or the parts of one total stacked."""

from django.utils import translation

from . import marks, palette, summaries, svg, text
from .bars_across import draw_across
from .frame import HALO, NARROW, WIDE, Frame, axis_margin, value_axis
from .model import EXACT, Chart, ChartSpec, Series
from .periods import Period, highest, periods
from .scales import BandScale, LinearScale

EDGE = 6  # height of the striped end of a bar whose figure is not exact
LINE = 15


def bar_chart(
    spec: ChartSpec, series: list[Series], *, stacked: bool = False, horizontal: bool = False
) -> Chart:
    """Bars for each period. `stacked` is for parts of one total only.

    Upright while every value can be written over its bar; else, and always
    when `horizontal`, bars lie along the reading direction with room for words.
    """
    with translation.override(spec.language):
        rows = periods(spec, series)
        missing = sum(1 for row in rows if not row.known())
        summary = summaries.of_chart(spec, series, missing)
        notes = _notes(spec, series, missing)
        drawn, height = [], 0.0
        for name, width, depth in (("narrow", NARROW, 280), ("wide", WIDE, 380)):
            frame = Frame(spec, name, width, depth)
            if not any(item.known() for item in series):
                frame.height = 120
                drawn.append(marks.empty(frame))
            elif horizontal or not upright_fits(frame, rows, series, stacked):
                drawn.append(draw_across(frame, rows, series, stacked, summary))
            else:
                drawn.append(_draw_upright(frame, rows, series, stacked, summary))
            height = frame.height
    return Chart(*drawn, summary, notes, WIDE, int(height))


def _notes(spec, series, missing) -> tuple[str, ...]:
    points = [p for s in series for p in s.known()]
    notes = []
    if missing:
        notes.append(summaries.gap_note(missing) % {"count": spec.number(missing)})
    if any(p.precision != EXACT for p in points):
        notes.append(summaries.precision_note())
    if any(p.counted for p in points):
        notes.append(summaries.part_note())
    return tuple(dict.fromkeys(notes + [p.note for p in points if p.note]))


def value_lines(spec: ChartSpec, row: Period, index: int | None) -> list[str]:
    """What stands over a bar; a stack (index None) is named by its sum.

    The sum of a stack is written only where every part of it is known and exact.
    """
    if index is not None:
        point = row.points[index]
        words = summaries.precise(spec, point)
        number = spec.number(point.value)
        if point.precision == EXACT:
            return [number]
        before, _number, after = words.partition(number)
        return [part for part in (before.strip(), number, after.strip()) if part]
    if any(p is None or p.precision != EXACT for p in row.points):
        return []
    return [spec.number(sum(p.value for p in row.points))]


def upright_fits(frame: Frame, rows, series, stacked) -> bool:
    step = (frame.width - 60) / max(len(rows), 1)
    each = step if stacked or len(series) == 1 else step * 0.86 / len(series)
    if each < 14:
        return False
    indexes = [None] if stacked else range(len(series))
    for row in rows:
        for index in indexes:
            if index is not None and row.points[index] is None:
                continue
            lines = value_lines(frame.spec, row, index)
            if any(text.width(line, bold=True) > each - 2 for line in lines):
                return False
        if any(text.width(line) > step - 4 for line in text.wrap(row.label, step - 4)):
            return False
        if len(text.wrap(row.label, step - 4)) > 3:
            return False
    return True


def _draw_upright(frame: Frame, rows, series, stacked, summary):
    spec = frame.spec
    several = len(series) > 1
    frame.top = 34 + (2 * LINE if _any_words(rows) else LINE)
    key_at = 34 if spec.y_title else 14
    if several:
        frame.top += marks.key_height(series, frame.width)
    values = LinearScale.fitting(highest(rows, stacked), frame.depth, 4 if frame.is_narrow else 5)
    frame.start = axis_margin(spec, values)
    bands = BandScale(len(rows), frame.length)
    labels = [text.wrap(row.label, bands.step - 4) for row in rows]
    frame.bottom = 12 + LINE * max(map(len, labels)) + (18 if spec.x_title else 0)
    values = LinearScale(values.ticks, frame.depth)

    parts = [marks.patterns(frame, series), *value_axis(frame, values)]
    if several:
        parts += marks.key(frame, series, key_at, "bar")
    for position, (row, lines) in enumerate(zip(rows, labels, strict=True)):
        draw = _stack if stacked else _side_by_side
        parts += draw(frame, row, series, bands, position, values)
        parts += [
            frame.text(
                line,
                bands.middle(position),
                frame.base + 18 + LINE * number,
                anchor="middle",
                class_="chart__tick",
                fill=palette.MUTED,
            )
            for number, line in enumerate(lines)
        ]
    if spec.x_title:
        parts.append(
            frame.text(
                spec.x_title,
                frame.length / 2,
                frame.height - 5,
                anchor="middle",
                class_="chart__axis-title",
                fill=palette.MUTED,
            )
        )
    return frame.document(parts, summary)


def _any_words(rows) -> bool:
    return any(p.precision != EXACT for row in rows for _i, p in row.known())


def _gap(frame: Frame, bands, position):
    return frame.rect(
        bands(position),
        frame.top,
        bands.bandwidth,
        frame.depth,
        class_="chart__gap",
        fill=f"url(#{frame.id}-gap)",
    )


def _side_by_side(frame: Frame, row, series, bands, position, values) -> list:
    if not row.known():
        return [_gap(frame, bands, position)]
    parts = []
    each = bands.bandwidth / len(series)
    for index, item in enumerate(series):
        point = row.points[index]
        if point is None:
            continue
        at = bands(position) + each * index
        length = values(point.value)
        top = frame.base - length
        parts.append(_bar(frame, item, point, at, top, each - 1, length))
        parts += _value(frame, value_lines(frame.spec, row, index), at + each / 2, top)
    return parts


def _stack(frame: Frame, row, series, bands, position, values) -> list:
    if not row.known():
        return [_gap(frame, bands, position)]
    parts, below = [], 0.0
    for index, point in row.known():
        length = values(point.value)
        top = frame.base - below - length
        parts.append(
            _bar(
                frame,
                series[index],
                point,
                bands(position),
                top,
                bands.bandwidth,
                length,
                textured=True,
            )
        )
        below += length
    parts += _value(
        frame, value_lines(frame.spec, row, None), bands.middle(position), frame.base - below
    )
    return parts


def _bar(frame: Frame, series, point, at, top, width, length, *, textured=False):
    mark = marks.mark_of(series)
    exact = point.precision == EXACT
    tip = f"{series.label}: {summaries.period_of(frame.spec, point)}: "
    tip += summaries.precise(frame.spec, point)
    inner = [svg.element("title", tip)] if not frame.is_narrow else []
    edge = {"stroke": palette.SURFACE} if textured and not point.counted else {}
    where = {"distance": at, "y": top, "length": width, "depth": length}
    inner.append(marks.bar(frame, series, point, **where, **edge))
    if textured and mark.texture and not point.counted:
        inner.append(frame.rect(at, top, width, length, fill=f"url(#{frame.id}-{mark.texture})"))
    if not exact:
        inner.append(
            frame.rect(
                at,
                top,
                width,
                min(EDGE, length),
                class_="chart__precision",
                fill=f"url(#{frame.id}-edge)",
            )
        )
    return svg.group(inner, class_=marks.series_class(series))


def _value(frame: Frame, lines, distance, top) -> list:
    return [
        frame.text(
            line,
            distance,
            top - 5 - LINE * (len(lines) - 1 - number),
            anchor="middle",
            class_="chart__value chart__halo",
            fill=palette.INK,
            font_weight=600,
            **HALO,
        )
        for number, line in enumerate(lines)
    ]
