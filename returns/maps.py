"""Maps of crossings, centres and provinces, drawn from given dataclasses.

Maps are not mirrored for right-to-left languages; their words and key are.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from iomiran.common.charts import palette, svg, text
from iomiran.common.languages import bidi
from iomiran.common.languages.numbers import digits

from .geometry import base, project
from .geometry.labels import Labels
from .geometry.sheet import NARROW, WIDE, Map, Sheet, default_footnote, halo
from .province_map import province_map

__all__ = ["Map", "MapPlace", "places_map", "province_map"]

ACCENT = "#0f3f78"
# Corners of the region that is shown where no place has coordinates (lat, lon).
BORDER_REGION = ((35.6, 57.4), (29.6, 57.6), (31.0, 66.6), (34.4, 70.6))


@dataclass(frozen=True)
class MapPlace:
    """A crossing or centre; `kind` is crossing, reception or transit."""

    code: str
    kind: str
    name: str
    lat: float | None
    lon: float | None
    main: bool = True


def kind_name(kind: str, main: bool = True) -> str:
    if kind == "crossing":
        return _("Main border crossing") if main else _("Other border crossing")
    return _("Reception centre") if kind == "reception" else _("Transit centre")


def places_map(
    places: list[MapPlace],
    language: str = "en",
    direction: str = "ltr",
    title: str = "",
    footnote: str = "",
    *,
    element_id: str = "places",
) -> Map:
    """The border region with the places that have coordinates."""
    drawn = tuple(p for p in places if p.lat is not None and p.lon is not None)
    unplaced = tuple(p for p in places if p not in drawn)
    with translation.override(language):
        footnote = footnote or default_footnote()
        title = title or _("Border crossings and centres")
        summary = _summary(drawn)
        pictures = [
            PlacesSheet(
                element_id,
                name,
                width,
                height,
                language,
                direction == "rtl",
                title,
                summary,
                footnote,
            )
            for name, width, height in (("narrow", NARROW, 250), ("wide", WIDE, 430))
        ]
        svgs = [sheet.places(drawn) for sheet in pictures]
    return Map(*svgs, summary, footnote, drawn, unplaced)


def _summary(places) -> str:
    if not places:
        return _("A map of the border region of Iran and Afghanistan without places.")
    names = bidi.joined(f"{p.name} ({kind_name(p.kind, p.main)})" for p in places)
    return _("A map of the border region of Iran and Afghanistan with: %(names)s.") % {
        "names": names
    }


def spread_marks(
    points: list[tuple[float, float]], room: float, fits=lambda x, y: True
) -> list[tuple[float, float]]:
    """Marks on one spot, as of a centre at its crossing, stand around it, inside the frame."""
    result: list[tuple[float, float]] = []
    for x, y in points:
        tries = [(0.0, 0.0)] + [
            (ring * room * cos(n * pi / 4), ring * room * sin(n * pi / 4))
            for ring in (1, 2, 3)
            for n in range(8)
        ]
        for dx, dy in tries:
            at = (x + dx, y + dy)
            free = all(abs(at[0] - a) >= room or abs(at[1] - b) >= room for a, b in result)
            if free and fits(*at):
                break
        result.append(at)
    return result


class PlacesSheet(Sheet):
    """Ground, marks and names; on narrow screens numbers and a list."""

    def places(self, places) -> SafeString:
        points = [project(p.lat, p.lon) for p in places]
        points += [project(*corner) for corner in BORDER_REGION]
        margin = 24 if self.name == "narrow" else 40
        view = base.View.fitting(points, self.width, self.height, margin)
        narrow = self.name == "narrow"
        radius = 9 if narrow else 6
        spots = spread_marks(
            [view.place(p.lat, p.lon) for p in places],
            2 * radius + 2,
            lambda x, y: view.holds(x, y, 1.3 * radius + 2),
        )
        labels = Labels(text.Box(4, 2, view.width - 4, view.height - 2), self.rtl)
        for x, y in spots:
            labels.take_mark(x, y, radius + 1)
        marks, names = [], []
        for number, (place, (x, y)) in enumerate(zip(places, spots, strict=True), 1):
            inner = [mark(place, x, y, radius)]
            if narrow:
                inner.append(self._number(number, place, x, y))
            else:
                names += labels.beside(
                    place.name,
                    x,
                    y,
                    radius + 5,
                    class_="map__label map__halo",
                    fill=palette.INK,
                    font_weight=600,
                    leader=LEADER,
                    **halo(base.OWN_LAND),
                )
            marks.append(svg.group(inner, class_=place_class(place)))
        ground = [*base.ground(view), *base.provinces(view), *base.borders(view)]
        ground += self.country_names(view, labels)
        ground += self.scale_bar(view, labels)
        if not narrow:
            ground += self.province_names(view, labels)
        below = self._number_list(places) if narrow else []
        if below:
            below.append((8, lambda y: []))
        return self.document(ground + names + marks, below + self._key(places))

    def _number(self, number, place, x, y):
        return svg.text(
            digits(number, self.language),
            x,
            y + 4,
            anchor="middle",
            class_="map__number",
            fill="#ffffff" if place.main else ACCENT,
            font_weight=700,
            font_size=11,
        )

    def _number_list(self, places) -> list:
        def row(number, place):
            def draw(y):
                for index, line in enumerate(text.wrap(place.name, self.width - 30)[:1]):
                    yield self.line(line, 26, y + 14 * index)
                x = self.x(10)
                inner = [mark(place, x, y - 4, 9), self._number(number, place, x, y - 4)]
                yield svg.group(inner, class_=place_class(place))

            return 24, draw

        return [row(number, place) for number, place in enumerate(places, 1)]

    def _key(self, places) -> list:
        kinds = sorted({(p.kind, not p.main if p.kind == "crossing" else False) for p in places})
        samples = [MapPlace("", kind, "", None, None, not other) for kind, other in kinds]
        rows: list[list] = [[]]
        used = 0.0
        for sample in samples:
            words = kind_name(sample.kind, sample.main)
            room = 24 + text.width(words) + 16
            if rows[-1] and used + room > self.width:
                rows.append([])
                used = 0.0
            rows[-1].append((sample, words, used))
            used += room

        def draw_row(row):
            def draw(y):
                for sample, words, distance in row:
                    yield svg.group(
                        [mark(sample, self.x(distance + 10), y - 4, 5.5)],
                        class_=place_class(sample),
                    )
                    yield self.line(words, distance + 24, y)

            return 22, draw

        return [draw_row(row) for row in rows if row]


LEADER = {"class_": "map__leader", "stroke": palette.MUTED, "stroke_width": 0.8}


def place_class(place: MapPlace) -> str:
    rank = "main" if place.main else "other"
    return f"map__place map__place--{place.kind} map__place--{rank}"


def mark(place: MapPlace, x: float, y: float, radius: float):
    """Circle: crossing, hollow if not a main one. Square: reception. Diamond: transit."""
    colour = ACCENT if place.kind == "crossing" else palette.INK
    attributes = {
        "class_": "map__mark",
        "fill": colour if place.main else "#ffffff",
        "stroke": "#ffffff" if place.main else colour,
        "stroke_width": 1.5 if place.main else 2,
    }
    if place.kind == "crossing":
        return svg.element("circle", cx=x, cy=y, r=radius, **attributes)
    if place.kind == "reception":
        r = radius * 0.92
        return svg.element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, **attributes)
    r = radius * 1.25
    return svg.element(
        "path", d=f"M{svg.number(x)} {svg.number(y - r)}l{svg.number(r)} {svg.number(r)}"
        f"l{svg.number(-r)} {svg.number(r)}l{svg.number(-r)} {svg.number(-r)}z", **attributes,
    )  # fmt: skip
