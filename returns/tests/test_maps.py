"""Maps show the right places, and their names never touch each other."""

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from iomiran.common.charts.text import box
from returns.geometry import project, region
from returns.maps import MapPlace, places_map, province_map, spread_marks
from returns.province_map import class_of, nice_breaks

SVG = "{http://www.w3.org/2000/svg}"
CROSSINGS = [
    MapPlace("islam-qala", "crossing", "Islam Qala", 34.66667, 61.06667),
    MapPlace("milak", "crossing", "Milak (Zaranj)", 30.95962, 61.86037),
    MapPlace("torkham", "crossing", "Torkham", 34.1147, 71.0847),
    MapPlace("spin-boldak", "crossing", "Spin Boldak", 30.92222, 66.44472),
    MapPlace("farahi", "crossing", "Abu Nasr Farahi", None, None, main=False),
]
CENTRES = [
    MapPlace("c1", "reception", "Islam Qala Reception Centre", 34.66667, 61.06667),
    MapPlace("c2", "transit", "Herat transit facility", 34.66667, 61.06667),
    MapPlace("c3", "reception", "Milak reception centre", 30.95962, 61.86037),
    MapPlace("c4", "transit", "Nimroz transit facility", 30.95962, 61.86037),
]
CROWD = [
    MapPlace(str(n), "crossing", f"A place with a rather long name {n}", 34 + n / 50, 61 + n / 60)
    for n in range(10)
]
VALUES = {f"AF{n:02d}": n * 137 for n in range(1, 34)}


def tree(svg):
    return ElementTree.fromstring(svg)


def of_class(svg, name):
    return [e for e in tree(svg).iter() if name in (e.get("class") or "").split()]


def text_boxes(svg):
    found = []
    for item in tree(svg).iter(f"{SVG}text"):
        words = "".join(item.itertext())
        x, y, size = (float(item.get(name)) for name in ("x", "y", "font-size"))
        bold = item.get("font-weight") is not None
        anchor = item.get("text-anchor", "start")
        found.append((words, box(words, x, y, anchor, size, bold=bold)))
    return found


@pytest.mark.parametrize("places", [CROSSINGS, CROSSINGS + CENTRES, CROWD, []])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_names_on_a_map_never_touch(places, direction):
    drawn = places_map(places, "fa" if direction == "rtl" else "en", direction)
    for svg in (drawn.svg_narrow, drawn.svg_wide):
        for (one, one_box), (other, other_box) in combinations(text_boxes(svg), 2):
            assert not one_box.meets(other_box), f"{one!r} touches {other!r}"


def test_every_place_with_coordinates_is_named():
    drawn = places_map(CROSSINGS + CENTRES)
    words = [words for words, _box in text_boxes(drawn.svg_wide)]
    narrow = [words for words, _box in text_boxes(drawn.svg_narrow)]
    for place in drawn.places:
        assert place.name in words
        assert place.name in narrow, "in the numbered list under a narrow map"


def test_a_place_without_coordinates_is_listed_by_the_caller_not_drawn():
    drawn = places_map(CROSSINGS)
    assert [place.code for place in drawn.unplaced] == ["farahi"]
    assert "Farahi" not in drawn.svg


def test_kinds_are_told_apart_by_shape():
    svg = places_map(CROSSINGS + CENTRES).svg_wide
    shapes = {}
    for kind in ("crossing", "reception", "transit"):
        groups = of_class(svg, f"map__place--{kind}")
        shapes[kind] = {group[0].tag.removeprefix(SVG) for group in groups}
    assert shapes == {"crossing": {"circle"}, "reception": {"rect"}, "transit": {"path"}}


def test_marks_on_one_spot_stand_side_by_side():
    spots = spread_marks([(100, 100)] * 4, 14)
    for (ax, ay), (bx, by) in combinations(spots, 2):
        assert max(abs(ax - bx), abs(ay - by)) >= 9


@pytest.mark.parametrize("drawn", [places_map(CROSSINGS), province_map(VALUES)])
def test_the_footnote_stands_in_every_map(drawn):
    for svg in (drawn.svg_narrow, drawn.svg_wide):
        words = " ".join("".join(e.itertext()) for e in of_class(svg, "map__footnote"))
        assert words == drawn.footnote
        assert "do not imply official endorsement" in words


def test_a_map_is_not_mirrored():
    def places(direction):
        svg = places_map(CROSSINGS, "en", direction).svg_wide
        groups = of_class(svg, "map__place")
        return [(g[0].get("cx"), g[0].get("cy")) for g in groups][: len(CROSSINGS) - 1]

    assert places("ltr") == places("rtl")


def test_a_map_has_no_inline_style_and_escapes_text():
    drawn = places_map([MapPlace("x", "transit", "<b>&", 34.0, 61.5)], title="<i>")
    for svg in (drawn.svg_narrow, drawn.svg_wide):
        root = tree(svg)
        assert not [e for e in root.iter() if e.get("style") or e.tag == f"{SVG}style"]
        assert "<b>" not in svg
        assert "<i>" not in svg


def test_all_provinces_are_there_by_their_p_code():
    codes = set(region().provinces)
    assert {code for code in codes if code.startswith("AF")} == {f"AF{n:02d}" for n in range(1, 35)}
    assert {code for code in codes if code.startswith("IR")} == {f"IR{n:03d}" for n in range(1, 32)}


def test_the_geometry_is_small_and_carries_its_licence():
    folder = Path(__file__).parents[1] / "geometry"
    assert (folder / "region.json").stat().st_size < 60_000
    assert "public domain" in (folder / "source" / "LICENCE.md").read_text("utf-8")


def test_a_crossing_lies_beside_the_province_it_belongs_to():
    x, y = project(34.66667, 61.06667)
    herat = region().provinces["AF32"]
    nearest = min(abs(x - a) + abs(y - b) for ring in herat.rings for a, b in ring)
    assert nearest < 60, "kilometres"


def test_a_province_without_a_figure_is_hatched():
    svg = province_map(VALUES).svg_wide
    missing = [e for e in of_class(svg, "map__class--none") if e.tag == f"{SVG}path"]
    assert len(missing) == 1
    assert "No figure" in svg


def test_classes_begin_at_readable_limits():
    limits = nice_breaks(list(VALUES.values()))
    assert limits[0] == 0
    assert len(limits) == 5
    assert class_of(0, limits) == 1
    assert class_of(10**9, limits) == 5


def test_a_map_of_nothing_is_all_hatched():
    drawn = province_map({})
    assert "There are no figures" in drawn.summary
    assert (
        len([e for e in of_class(drawn.svg_wide, "map__class--none") if e.tag.endswith("path")])
        == 34
    )


def test_figures_without_a_province_are_not_drawn():
    drawn = province_map(VALUES | {"": 5, "IR001": 10**7})
    assert "10,000,000" not in drawn.summary
    assert "lowest 137 (Kabul)" in drawn.summary
