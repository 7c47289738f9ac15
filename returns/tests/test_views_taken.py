"""Files, pictures and frames of a view of the explorer: what the page shows, and no more."""

import csv
import io
import json
import re
import zipfile

from python_calamine import CalamineWorkbook

from returns.exports.cells import COLUMNS
from returns.filters import ReturnsFilter
from returns.queries.aggregates import aggregates

from .real_content import RealContentTestCase

SLUG = "iom-undocumented-weekly"
MONTHS = f"series={SLUG}&country=IRN&group=month&from=2020&to=2020"
MANNERS = "series=iom-undocumented-yearly&country=IRN&by=manner"
ADDRESS = "/en/returns/explore"


class TestViewsTaken(RealContentTestCase):
    def rows(self, query: str) -> list[dict]:
        content = self.client.get(f"{ADDRESS}.csv?{query}").getvalue()
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    def test_a_view_gives_its_cells_as_the_query_has_them(self):
        cells = aggregates(
            ReturnsFilter.from_querystring(MONTHS)[0], grain="month", calendar="gregorian"
        )
        rows = self.rows(MONTHS)
        assert [row["value"] for row in rows] == [str(cell.value) for cell in cells]
        assert [row["days_counted"] for row in rows] == [str(c.days_counted) for c in cells]
        assert {(row["group"], row["calendar"]) for row in rows} == {("month", "gregorian")}
        assert {row["returned_from"] for row in rows} == {"IRN"}

    def test_one_number_is_the_same_on_the_page_and_in_every_file_of_it(self):
        row = max(self.rows(MONTHS), key=lambda one: int(one["value"]))
        shown = f"{int(row['value']):,}"
        assert shown in self.client.get(f"{ADDRESS}/?{MONTHS}").text
        document = json.loads(self.client.get(f"{ADDRESS}.json?{MONTHS}").getvalue())
        assert int(row["value"]) in {one["value"] for one in document["rows"]}
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(self.client.get(f"{ADDRESS}.xlsx?{MONTHS}").getvalue())
        )
        header, *lines = book.get_sheet_by_name("data").to_python()
        assert int(row["value"]) in {line[header.index("value")] for line in lines}
        assert shown in self.client.get(f"{ADDRESS}.svg?{MONTHS}").text

    def test_parts_and_the_total_that_is_stated_beside_them_are_told_apart(self):
        rows = self.rows(MANNERS)
        assert {row["category"] for row in rows if row["row"] == "shown"} >= {
            "spontaneous",
            "deported",
        }
        assert {row["category"] for row in rows if row["row"] == "stated_total"} <= {"all"}
        for row in rows:
            assert row["manner"] == row["category"]

    def test_the_archive_holds_the_cells_and_the_counts_under_them(self):
        content = self.client.get(f"{ADDRESS}.zip?{MONTHS}").getvalue()
        packed = zipfile.ZipFile(io.BytesIO(content))
        names = set(packed.namelist())
        assert {"data.csv", "observations.csv", "README.txt", "datapackage.json"} <= names
        cells = list(csv.DictReader(io.StringIO(packed.read("data.csv").decode("utf-8-sig"))))
        under = list(
            csv.DictReader(io.StringIO(packed.read("observations.csv").decode("utf-8-sig")))
        )
        keys = {row["key"] for row in under}
        assert {row["key"] for row in cells if row["key"]} <= keys
        package = json.loads(packed.read("datapackage.json"))
        by_name = {resource["name"]: resource for resource in package["resources"]}
        assert [f["name"] for f in by_name["data"]["schema"]["fields"]] == list(cells[0])

    def test_a_view_that_cannot_be_answered_is_refused_with_what_is_allowed(self):
        for ending in ("csv", "xlsx", "json", "zip", "svg", "png", "bib", "ris"):
            for query in (
                "",
                "series=nothing",
                f"series={SLUG}&group=decade",
                f"series={SLUG}&read=x",
            ):
                assert self.client.get(f"{ADDRESS}.{ending}?{query}").status_code == 400, query
        assert "month" in self.client.get(f"{ADDRESS}.csv?series={SLUG}&group=decade").text.lower()

    def test_every_file_that_the_explorer_offers_is_there(self):
        for query in (MONTHS, MANNERS, "series=unhcr-returned-refugees-by-sex-age&by=age"):
            text = self.client.get(f"/fa/returns/explore/?{query}").text
            offered = set(re.findall(r'href="(/fa/returns/explore\.[^"]+)"', text))
            assert len(offered) >= 10, query
            for address in offered:
                response = self.client.get(address.replace("&amp;", "&"))
                assert response.status_code == 200, address
                assert response.getvalue()

    def test_a_view_may_be_framed(self):
        for language in ("en", "ps"):
            response = self.client.get(f"/{language}/embed/returns/?{MONTHS}")
            assert response.status_code == 200
            assert "frame-ancestors *" in response["Content-Security-Policy"]
            assert f"/{language}/returns/explore/?series={SLUG}" in response.text

    def test_every_column_is_described_once(self):
        names = [column.name for column in COLUMNS]
        assert len(set(names)) == len(names)
        assert all(column.meaning and column.hxl.startswith("#") for column in COLUMNS)
