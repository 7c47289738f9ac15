"""The marks that charts share: points, hatches, textures, the key, no data."""

from django.utils.translation import gettext as _

from . import palette, svg, text
from .frame import Frame
from .model import EXACT, Series


def series_class(series: Series) -> str:
    return f"chart__series chart__series--{series.colour_key}"


def mark_of(series: Series) -> palette.Mark:
    return palette.MARKS[series.colour_key]


def point(
    shape: str, x: float, y: float, radius: float, colour: str, tip: str = "", part: str = ""
):
    """A point; its shape tells the series where colour cannot. Hollow: only a part is counted."""
    children = [svg.element("title", tip)] if tip else []
    look = {"class_": "chart__point", "fill": colour}
    if part:
        look = {
            "class_": "chart__point-part",
            "fill": palette.SURFACE,
            "stroke": colour,
            "stroke_width": 1.2,
        }
    if shape == "circle":
        return svg.element("circle", *children, cx=x, cy=y, r=radius, **look)
    if shape == "diamond":
        r = radius * 1.35
        corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
    else:
        r = radius * 1.3
        corners = [(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)]
    return svg.element("path", *children, d=path(corners) + "Z", **look)


def area(corners, base: float, colour: str):
    """The ground between a line and zero."""
    edge = [(corners[0][0], base), *corners, (corners[-1][0], base)]
    return svg.element(
        "path", d=path(edge) + "Z", class_="chart__area", fill=colour, fill_opacity=0.18
    )


def path(corners) -> str:
    return "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in corners)


def gap_pattern(frame: Frame):
    """A light hatch: nothing is known here."""
    return svg.element(
        "pattern",
        svg.element("rect", width=6, height=6, class_="chart__hatch-ground", fill="none"),
        svg.element(
            "path",
            d="M-1 7L7 -1",
            class_="chart__hatch",
            stroke=palette.HATCH,
            stroke_width=0.8,
            fill="none",
        ),
        id=f"{frame.id}-gap",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )


def texture_pattern(frame: Frame, kind: str):
    """Laid over a bar, so that parts are told apart in black and white."""
    attributes = {"class_": "chart__texture", "stroke": palette.SURFACE, "fill": "none"}
    if kind != "edge":
        attributes["stroke_opacity"] = 0.45
    if kind == "dots":
        inner = svg.element("path", d="M2 2h1.6M5 5h1.6", stroke_width=1.6, **attributes)
        size = 6
    else:
        inner = svg.element("path", d="M-1 6L6 -1M4 6L6 4M-1 1L1 -1", stroke_width=1, **attributes)
        size = 5
    return svg.element(
        "pattern",
        inner,
        id=f"{frame.id}-{kind}",
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
    )


def part_pattern(frame: Frame, series: Series):
    """Stripes in the colour of a series: not all of the period is counted."""
    return svg.element(
        "pattern",
        svg.element(
            "path",
            d="M-1 7L7 -1",
            class_="chart__part",
            stroke=mark_of(series).colour,
            stroke_width=1.2,
            fill="none",
        ),
        id=f"{frame.id}-part-{series.colour_key}",
        class_=series_class(series),
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )


def bar(frame: Frame, series: Series, point, **where):
    """A bar of a series: solid, or outlined and hatched where only a part is counted."""
    if point.counted:
        return frame.rect(
            **where,
            class_="chart__bar-part",
            fill=f"url(#{frame.id}-part-{series.colour_key})",
            stroke=mark_of(series).colour,
            stroke_width=1,
        )
    exact = point.precision == EXACT
    return frame.rect(
        **where,
        class_="chart__bar" if exact else "chart__bar chart__bar--imprecise",
        fill=mark_of(series).colour,
    )


def patterns(frame: Frame, series: list[Series] = ()):
    parts = {s.colour_key: s for s in series if any(p.counted for p in s.known())}.values()
    kinds = sorted({mark_of(s).texture for s in series} - {""} | ({"edge"} if series else set()))
    return svg.element(
        "defs",
        gap_pattern(frame),
        *(texture_pattern(frame, kind) for kind in kinds),
        *(part_pattern(frame, item) for item in parts),
    )


def key_height(series: list[Series], width: float) -> float:
    return 20 * len(_key_rows(series, width))


def _key_rows(series, width):
    rows, used = [[]], 0.0
    for item in series:
        room = 24 + text.width(item.label, bold=True) + 14
        if rows[-1] and used + room > width:
            rows.append([])
            used = 0.0
        rows[-1].append((item, used))
        used += room
    return rows


def key(frame: Frame, series: list[Series], y: float, kind: str) -> list:
    """A row of samples above the plot, for where labels do not fit beside it."""
    parts = []
    for number, row in enumerate(_key_rows(series, frame.width)):
        line = y + 20 * number
        for item, offset in row:
            distance = offset - frame.start
            parts.append(_sample(frame, item, distance, line, kind))
            parts.append(
                svg.group(
                    [
                        frame.text(
                            item.label,
                            distance + 24,
                            line,
                            class_="chart__label",
                            fill=mark_of(item).colour,
                            font_weight=600,
                        )
                    ],
                    class_=series_class(item),
                )
            )
    return parts


def _sample(frame: Frame, series: Series, distance: float, y: float, kind: str):
    mark = mark_of(series)
    if kind == "line":
        x1, x2 = frame.x(distance), frame.x(distance + 18)
        inner = [
            svg.element(
                "path",
                d=f"M{svg.number(x1)} {svg.number(y - 4)}H{svg.number(x2)}",
                class_="chart__line",
                stroke=mark.colour,
                stroke_width=2,
                stroke_dasharray=mark.dash,
                fill="none",
            ),
            point(mark.shape, (x1 + x2) / 2, y - 4, 3, mark.colour),
        ]
    else:
        inner = [
            frame.rect(
                distance + 2, y - 10, 14, 12, class_="chart__bar chart__key", fill=mark.colour
            )
        ]
        if mark.texture:
            inner.append(
                frame.rect(distance + 2, y - 10, 14, 12, fill=f"url(#{frame.id}-{mark.texture})")
            )
    return svg.group(inner, class_=series_class(series))


def empty(frame: Frame):
    """A plain message in place of axes that would stand around nothing."""
    message = _("There are no figures to draw here.")
    return frame.document(
        [
            frame.rect(
                -frame.start,
                0.5,
                frame.width,
                frame.height - 1,
                class_="chart__gap",
                fill=f"url(#{frame.id}-gap)",
            ),
            patterns(frame),
            *(
                svg.text(
                    line,
                    frame.width / 2,
                    frame.height / 2 + 18 * index,
                    anchor="middle",
                    rtl=frame.spec.is_rtl,
                    class_="chart__empty chart__halo",
                    fill=palette.INK,
                    stroke=palette.SURFACE,
                    stroke_width=4,
                    paint_order="stroke",
                )
                for index, line in enumerate(text.wrap(message, frame.width - 24))
            ),
        ],
        message,
    )
