"""The ground of every map: land, provinces, borders, cut to a window."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from iomiran.common.charts import svg

from . import Line, project, region

LAND, OWN_LAND, PROVINCE, BORDER = "#f4f1eb", "#e7e2d8", "#c9c2b4", "#8b857a"
BLEED = 6.0  # how far lines run out of the window, so that no cut edge is seen
DETAIL = 1.0  # corners nearer to each other than this many pixels are one
WINDOWS = 32  # windows whose ground is remembered: pages look out of few, again and again


@dataclass(frozen=True)
class View:
    """A window onto the region: kilometres to pixels. Never mirrored."""

    scale: float
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def fitting(cls, points, width, height, margin) -> "View":
        """The smallest window that holds the points (kilometres) with a margin (pixels)."""
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        across, down = max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
        scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
        middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        return cls(
            scale, middle_x - width / 2 / scale, middle_y - height / 2 / scale, width, height
        )

    def __call__(self, point) -> tuple[float, float]:
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        return self(project(lat, lon))

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def polygon_path(view: View, rings: Iterable[Line]) -> str:
    """A path of the rings that reach into the window, cut at its edge."""
    return "".join(
        _path(corners) + "Z"
        for ring in rings
        if len(corners := _thin(_clip(view, [view(p) for p in ring]))) > 2
    )


def line_path(view: View, lines: Iterable[Line]) -> str:
    """A path of the pieces of the lines that run inside the window."""
    pieces = []
    for line in lines:
        piece: list[tuple[float, float]] = []
        corners = [view(p) for p in line]
        for i, corner in enumerate(corners):
            near = any(view.holds(*c, -BLEED) for c in corners[max(i - 1, 0) : i + 2])
            if near:
                piece.append(corner)
            elif piece:
                pieces.append(piece)
                piece = []
        pieces.append(piece)
    return "".join(_path(_thin(piece)) for piece in pieces if len(piece) > 1)


def _path(corners) -> str:
    """Relative steps of tenths of a pixel: about half as long as absolute ones."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in corners]
    steps = [f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l"]
    for (x0, y0), (x1, y1) in pairwise(tenths):
        step = f"{(x1 - x0) / 10:g} {(y1 - y0) / 10:g}".replace(" -", "-")
        steps.append(step if step.startswith("-") or len(steps) == 1 else f" {step}")
    return "".join(steps)


def _thin(corners):
    kept = []
    for i, corner in enumerate(corners):
        last = i == len(corners) - 1
        far = not kept or abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) >= DETAIL
        if far or last:
            kept.append(corner)
    return kept


def _clip(view: View, corners):
    low, right, bottom = -BLEED, view.width + BLEED, view.height + BLEED
    for axis, limit, sign in ((0, low, 1), (0, right, -1), (1, low, 1), (1, bottom, -1)):
        result = []
        for i, corner in enumerate(corners):
            before = corners[i - 1]
            inside = sign * (corner[axis] - limit) >= 0
            if inside != (sign * (before[axis] - limit) >= 0):
                part = (limit - before[axis]) / (corner[axis] - before[axis])
                cut = [before[n] + part * (corner[n] - before[n]) for n in (0, 1)]
                cut[axis] = limit
                result.append(tuple(cut))
            if inside:
                result.append(corner)
        corners = result
    return corners


@lru_cache(WINDOWS)
def ground(view: View) -> tuple:
    """Land without lines. Beyond the countries of the data lies land too; no frame holds a sea."""
    shapes = region()
    parts = [
        svg.element("rect", width=view.width, height=view.height, class_="map__sea", fill=LAND)
    ]
    names = {"IRN": "iran", "AFG": "afghanistan", "PAK": "pakistan"}
    for country, rings in shapes.land.items():
        if path := polygon_path(view, rings):
            name = names.get(country)
            parts.append(
                svg.element(
                    "path",
                    d=path,
                    fill=LAND,
                    class_=f"map__country map__country--{name}" if name else "map__country",
                )
            )
    return tuple(parts)


@lru_cache(WINDOWS)
def provinces(view: View, *, without: str = "") -> tuple:
    """Faint provinces of Iran and Afghanistan, or of one of them only."""
    parts = []
    for province in region().provinces.values():
        if province.country == without:
            continue
        if path := polygon_path(view, province.rings):
            parts.append(
                svg.element(
                    "path",
                    d=path,
                    class_="map__province",
                    fill=OWN_LAND,
                    stroke=PROVINCE,
                    stroke_width=0.6,
                    stroke_linejoin="round",
                )
            )
    return tuple(parts)


@lru_cache(WINDOWS)
def borders(view: View) -> tuple:
    attributes = {"class_": "map__border", "stroke": BORDER, "fill": "none"}
    return (
        svg.element("path", d=line_path(view, region().borders), stroke_width=0.7, **attributes),
        svg.element(
            "path",
            d=line_path(view, region().outlines),
            stroke_width=1.3,
            stroke_linejoin="round",
            **attributes,
        ),
    )
