"""Parts of a total: as shares of a hundred, a row for each period, and as columns over time."""

from dataclasses import replace

import pytest

from iomiran.common.charts import Point, Series, column_chart, share_chart

from .test_charts import (
    DEPORTED,
    PARTS,
    SPONTANEOUS,
    TOTAL,
    every_chart,
    of_class,
    percent,
    spec,
    text_boxes,
    week,
    year,
)

KEY = "12"  # height of the bar in the key


def words_of(svg) -> list[str]:
    return [words for words, _box in text_boxes(svg)]


def bars_of(svg, key) -> list[tuple[float, float]]:
    """(width, height) of every bar of a series, in the order of drawing; not that of the key."""
    return [
        (float(bar.get("width")), float(bar.get("height")))
        for group in of_class(svg, f"chart__series--{key}")
        for bar in group
        if "chart__bar" in (bar.get("class") or "").split() and bar.get("height") != KEY
    ]


def test_a_share_never_stands_without_its_base():
    chart = share_chart(spec(), PARTS, percent)
    for drawing in (chart.svg_narrow, chart.svg_wide):
        assert {"of 546,681", "of 663,295"} <= set(words_of(drawing))
        assert {"58%", "42%", "63%", "37%"} <= set(words_of(drawing))
    assert "63% (416,457 of 663,295, 2015)" in chart.summary


def test_the_parts_of_a_row_fill_it_in_their_proportion():
    drawing = share_chart(spec(), PARTS, percent).svg_wide
    rows = zip(bars_of(drawing, "spontaneous"), bars_of(drawing, "deported"), strict=True)
    lengths = {round(one[0] + other[0], 1) for one, other in rows}
    assert len(lengths) == 1
    first = bars_of(drawing, "spontaneous")[0][0]
    assert first / lengths.pop() == pytest.approx(318570 / 546681, abs=0.01)


def test_a_period_with_a_part_that_is_not_known_has_no_shares():
    unknown = [
        replace(PARTS[0], points=[*PARTS[0].points, year(2016, 100)]),
        replace(PARTS[1], points=[*PARTS[1].points, year(2016, None)]),
    ]
    chart = share_chart(spec(), unknown, percent)
    assert "2016" not in words_of(chart.svg_wide)
    assert "2016" not in chart.summary
    assert "2015" in words_of(chart.svg_wide)


def test_a_share_too_narrow_for_its_figure_stays_without_one():
    parts = [
        Series("spontaneous", "A", [year(2015, 999)]),
        Series("deported", "B", [year(2015, 1)]),
    ]
    words = words_of(share_chart(spec(), parts, percent).svg_wide)
    assert "100%" in words
    assert "0%" not in words


def test_shares_of_nothing_at_all_are_no_fault():
    parts = [replace(part, points=[year(2015, 0)]) for part in PARTS]
    assert "of 0" in words_of(share_chart(spec(), parts, percent).svg_wide)


def test_shares_of_many_periods_are_columns_of_one_height():
    drawing = share_chart(spec(), [SPONTANEOUS, DEPORTED], percent).svg_wide
    columns = zip(bars_of(drawing, "spontaneous"), bars_of(drawing, "deported"), strict=True)
    heights = [one[1] + other[1] for one, other in columns]
    assert len(heights) == 50
    assert max(heights) - min(heights) < 0.5
    assert {"0", "50", "100"} <= set(words_of(drawing))


def test_a_column_of_half_the_value_is_half_as_high():
    halves = Series("total", "Total", [week(0, 5000), week(1, 10000)])
    low, high = bars_of(column_chart(spec(), [halves]).svg_wide, "total")
    assert low[1] * 2 == pytest.approx(high[1], abs=0.3)
    assert low[0] == high[0]


def test_stacked_columns_stand_on_one_another():
    drawing = column_chart(spec(), PARTS).svg_wide
    for lower, upper in zip(
        of_class(drawing, "chart__series--spontaneous"),
        of_class(drawing, "chart__series--deported"),
        strict=False,
    ):
        bars = [next((b for b in group if b.get("height")), None) for group in (lower, upper)]
        if all(bars):
            top = float(bars[1].get("y")) + float(bars[1].get("height"))
            assert top == pytest.approx(float(bars[0].get("y")), abs=0.2)


def test_columns_leave_a_gap_empty_and_say_so():
    chart = column_chart(spec(), [TOTAL])
    assert len(bars_of(chart.svg_wide, "total")) == len(TOTAL.points)
    assert of_class(chart.svg_wide, "chart__gap")
    assert any("figure" in note or "gap" in note for note in chart.notes)


def test_a_period_that_is_counted_in_part_is_said_in_every_kind():
    part = replace(week(2, 80), counted="3 of 7 days")
    points = [week(0, 100), week(1, 90), part]
    columns = column_chart(spec(), [Series("total", "Total", points)])
    shares = share_chart(spec(), [Series("total", "Total", points)], percent)
    for chart in (columns, shares):
        assert chart.notes
    assert "3 of 7 days" in columns.svg_wide


def test_time_runs_from_the_right_in_persian_columns():
    points = [week(0, 1), week(1, 1000)]
    series = [Series("total", "Total", points)]

    def places(language):
        drawing = column_chart(spec(language), series).svg_wide
        return [
            float(bar.get("x"))
            for group in of_class(drawing, "chart__series--total")
            for bar in group
            if bar.get("height")
        ]

    assert places("en") == sorted(places("en"))
    assert places("fa") == sorted(places("fa"), reverse=True)


@pytest.mark.parametrize("name", ["no shares", "no columns"])
def test_no_data_gives_a_message_in_every_kind(name):
    for language in ("en", "fa"):
        chart = every_chart(language)[name]
        assert chart.summary
        assert words_of(chart.svg_wide)


def test_a_point_alone_is_a_whole():
    one = Point(year(2015, 7).start, year(2015, 7).end, 7)
    chart = share_chart(spec(), [Series("total", "Total", [one])], percent)
    assert "100%" in words_of(chart.svg_wide)
