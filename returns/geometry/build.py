"""Makes region.json from the two TopoJSON files: projected, clipped, compact.

    python returns/geometry/build.py source/admin1_irn_afg.topo.json \
        source/countries_region.topo.json

Run once, by hand, when a source file changes; the product reads region.json.

The country lines (1:50m) and the province lines (1:10m) of the sources do not
coincide. So the countries are kept as land without a line, only the borders
among neighbours are kept from there, and the outline of Iran and Afghanistan
is made of the province arcs that no two provinces of one country share.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from returns.geometry.projection import project

HERE = Path(__file__).parent
OWN = ("IRN", "AFG")
# Kilometres around the centre of the projection; nothing outside is ever drawn.
FRAME = (-1900.0, -1150.0, 1700.0, 1250.0)
STEP = 0.5  # kilometres a unit in the file


def arcs_of(topology: dict) -> list[list[tuple[float, float]]]:
    """The arcs in kilometres: delta-decoded, put through the transform, projected."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    result = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(project(y * sy + ty, x * sx + tx))
        result.append(points)
    return result


def arc(arcs, index):
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def rings_of(geometry: dict) -> list[list[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def ring_points(arcs, ring):
    points = []
    for index in ring:
        points += arc(arcs, index)[1 if points else 0 :]
    return points


def clip(points, edge, inside_of, cross):
    result = []
    for i, point in enumerate(points):
        before = points[i - 1]
        if inside_of(point, edge):
            if not inside_of(before, edge):
                result.append(cross(before, point, edge))
            result.append(point)
        elif inside_of(before, edge):
            result.append(cross(before, point, edge))
    return result


def clip_ring(points):
    """Sutherland–Hodgman against the frame."""

    def at_x(a, b, x):
        return (x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))

    def at_y(a, b, y):
        return (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)

    left, top, right, bottom = FRAME
    points = clip(points, left, lambda p, e: p[0] >= e, at_x)
    points = clip(points, right, lambda p, e: p[0] <= e, at_x)
    points = clip(points, top, lambda p, e: p[1] >= e, at_y)
    return clip(points, bottom, lambda p, e: p[1] <= e, at_y)


def packed(points) -> list[int]:
    """x, y, dx, dy, dx, dy … in units of STEP."""
    flat, last = [], (0, 0)
    for x, y in points:
        now = (round(x / STEP), round(y / STEP))
        if flat and now == last:
            continue
        flat += [now[0] - last[0], now[1] - last[1]]
        last = now
    return flat


def owners_of_arcs(geometries, country_of) -> dict[int, list[str]]:
    owners = defaultdict(list)
    for geometry in geometries:
        for ring in rings_of(geometry):
            for index in ring:
                owners[index if index >= 0 else ~index].append(country_of(geometry))
    return owners


def in_frame(points) -> bool:
    left, top, right, bottom = FRAME
    return any(left <= x <= right and top <= y <= bottom for x, y in points)


def build(provinces_file: str, countries_file: str) -> dict:
    admin = json.loads(Path(provinces_file).read_text("utf-8"))
    world = json.loads(Path(countries_file).read_text("utf-8"))
    admin_arcs, world_arcs = arcs_of(admin), arcs_of(world)

    provinces = {}
    for geometry in sorted(admin["objects"]["provinces"]["geometries"], key=lambda g: g["id"]):
        about = geometry["properties"]
        x, y = project(about["lat"], about["lon"])
        provinces[geometry["id"]] = {
            "country": about["country"],
            "name": about["name"],
            "name_fa": about["name_fa"],
            "label": [round(x), round(y)],
            "rings": [packed(ring_points(admin_arcs, ring)) for ring in rings_of(geometry)],
        }

    owners = owners_of_arcs(
        admin["objects"]["provinces"]["geometries"], lambda g: g["properties"]["country"]
    )
    outlines = [
        packed(admin_arcs[i])
        for i, countries in sorted(owners.items())
        if len(countries) == 1 or len(set(countries)) == 2
    ]

    land = {}
    for geometry in world["objects"]["countries"]["geometries"]:
        rings = [clip_ring(ring_points(world_arcs, ring)) for ring in rings_of(geometry)]
        rings = [packed(ring) for ring in rings if len(ring) > 3]
        if rings:
            land[geometry["id"]] = rings
    owners = owners_of_arcs(
        world["objects"]["countries"]["geometries"], lambda g: g["properties"]["iso3"]
    )
    borders = [
        packed(world_arcs[i])
        for i, countries in sorted(owners.items())
        if len(set(countries)) == 2 and not set(countries) & set(OWN) and in_frame(world_arcs[i])
    ]
    return {
        "made_with": "Natural Earth (public domain); see source/LICENCE.md",
        "projection": "Lambert azimuthal equal-area, centre 33 N 62 E, km; see projection.py",
        "step": STEP,
        "frame": FRAME,
        "provinces": provinces,
        "outlines": outlines,
        "land": dict(sorted(land.items())),
        "borders": borders,
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data = build(sys.argv[1], sys.argv[2])
    target = HERE / "region.json"
    target.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{target.name}: {target.stat().st_size} bytes, {len(data['provinces'])} provinces")
