"""The region as lines in kilometres, read once from region.json (made by build.py)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .projection import project

__all__ = ["Province", "Region", "project", "region"]

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Province:
    pcode: str
    country: str
    name: str
    name_fa: str
    label: tuple[float, float]
    rings: tuple[Line, ...]


@dataclass(frozen=True)
class Region:
    provinces: dict[str, Province]
    outlines: tuple[Line, ...]
    land: dict[str, tuple[Line, ...]]
    borders: tuple[Line, ...]


def _line(flat: list[int], step: float) -> Line:
    x = y = 0
    points = []
    for i in range(0, len(flat), 2):
        x, y = x + flat[i], y + flat[i + 1]
        points.append((x * step, y * step))
    return tuple(points)


@cache
def region() -> Region:
    data = json.loads((Path(__file__).parent / "region.json").read_text("utf-8"))
    step = data["step"]

    def lines(packed):
        return tuple(_line(flat, step) for flat in packed)

    return Region(
        provinces={
            pcode: Province(
                pcode, p["country"], p["name"], p["name_fa"], tuple(p["label"]), lines(p["rings"])
            )
            for pcode, p in data["provinces"].items()
        },
        outlines=lines(data["outlines"]),
        land={country: lines(rings) for country, rings in data["land"].items()},
        borders=lines(data["borders"]),
    )
