"""The plot area: where it lies, its grid, its axes, and which way x runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import palette, svg, text
from .model import ChartSpec
from .scales import LinearScale, Span

NARROW, WIDE = 320, 720


@dataclass
class Frame:
    """Distances are measured from the reading start; `x` makes them physical.

    `start` and `end` are the margins at the reading start (where the value
    axis stands) and at the reading end. `boxes` remembers the text drawn, so
    that a label of second rank can be left out instead of overlapping.
    """

    spec: ChartSpec
    name: str
    width: float
    height: float
    top: float = 30
    bottom: float = 30
    start: float = 40
    end: float = 12
    boxes: list[text.Box] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.spec.id}-{self.name}"

    @property
    def is_narrow(self) -> bool:
        return self.name == "narrow"

    @property
    def length(self) -> float:
        return self.width - self.start - self.end

    @property
    def depth(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def base(self) -> float:
        """y of zero."""
        return self.height - self.bottom

    def x(self, distance: float) -> float:
        """Physical x of a distance from the start of the plot."""
        inside = self.start + distance
        return self.width - inside if self.spec.is_rtl else inside

    def anchor(self, logical: str) -> str:
        """Physical text anchor: in right-to-left, start is the right edge."""
        if self.spec.is_rtl:
            return {"start": "end", "end": "start"}.get(logical, logical)
        return logical

    def rect(self, distance, y, length, depth, **attributes):
        x = self.x(distance + length) if self.spec.is_rtl else self.x(distance)
        return svg.element("rect", x=x, y=y, width=length, height=depth, **attributes)

    def text(self, content, distance, y, *, anchor="start", size=svg.FONT_SIZE, **attributes):
        """A line of text, remembered; `distance` and `anchor` are logical."""
        x, physical = self.x(distance), self.anchor(anchor)
        bold = "font_weight" in attributes
        self.boxes.append(text.box(content, x, y, physical, size, bold=bold))
        return svg.text(
            content, x, y, anchor=physical, rtl=self.spec.is_rtl, font_size=size, **attributes
        )

    def text_if_free(
        self, content, distance, y, *, anchor="start", size=svg.FONT_SIZE, **attributes
    ):
        """The same, or nothing where it would touch another text or the edge."""
        bold = "font_weight" in attributes
        wanted = text.box(content, self.x(distance), y, self.anchor(anchor), size, bold=bold)
        edges = text.Box(0, 0, self.width, self.height)
        if not wanted.inside(edges) or any(wanted.meets(other) for other in self.boxes):
            return ""
        return self.text(content, distance, y, anchor=anchor, size=size, **attributes)

    def document(self, children: Iterable, description: str):
        return svg.document(
            *children,
            element_id=self.id,
            title=self.spec.title,
            description=description,
            width=self.width,
            height=self.height,
            language=self.spec.language,
            class_=f"chart__svg chart__svg--{self.name}",
        )


HALO = {
    "stroke": palette.SURFACE,
    "stroke_width": 3,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}


def unit_of(ticks: tuple[int, ...]) -> int:
    """Axes of large counts are written in thousands, to keep numbers short."""
    if ticks[-1] >= 10_000 and all(tick % 1000 == 0 for tick in ticks):
        return 1000
    return 1


def axis_title(title: str, unit: int) -> str:
    if unit == 1 or not title:
        return title
    # Translators: title of a value axis whose numbers are in thousands, "Persons (thousands)".
    return _("%(title)s (thousands)") % {"title": title}


def axis_margin(spec: ChartSpec, scale: LinearScale) -> float:
    unit = unit_of(scale.ticks) if spec.y_title else 1
    return max(text.width(spec.number(tick // unit)) for tick in scale.ticks) + 8


def value_axis(frame: Frame, scale: LinearScale) -> list:
    """Horizontal grid, tick labels at the reading start, the title above them."""
    unit = unit_of(scale.ticks) if frame.spec.y_title else 1
    parts = []
    for tick in scale.ticks:
        y = frame.base - scale(tick)
        zero = tick == 0
        parts.append(
            svg.element(
                "line",
                x1=min(frame.x(0), frame.x(frame.length)),
                x2=max(frame.x(0), frame.x(frame.length)),
                y1=y,
                y2=y,
                class_="chart__zero" if zero else "chart__grid",
                stroke=palette.AXIS if zero else palette.GRID,
                stroke_width=1,
            )
        )
        label = frame.spec.number(tick // unit)
        parts.append(
            frame.text(label, -6, y + 4, anchor="end", class_="chart__tick", fill=palette.MUTED)
        )
    parts.append(title_above(frame, axis_title(frame.spec.y_title, unit)))
    return parts


def title_above(frame: Frame, title: str):
    if not title:
        return ""
    return frame.text(title, -frame.start, 14, class_="chart__axis-title", fill=palette.MUTED)


def time_axis(frame: Frame, scale, rows: list[list[Span]]) -> list:
    """A row of years for each calendar; ticks belong to the first row."""
    parts = []
    for index, spans in enumerate(rows):
        y = frame.base + 18 + index * 16
        widest = max(text.width(span.label) for span in spans) + 6
        full = max(scale(span.end) - scale(span.start) for span in spans) or 1
        every = max(1, -int(-widest // full))
        for position, span in enumerate(spans):
            if index == 0 and position:
                parts.append(_tick(frame, scale(span.start)))
            # Counted from the last year, so that the newest one always has its name.
            if (len(spans) - 1 - position) % every:
                continue
            room = scale.middle(span.start, span.end)
            if every == 1 and 2 * (room - scale(span.start)) < text.width(span.label):
                continue
            parts.append(
                frame.text_if_free(
                    span.label, room, y, anchor="middle", class_="chart__tick", fill=palette.MUTED
                )
            )
    return parts


def _tick(frame: Frame, distance: float):
    x = frame.x(distance)
    return svg.element(
        "line",
        x1=x,
        x2=x,
        y1=frame.base,
        y2=frame.base + 5,
        class_="chart__axis",
        stroke=palette.AXIS,
        stroke_width=1,
    )


def day_lines(spec: ChartSpec, day) -> list[str]:
    """A date with a second calendar in parentheses takes two lines."""
    first, parenthesis, second = spec.day(day).partition(" (")
    return [first, f"({second}"] if parenthesis else [first]


def day_axis(frame: Frame, scale, days: list) -> list:
    """For a range under two years: as many of the days as have room, whole or not at all."""
    parts, reached = [], -frame.start
    for day in days:
        lines = day_lines(frame.spec, day)
        at, half = scale(day), max(map(text.width, lines)) / 2
        if at - half < reached + 6 or at + half > frame.length + frame.end:
            continue
        reached = at + half
        parts.append(_tick(frame, at))
        parts += [
            frame.text(
                line,
                at,
                frame.base + 18 + 16 * index,
                anchor="middle",
                class_="chart__tick",
                fill=palette.MUTED,
            )
            for index, line in enumerate(lines)
        ]
    return parts
