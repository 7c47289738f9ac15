"""One number, one function: a figure is the same wherever a reader meets it, the PDF included."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from python_calamine import CalamineWorkbook

import returns
from iomiran.common.languages.numbers import format_number
from returns import queries
from returns.filters import ReturnsFilter

from .every_sheet import Sheet, kept
from .extracting import by_pdfium, by_poppler, missing_in_order, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
WEEKLY = "iom-undocumented-weekly"
POINTS = Path(returns.__file__).parent / "content/data/returns_points.csv"


@pytest.fixture(scope="module")
def sheets(real_content) -> list[Sheet]:
    return list(kept())


def highest_week() -> queries.Observed:
    asked = ReturnsFilter(series=WEEKLY, country_from="IRN", manner="all")
    return max(queries.time_series(asked), key=lambda row: row.value)


def values_in_files(client, address: str) -> dict[str, list[int]]:
    """Format → the values of the rows that a file of the series has."""

    def content(ending: str) -> bytes:
        return client.get(address.format(ending)).getvalue()

    def of_csv(file: bytes) -> list[int]:
        text = io.StringIO(file.decode("utf-8-sig"))
        return [int(row["value"]) for row in csv.DictReader(text)]

    book = CalamineWorkbook.from_filelike(io.BytesIO(content("xlsx")))
    header, *rows = book.get_sheet_by_name("data").to_python()
    return {
        "csv": of_csv(content("csv")),
        "json": [row["value"] for row in json.loads(content("json"))["rows"]],
        "xlsx": [int(row[header.index("value")]) for row in rows],
        "zip": of_csv(zipfile.ZipFile(io.BytesIO(content("zip"))).read("data.csv")),
    }


def values_in_answers(client, query: str, language: str) -> dict[str, list[int]]:
    found = {}
    for question in ("observations", "aggregates"):
        address = f"/api/v1/{question}?series={WEEKLY}&{query}&language={language}"
        found[question] = [row["value"] for row in client.get(address).json()["data"]]
    return found


def alternative_texts(path: Path) -> list[str]:
    """What stands for the pictures of a PDF, in the tree of its tags."""
    found, waiting = [], [PdfReader(path).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject):
            found += [str(element["/Alt"])] if "/Alt" in element else []
            children = element.get("/K", [])
            waiting += children if isinstance(children, list) else [children]
    return found


@pytest.mark.parametrize("language", ["en", "fa"])
def test_one_figure_is_the_same_wherever_it_stands(client, sheets, language):
    row = highest_week()
    shown = format_number(row.value, language)
    week = f"from={row.period_start}&to={row.period_end}&country=IRN&manner=all"
    year = f"from={row.period_start.year}&to={row.period_end.year}&country=IRN"
    series, explorer = f"/{language}/returns/series/{WEEKLY}", f"/{language}/returns/explore"
    said = {
        address: client.get(address).content.decode()
        for address in (
            f"/{language}/returns/",
            f"{series}/?{week}",
            f"{explorer}/?series={WEEKLY}&{week}",
            f"{explorer}.svg?series={WEEKLY}&{year}",
        )
    }
    summaries = re.findall('class="chart__summary">([^<]*)', said[f"/{language}/returns/"])
    said["summaries of charts"] = " ".join(summaries)
    assert [place for place, text in said.items() if shown not in text] == []
    counted = values_in_files(client, f"{series}.{{}}?{week}")
    counted |= values_in_answers(client, week, language)
    assert {name: values for name, values in counted.items() if values != [row.value]} == {}
    (sheet,) = [x for x in sheets if (x.generator, x.language) == ("returns", language)]
    assert shown in words(by_pdfium(sheet.path))
    assert shown in words(by_poppler(sheet.path))
    assert any(shown in text for text in alternative_texts(sheet.path)), "the chart's own words"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_headline_is_the_same_on_the_page_and_in_the_sheet(client, sheets, language):
    page = client.get(f"/{language}/returns/").text
    (sheet,) = [x for x in sheets if (x.generator, x.language) == ("returns", language)]
    read = set(words(by_pdfium(sheet.path)))
    figures = [figure.observed.value for figure in queries.headline_figures()]
    assert len(figures) > 3
    for value in figures:
        shown = format_number(value, language)
        assert shown in page
        assert shown in read


def points() -> list[dict]:
    """Rows of the data as received: counts of IOM of everybody who returns from Iran."""
    with POINTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = {"counted_by": "IOM", "from_country": "IRN", "manner": "all", "level": "A"}
    return [row for row in rows if wanted.items() <= row.items()]


def test_the_data_as_received_stand_in_the_sheet_beside_their_source(sheets):
    """Read from the file itself, past every query: value, then who says it."""
    (sheet,) = [x for x in sheets if (x.generator, x.language) == ("returns", "en")]
    read = by_pdfium(sheet.path)
    yearly = [x for x in points() if x["kind"] == "interval" and x["documentation"] != "all"]
    assert len(yearly) > 5
    cells = [text for row in yearly for text in (f"{int(row['value']):,}", row["source"])]
    assert missing_in_order(cells, read) == []
    with translation.override("en"):
        headlines = {figure.observed.value for figure in queries.headline_figures()}
    found = [row for row in points() if int(row["value"]) in headlines]
    assert len(found) > 1
    for row in found:
        assert missing_in_order([f"{int(row['value']):,}", row["source"]], read) == []
