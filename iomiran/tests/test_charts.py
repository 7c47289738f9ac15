"""Charts say what the figures say, and their words never touch each other."""

import re
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from xml.etree import ElementTree

import pytest

from iomiran.common.charts import (
    AgeBand,
    ChartSpec,
    Point,
    Series,
    bar_chart,
    column_chart,
    line_chart,
    pyramid_chart,
    share_chart,
    sparkline,
    standalone,
)
from iomiran.common.charts.line import gaps, runs
from iomiran.common.charts.scales import LinearScale, nice_ticks, solar_years
from iomiran.common.charts.text import box, spread
from iomiran.common.languages.numbers import format_number

SVG = "{http://www.w3.org/2000/svg}"


def spec(language="en", **changes):
    values = {
        "id": "weekly",
        "title": "Returns from Iran",
        "y_title": "Persons",
        "language": language,
        "direction": "ltr" if language == "en" else "rtl",
        "number": partial(format_number, language=language),
        "period": lambda start, end: str(start.year) if start.month == 1 else f"week of {start}",
        "day": str,
    }
    return ChartSpec(**values | changes)


def percent(share):
    return f"{share:.0f}%"


def week(number, value, precision="exact"):
    start = date(2019, 1, 6) + timedelta(weeks=number)
    return Point(start, start + timedelta(days=6), value, precision)


def year(number, value, precision="exact"):
    return Point(date(number, 1, 1), date(number, 12, 31), value, precision)


WITH_A_GAP = [week(0, 7000), week(1, 9000), week(2, 8000), week(40, 12000), week(41, 35366)]
TOTAL = Series("total", "All returns", WITH_A_GAP)
SPONTANEOUS = Series("spontaneous", "Spontaneous return", [week(n, 900 + n) for n in range(50)])
DEPORTED = Series("deported", "Deported", [week(n, 905 + n) for n in range(50)])
YEARS = [
    year(2015, 544016),
    year(2016, 443527),
    year(2017, 462000, "rounded"),
    year(2018, None),
    year(2021, 1150000, "over"),
]
IRAN = Series("iran", "Iran", YEARS)
PAKISTAN = Series("pakistan", "Pakistan", [year(2015, 119279), year(2021, 20500, "about")])
PARTS = [
    Series("spontaneous", "Spontaneous return", [year(2014, 318570), year(2015, 416457)]),
    Series("deported", "Deported", [year(2014, 228111), year(2015, 246838)]),
]
AGES = [AgeBand("0–4", 20387, 21176), AgeBand("5–11", 25283, None), AgeBand("60+", 3634, 6822)]


def every_chart(language="en"):
    asked = partial(spec, language)
    return {
        "one line": line_chart(asked(), [TOTAL]),
        "two lines": line_chart(asked(), [SPONTANEOUS, DEPORTED]),
        "bars": bar_chart(asked(), [IRAN]),
        "bars side by side": bar_chart(asked(), [IRAN, PAKISTAN]),
        "stacked bars": bar_chart(asked(), PARTS, stacked=True),
        "lying bars": bar_chart(asked(), [IRAN], horizontal=True),
        "lying stacked bars": bar_chart(asked(), PARTS, stacked=True, horizontal=True),
        "pyramid": pyramid_chart(asked(), AGES, female="Women and girls", male="Men and boys"),
        "shares": share_chart(asked(), PARTS, percent),
        "shares of many weeks": share_chart(asked(), [SPONTANEOUS, DEPORTED], percent),
        "columns": column_chart(asked(), [TOTAL]),
        "stacked columns": column_chart(asked(), [SPONTANEOUS, DEPORTED]),
        "nothing": line_chart(asked(), []),
        "no shares": share_chart(asked(), [], percent),
        "no columns": column_chart(asked(), []),
    }


def drawings():
    for language in ("en", "fa"):
        for name, chart in every_chart(language).items():
            yield pytest.param(chart.svg_narrow, id=f"{name}, {language}, narrow")
            yield pytest.param(chart.svg_wide, id=f"{name}, {language}, wide")


def tree(svg):
    return ElementTree.fromstring(svg)


def of_class(svg, name):
    return [e for e in tree(svg).iter() if name in (e.get("class") or "").split()]


def text_boxes(svg):
    """(words, box) of every text in a drawing."""
    found = []
    for item in tree(svg).iter(f"{SVG}text"):
        words = "".join(item.itertext())
        x, y, size = (float(item.get(name)) for name in ("x", "y", "font-size"))
        bold = item.get("font-weight") is not None
        anchor = item.get("text-anchor", "start")
        found.append((words, box(words, x, y, anchor, size, bold=bold)))
    return found


@pytest.mark.parametrize("svg", list(drawings()))
def test_texts_of_a_chart_never_overlap(svg):
    for (one, one_box), (other, other_box) in combinations(text_boxes(svg), 2):
        assert not one_box.meets(other_box), f"{one!r} touches {other!r}"


@pytest.mark.parametrize("svg", list(drawings()))
def test_texts_stay_inside_the_drawing(svg):
    width, height = map(float, tree(svg).get("viewBox").split()[2:])
    for words, area in text_boxes(svg):
        assert area.left >= -1, words
        assert area.right <= width + 1, words
        assert area.bottom <= height + 1, words


@pytest.mark.parametrize("svg", list(drawings()))
def test_a_drawing_has_no_inline_style_and_is_named_for_screen_readers(svg):
    root = tree(svg)
    assert not [e for e in root.iter() if e.get("style") or e.tag == f"{SVG}style"]
    assert root.get("role") == "img"
    ids = {e.get("id") for e in root.iter()}
    assert set(root.get("aria-labelledby").split()) <= ids
    assert root.get("direction") == "ltr", "anchors are physical"


def test_ids_are_unique_on_the_page():
    ids = re.findall(r' id="([^"]+)"', line_chart(spec(), [TOTAL]).svg)
    assert len(ids) == len(set(ids))


def test_a_gap_is_not_joined():
    assert [len(run) for run in runs(TOTAL.known())] == [3, 2]
    lines = of_class(line_chart(spec(), [TOTAL]).svg_wide, "chart__line")
    assert [line.get("d").count("M") for line in lines] == [1, 1]
    assert [line.get("d").count("L") for line in lines] == [2, 1]


def test_a_gap_is_hatched_and_explained():
    chart = line_chart(spec(), [TOTAL])
    assert len(of_class(chart.svg_wide, "chart__gap")) == 1
    assert "not zero" in chart.notes[0]
    assert "one gap" in chart.summary


def test_a_period_without_a_figure_is_a_gap_not_zero():
    series = Series("total", "All", [week(0, 10), week(1, None), week(2, 30)])
    assert gaps([series]) == [(week(1, 0).start, week(1, 0).end)]
    assert [len(run) for run in runs(series.known())] == [1, 1]


def test_a_lone_week_is_a_point():
    chart = line_chart(spec(), [Series("total", "All", [week(0, 10), week(9, 20)])])
    assert not of_class(chart.svg_wide, "chart__line")
    assert len(of_class(chart.svg_wide, "chart__point")) == 2


@pytest.mark.parametrize("maximum", [0, 1, 7, 99, 35366, 1150000])
def test_an_axis_starts_at_zero_and_reaches_the_highest_figure(maximum):
    ticks = nice_ticks(maximum)
    assert ticks[0] == 0
    assert ticks[-1] >= maximum
    assert LinearScale(tuple(ticks), 100)(0) == 0


def test_a_bar_of_half_the_value_is_half_as_long():
    series = Series("iran", "Iran", [year(2015, 400), year(2016, 200)])
    for svg in (
        bar_chart(spec(), [series]).svg_wide,
        bar_chart(spec(), [series], horizontal=True).svg_wide,
    ):
        bars = of_class(svg, "chart__bar")
        sides = [max(float(b.get("height")), 0) for b in bars]
        if sides[0] == sides[1]:
            sides = [float(b.get("width")) for b in bars]
        assert sides[0] == pytest.approx(2 * sides[1], abs=0.2)


def test_time_runs_from_the_right_in_persian():
    english = line_chart(spec("en", y_title=""), [TOTAL]).svg_wide
    persian = line_chart(spec("fa", y_title=""), [TOTAL]).svg_wide
    ltr = [float(e.get("cx")) for e in of_class(english, "chart__point")]
    rtl = [float(e.get("cx")) for e in of_class(persian, "chart__point")]
    assert ltr == sorted(ltr)
    assert rtl == sorted(rtl, reverse=True)
    ticks = of_class(persian, "chart__tick")
    assert max(float(t.get("x")) for t in ticks) > max(rtl), "the value axis is at the right"


def test_persian_years_begin_at_nowruz():
    spans = solar_years(date(2019, 1, 6), date(2020, 1, 6), "fa")
    assert [span.label for span in spans] == ["۱۳۹۷", "۱۳۹۸"]
    assert spans[1].start == date(2019, 3, 21)


def test_text_is_escaped():
    evil = '<script>alert("1")</script> & \x00'
    chart = line_chart(
        spec(title=evil), [Series("a", evil, WITH_A_GAP), Series("b", evil, WITH_A_GAP)]
    )
    assert "<script" not in chart.svg
    assert "&lt;script&gt;" in chart.svg
    tree(chart.svg_wide)


def test_the_summary_tells_first_last_highest_and_lowest():
    summary = line_chart(spec(), [TOTAL]).summary
    assert "first 7,000" in summary
    assert "last 35,366" in summary
    assert "highest 35,366" in summary
    assert "lowest 7,000" in summary


def test_the_summary_keeps_the_word_for_precision():
    assert "over 1,150,000" in bar_chart(spec(), [IRAN]).summary


def test_a_figure_that_is_not_exact_is_marked_and_worded():
    chart = bar_chart(spec(), [IRAN], horizontal=True)
    assert len(of_class(chart.svg_wide, "chart__bar--imprecise")) == 2
    assert "over 1,150,000" in chart.svg_wide
    assert any("striped end" in note for note in chart.notes)


def test_a_stack_is_named_by_its_sum_only_where_all_parts_are_exact():
    assert "546,681" in bar_chart(spec(), PARTS, stacked=True).svg_wide
    vague = [PARTS[0], Series("deported", "Deported", [year(2014, 228111, "about")])]
    assert "546,681" not in bar_chart(spec(), vague, stacked=True).svg_wide


def test_no_data_gives_a_message():
    for chart in (line_chart(spec(), []), bar_chart(spec(), [Series("iran", "Iran", [])])):
        assert "There are no figures" in chart.svg_wide
        assert chart.summary == "There are no figures to draw here."
    assert "There are no figures" in sparkline(spec(), Series("iran", "Iran", []))
    nothing = pyramid_chart(spec(), [], female="F", male="M")
    assert "There are no figures" in nothing.svg_narrow


def test_not_stated_is_written_in_a_pyramid_and_never_drawn_as_zero():
    chart = pyramid_chart(spec(), AGES, female="Women", male="Men")
    assert len(of_class(chart.svg_wide, "chart__bar")) == 5
    assert "no figure" in chart.svg_wide


def test_lines_are_told_apart_without_colour():
    svg = line_chart(spec(), [SPONTANEOUS, DEPORTED]).svg_wide
    dashes = {line.get("stroke-dasharray") for line in of_class(svg, "chart__line")}
    assert len(dashes) == 2
    assert "Deported" in svg


def test_labels_at_line_ends_are_moved_apart():
    assert spread([50, 51, 52], 20, 0, 200) == [50, 70, 90]
    assert spread([190, 195], 20, 0, 200) == [170, 190]


def test_a_sparkline_names_its_last_figure_and_both_ends():
    svg = sparkline(spec(), IRAN)
    words = [words for words, _box in text_boxes(svg)]
    assert words == ["over 1,150,000", "2021", "2015"]
    assert len(of_class(svg, "chart__gap")) == 1


def test_a_downloaded_drawing_brings_its_style_heading_and_source():
    chart = line_chart(spec(), [TOTAL])
    svg = standalone(chart.svg_wide, heading="Returns & more", footer=("Source: IOM",))
    root = tree(svg)
    assert root.find(f"{SVG}style") is not None
    assert "Source: IOM" in svg
    assert "Returns &amp; more" in svg
