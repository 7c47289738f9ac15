"""Under a chart and in a table: who says it first, why not drawn, what else the source prints."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iomiran.common.charts import Point, Series
from iomiran.common.charts.line import runs
from returns import charts, models
from returns.drawings import BY_PROVINCE, BY_SEX_AGE, drawings_of
from returns.presenters.printed import printed_table
from returns.presenters.sources import drawn_sources, source_mark, why_not_drawn
from returns.presenters.tables import observations_table
from returns.presenters.words import source_text
from returns.queries import Observed, Printed, SourceAnswer


def source(name="Example report", publisher="IOM", *, level="A", quoted="", url=""):
    return SourceAnswer(name, publisher, url, "2025-06-30", level, quoted)


def row(year=2020, *, of=None, **more) -> Observed:
    fields = {
        "series": "test-series",
        "key": f"{year}",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "place": "everywhere",
        "country_from": "IRN",
        "documentation": "all",
        "manner": "all",
        "sex": "all",
        "age_group": "all",
        "value": 1,
        "precision": "exact",
        "confidence": "high",
        "plot": True,
        "not_plotted_reason": "",
        "how_given": "stated",
        "note": "",
        "source": of or source(),
    }
    return Observed(**fields | more)


PRESS = source("Example headline", "Example Times", level="Q", quoted="IOM")


def said(view) -> str:
    return f"{view.publisher}, quoted by {view.quoted_by}" if view.quoted_by else view.publisher


def test_the_sources_of_a_chart_are_those_of_the_rows_that_are_drawn():
    hidden = row(of=source("Example page", "Example aggregator", level="X"), plot=False)
    lines, others = drawn_sources([row(of=PRESS), hidden])
    assert [said(line) for line in lines] == ["IOM, quoted by Example Times"]
    assert others == ""


def test_documents_of_one_publisher_make_one_line():
    rows = [row(of=source(f"Example report {number}")) for number in range(5)]
    lines, others = drawn_sources(rows)
    assert [(line.name, line.date_text) for line in lines] == [("IOM", "5 documents, in the table")]
    assert others == ""


def test_more_than_three_sources_are_counted():
    rows = [row(of=source(publisher=f"Example {letter}")) for letter in "ABCDE"]
    lines, others = drawn_sources(rows)
    assert len(lines) == 3
    assert others == "and 2 others, in the table"


def test_who_says_it_comes_first():
    assert source_text(source()) == "IOM, Example report, 30 June 2025"
    assert source_text(source("IOM, Example report")) == "IOM, Example report, 30 June 2025"
    assert source_text(PRESS) == "IOM, quoted by Example Times, 30 June 2025"


def test_each_row_has_its_own_reason_for_not_being_drawn():
    reasons = ("known only from an aggregator of news", "the source is doubtful", "an example")
    shown = [why_not_drawn(row(plot=False, not_plotted_reason=reason)) for reason in reasons]
    assert len(set(shown)) == 3
    assert "not drawn: an example" in shown
    assert source_mark(source(level="X")) != source_mark(source()) == ""


def test_the_value_stands_beside_the_period_and_links_lead_to_sources():
    table = observations_table(
        "Example", [row(of=source(url="https://example.org/"))], {}, "persons"
    )
    assert [column.label for column in table.columns] == ["Period", "persons", "Source"]
    assert table.rows[0][-1].url == "https://example.org/"


def test_ages_stand_in_their_order():
    ages = ("60+", "5-11", "all", "12-17", "0-4")
    table = observations_table("Example", [row(age_group=age) for age in ages], {}, "persons")
    assert [cells[2].text for cells in table.rows] == [
        "all ages", "0–4 years", "5–11 years", "12–17 years", "60 years and over",
    ]  # fmt: skip


def test_a_movement_over_a_border_is_no_return():
    rows = [row(), row(country_from="PAK")]
    heads = {
        count: observations_table("Example", rows, {}, "movements", count=count).columns[2].label
        for count in ("flow", "all")
    }
    assert heads == {"flow": "Border with", "all": "Returned from"}


def test_what_the_source_prints_stands_with_its_base():
    key = "2025-01-01..2025-06-29/everywhere/IRN/all/all/all/all"
    found = [
        Printed("share_forced", Decimal("70.00"), "not_stated", None, source=source()),
        Printed("change", Decimal("50.00"), "stated", 454, source=source()),
        Printed("cumulative", Decimal("154759.00"), "not_stated", None, source=source()),
    ]
    rows = printed_table({key: found}).rows
    assert [(cells[1].text, cells[3].text) for cells in rows] == [
        ("70%", "not stated by the source"), ("50%", "of 454"), ("154,759", ""),
    ]  # fmt: skip
    assert printed_table({}) is None


@pytest.mark.parametrize(("year", "pieces"), [(2021, [1, 2]), (1999, [3])])
def test_no_line_runs_over_a_change_of_scope(year, pieces):
    points = [Point(date(y, 1, 1), date(y, 12, 31), 1) for y in (2020, 2021, 2022)]
    (series,) = charts.broken_at([Series("iran", "Example", points)], year, "An example note.")
    assert [len(run) for run in runs(series.known())] == pieces


@pytest.mark.parametrize("slug", [BY_PROVINCE, BY_SEX_AGE])
def test_what_may_not_be_drawn_is_in_no_map_and_no_pyramid(slug):
    """A later period that is not drawn neither fills the picture nor empties it."""
    texts = {f"{name}_en": "example" for name in models.SeriesEdition.required_text}
    edition = models.SeriesEdition(document=models.Series(slug=slug), unit="persons", **texts)
    part = {"place": "af01", "sex": "all"} if slug == BY_PROVINCE else {"sex": "female"}
    shown = row(2020, age_group="0-4" if slug == BY_SEX_AGE else "all", **part)
    hidden = [replace(shown, key="hidden", plot=False), replace(row(2021, **part), plot=False)]
    ((_title, _drawing, rows),) = drawings_of(edition, [shown, *hidden], {})
    assert rows == [shown]
