"""Names on a map that never touch each other, a mark or the edge."""

from dataclasses import dataclass, field
from math import cos, pi, sin

from iomiran.common.charts import svg
from iomiran.common.charts.text import Box, box

RADII = (26, 40, 56, 74, 96)
ANGLES = [i * pi / 8 for i in range(16)]


@dataclass
class Labels:
    """Greedy: who is placed first has the better place."""

    edges: Box
    rtl: bool
    taken: list[Box] = field(default_factory=list)

    def free(self, wanted: Box) -> bool:
        return wanted.inside(self.edges) and not any(wanted.meets(b) for b in self.taken)

    def take_mark(self, x: float, y: float, radius: float) -> None:
        self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def write(self, words, x, y, anchor, *, size=svg.FONT_SIZE, **attributes):
        """The text at its baseline if there is room, else nothing."""
        wanted = box(words, x, y, anchor, size, bold="font_weight" in attributes)
        if not self.free(wanted):
            return None
        self.taken.append(wanted)
        return svg.text(words, x, y, anchor=anchor, rtl=self.rtl, font_size=size, **attributes)

    def beside(self, words, x, y, gap, *, leader, **attributes) -> list:
        """The text beside a mark at x, y, or further off with a line to it.

        Empty if no place within reach is free.
        """
        near = [
            (x + gap, y + 4, "start"), (x - gap, y + 4, "end"),
            (x, y - gap - 2, "middle"), (x, y + gap + 10, "middle"),
            (x + gap * 0.8, y - gap * 0.7, "start"), (x + gap * 0.8, y + gap + 4, "start"),
            (x - gap * 0.8, y - gap * 0.7, "end"), (x - gap * 0.8, y + gap + 4, "end"),
        ]  # fmt: skip
        for at_x, at_y, anchor in near:
            if text := self.write(words, at_x, at_y, anchor, **attributes):
                return [text]
        for radius in RADII:
            for angle in ANGLES:
                end_x, end_y = x + radius * cos(angle), y + radius * sin(angle)
                anchor = "start" if cos(angle) >= 0 else "end"
                shift = 3 if anchor == "start" else -3
                if text := self.write(words, end_x + shift, end_y + 4, anchor, **attributes):
                    line = svg.element(
                        "line",
                        x1=x + (gap - 3) * cos(angle),
                        y1=y + (gap - 3) * sin(angle),
                        x2=end_x,
                        y2=end_y,
                        **leader,
                    )
                    return [line, text]
        return []
