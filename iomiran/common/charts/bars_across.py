"""Bars that lie along the reading direction, a row for each period.

For narrow screens and long words: time then runs down the page, earliest
first, in every language alike. There is no value axis: each figure is written.
"""

from . import marks, palette, summaries, svg, text
from .frame import Frame
from .model import EXACT
from .periods import highest

EDGE = 6
COLUMN = 0.34  # the widest share of the drawing that the labels may take
BAR, GROUP_BAR = 18, 15


def draw_across(frame: Frame, rows, series, stacked, summary):
    spec = frame.spec
    several = len(series) > 1
    bars = 1 if stacked or not several else len(series)
    thickness = BAR if bars == 1 else GROUP_BAR
    above = frame.is_narrow or max(text.width(r.label) for r in rows) > frame.width * COLUMN
    frame.start = 2 if above else max(text.width(r.label) for r in rows) + 12
    frame.end = max(_value_width(spec, row, stacked) for row in rows) + 8
    frame.top = 24 if spec.y_title else 4
    key_at = frame.top + 12
    if several:
        frame.top += marks.key_height(series, frame.width) + 6
    step = (18 if above else 0) + (thickness + 2) * bars + (10 if above else 12)
    frame.bottom = 4
    frame.height = frame.top + step * len(rows) + frame.bottom
    scale = frame.length / (highest(rows, stacked) or 1)

    parts = [marks.patterns(frame, series)]
    if spec.y_title:
        parts.append(
            frame.text(
                spec.y_title, -frame.start, 14, class_="chart__axis-title", fill=palette.MUTED
            )
        )
    if several:
        parts += marks.key(frame, series, key_at, "bar")
    parts.append(_zero(frame))
    for position, row in enumerate(rows):
        y = frame.top + step * position
        bar_y = y + (18 if above else 5)
        parts.append(_label(frame, row, y, bar_y, above, (thickness + 2) * bars))
        parts += _row(frame, row, series, stacked, bar_y, thickness, scale)
    return frame.document(parts, summary)


def _value_width(spec, row, stacked) -> float:
    texts = [_value_text(spec, row, i) for i in ([None] if stacked else range(len(row.points)))]
    return max(text.width(words, bold=True) for words in texts)


def _value_text(spec, row, index) -> str:
    if index is not None:
        point = row.points[index]
        return summaries.precise(spec, point) if point else summaries.no_figure()
    if not row.known():
        return summaries.no_figure()
    if any(p is None or p.precision != EXACT for p in row.points):
        return ""
    return spec.number(sum(p.value for p in row.points))


def _zero(frame: Frame):
    return svg.element(
        "line",
        x1=frame.x(0),
        x2=frame.x(0),
        y1=frame.top,
        y2=frame.height - frame.bottom,
        class_="chart__zero",
        stroke=palette.AXIS,
        stroke_width=1,
    )


def _label(frame: Frame, row, y, bar_y, above, depth):
    if above:
        return frame.text(row.label, 0, y + 13, class_="chart__tick", fill=palette.MUTED)
    return frame.text(
        row.label, -8, bar_y + depth / 2 + 3, anchor="end", class_="chart__tick", fill=palette.MUTED
    )


def _row(frame: Frame, row, series, stacked, y, thickness, scale) -> list:
    spec = frame.spec
    parts, reached = [], 0.0
    if stacked:
        for index, point in row.known():
            length = point.value * scale
            parts.append(_bar(frame, series[index], point, reached, y, length, thickness, True))
            reached += length
        parts.append(_value(frame, _value_text(spec, row, None), reached, y, thickness))
        return parts
    for index, item in enumerate(series):
        point = row.points[index]
        at = y + (thickness + 2) * index
        length = point.value * scale if point else 0
        if point:
            parts.append(_bar(frame, item, point, 0, at, length, thickness, False))
        else:
            parts.append(
                frame.rect(
                    0,
                    at,
                    frame.length,
                    thickness,
                    class_="chart__gap",
                    fill=f"url(#{frame.id}-gap)",
                )
            )
            length = frame.length
        parts.append(_value(frame, _value_text(spec, row, index), length, at, thickness))
    return parts


def _bar(frame: Frame, series, point, at, y, length, thickness, textured):
    mark = marks.mark_of(series)
    exact = point.precision == EXACT
    edge = {"stroke": palette.SURFACE} if textured and not point.counted else {}
    where = {"distance": at, "y": y, "length": length, "depth": thickness}
    inner = [marks.bar(frame, series, point, **where, **edge)]
    if textured and mark.texture and not point.counted:
        inner.append(frame.rect(at, y, length, thickness, fill=f"url(#{frame.id}-{mark.texture})"))
    if not exact:
        edge = min(EDGE, length)
        inner.append(
            frame.rect(
                at + length - edge,
                y,
                edge,
                thickness,
                class_="chart__precision",
                fill=f"url(#{frame.id}-edge)",
            )
        )
    return svg.group(inner, class_=marks.series_class(series))


def _value(frame: Frame, words, length, y, thickness):
    if not words:
        return ""
    return frame.text(
        words,
        length + 6,
        y + thickness / 2 + 4,
        class_="chart__value",
        fill=palette.INK,
        font_weight=600,
    )
