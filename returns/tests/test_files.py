"""Files of a series: the same counts in every format, and the streams behind them."""

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import date
from unittest import mock

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from returns import exports, presenters, queries
from returns.exports.columns import OBSERVATION
from returns.filters import ReturnsFilter
from returns.models import HeadlineFigure, Observation, Release

from .factories import make_observation, make_release, make_series
from .real_content import RealContentTestCase

SLUG = "iom-undocumented-weekly"
ADDRESS = f"/en/returns/series/{SLUG}"


def lines(response) -> list[list[str]]:
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


class TestFiles(RealContentTestCase):
    def test_the_csv_has_every_row_of_the_query_in_its_order(self):
        for language in ("en", "fa", "fa-af", "ps"):
            with translation.override(language):
                places = queries.place_names()
                for answer in queries.series_list():
                    slug = answer.edition.document.slug
                    header, *found = lines(
                        self.client.get(f"/{language}/returns/series/{slug}.csv")
                    )
                    asked = queries.observations(ReturnsFilter(series=slug))
                    assert len(found) == len(asked)
                    for cells, row in zip(found, asked, strict=True):
                        cell = dict(zip(header, cells, strict=True))
                        assert cell["key"] == row.key
                        assert cell["value"] == str(row.value)
                        assert cell["place"] == presenters.tables.place_name(row.place, places)
                        assert cell["period_start"] == row.period_start.isoformat()
                        assert cell["returned_from"] == row.country_from
                        assert cell["drawn"] == ("yes" if row.plot else "no")
                        assert cell["note"] == row.note
                        assert cell["source_url"] == row.source.url
                        assert cell["unit"] == answer.edition.unit

    def test_one_count_is_the_same_in_every_format(self):
        slug = "iom-all-returns-2025"
        address = f"/en/returns/series/{slug}"
        rows = {}
        header, *found = lines(self.client.get(f"{address}.csv"))
        rows["csv"] = [dict(zip(header, cells, strict=True)) for cells in found]
        rows["json"] = json.loads(self.client.get(f"{address}.json").getvalue())["rows"]
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(self.client.get(f"{address}.xlsx").getvalue())
        )
        header, *found = book.get_sheet_by_name("data").to_python()
        rows["xlsx"] = [dict(zip(header, cells, strict=True)) for cells in found]
        packed = zipfile.ZipFile(io.BytesIO(self.client.get(f"{address}.zip").getvalue()))
        text = packed.read("data.csv").decode("utf-8-sig")
        rows["zip"] = list(csv.DictReader(io.StringIO(text)))
        for format_name, found in rows.items():
            assert 714572 in {int(row["value"]) for row in found}, format_name
            keys = [row["key"] for row in found]
            assert keys == [row["key"] for row in rows["csv"]], format_name
        assert "714,572" in self.client.get(f"{address}/").text

    def test_the_same_count_stands_on_every_page_drawing_and_answer(self):
        """The highest week from Iran: found by query, then looked for wherever it is shown."""
        asked = ReturnsFilter(series=SLUG, country_from="IRN", manner="all")
        highest = max(queries.time_series(asked), key=lambda row: row.value)
        shown = f"{highest.value:,}"
        week = f"from={highest.period_start}&to={highest.period_end}&country=IRN&manner=all"
        view = f"/en/returns/explore/?series={SLUG}&{week}"
        for page in ("/en/returns/", f"{ADDRESS}/?{week}", view):
            assert shown in self.client.get(page).text, page
        for file in (f"{ADDRESS}.json?{week}", f"/en/returns/explore.json?series={SLUG}&{week}"):
            (row,) = json.loads(self.client.get(file).getvalue())["rows"]
            assert row["value"] == highest.value, file
        for question in (f"observations?series={SLUG}&{week}", f"aggregates?series={SLUG}&{week}"):
            (row,) = json.loads(self.client.get(f"/api/v1/{question}").content)["data"]
            assert row["value"] == highest.value, question
        year = f"from={highest.period_start.year}&to={highest.period_end.year}&country=IRN"
        drawing = self.client.get(f"/en/returns/explore.svg?series={SLUG}&{year}")
        assert shown in drawing.content.decode()

    def test_a_row_of_hxl_tags_follows_the_header_where_it_is_asked_for(self):
        plain, tagged = (lines(self.client.get(f"{ADDRESS}.csv{tail}")) for tail in ("", "?hxl=1"))
        assert tagged[0] == plain[0]
        assert all(tag.startswith("#") for tag in tagged[1])
        assert tagged[1][plain[0].index("value")] == "#indicator+value+num"
        assert tagged[2:] == plain[1:]

    def test_the_xlsx_takes_hxl_too(self):
        content = self.client.get(f"{ADDRESS}.xlsx?hxl=1").getvalue()
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        assert book.get_sheet_by_name("data").to_python()[1][0] == "#indicator+code"

    def test_a_json_speaks_the_language_of_its_address(self):
        for language in ("fa", "ps"):
            with translation.override(language):
                edition = queries.series_page(SLUG)
                text, scope = edition.text(), edition.scope_sentence()
            answer = self.client.get(f"/{language}/returns/series/{SLUG}.json")
            about = json.loads(answer.getvalue())["about"]
            assert (about["language"], about["title"]) == (text.language, text.title)
            assert about["scope"] == scope
            assert about["page"].endswith(f"/{language}/returns/series/{SLUG}/")

    def test_a_head_is_answered_without_asking_for_a_row(self):
        """The rows of a workbook are counted: the answer may be that they are too many."""
        for ending, queries_of in (("csv", 3), ("xlsx", 4), ("json", 3), ("zip", 3)):
            with self.assertNumQueries(queries_of):
                response = self.client.head(f"{ADDRESS}.{ending}")
            assert response.status_code == 200
            assert f'{SLUG}.{ending}"' in response["Content-Disposition"]
            whole = self.client.get(f"{ADDRESS}.{ending}")
            whole.getvalue()
            assert response["ETag"] == whole["ETag"]

    def test_a_reader_who_has_the_file_gets_no_second_one(self):
        first = self.client.get(f"{ADDRESS}.csv")
        first.getvalue()
        assert "public" in first["Cache-Control"]
        assert "GMT" in first["Last-Modified"]
        again = self.client.get(f"{ADDRESS}.csv", headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    def test_a_stream_is_not_kept_in_memory(self):
        from iomiran.common.http.caching import kept_pages

        self.client.get(f"{ADDRESS}.csv").getvalue()
        assert not [address for address in kept_pages._pages if ".csv" in address]

    def test_a_file_costs_a_fixed_number_of_queries(self):
        # Generation, series, release; then the rows, for a CSV in a transaction with its plan.
        for ending, of_rows in (("csv", 4), ("json", 4), ("zip", 4), ("xlsx", 5)):
            with self.assertNumQueries(3 + of_rows):
                self.client.get(f"{ADDRESS}.{ending}").getvalue()

    def test_what_is_not_understood_is_refused_with_what_is_allowed(self):
        for query in ("manner=banana", "from=2021-13", "hxl=yes", "from=2021&to=2020"):
            for ending in ("csv", "json", "xlsx", "zip", "bib"):
                if ending == "bib" and "hxl" in query:
                    continue
                response = self.client.get(f"{ADDRESS}.{ending}?{query}")
                assert response.status_code == 400, (ending, query)
        assert "spontaneous" in self.client.get(f"{ADDRESS}.csv?manner=banana").text

    def test_a_refusal_leads_back_to_a_page(self):
        figure = HeadlineFigure.objects.first().slug
        for address in (
            f"{ADDRESS}.csv?hxl=yes",
            f"{ADDRESS}/releases/1.zip?hxl=yes",
            f"{ADDRESS}/chart-1.png?manner=banana",
            f"{ADDRESS}.bib?read=someday",
            f"/en/returns/figures/{figure}.ris?read=someday",
        ):
            response = self.client.get(address)
            assert response.status_code == 400, address
            back = re.search(r'<a href="([^"]*)">Back to the page</a>', response.text)[1]
            assert self.client.get(back).status_code == 200, address

    def test_no_cell_of_any_file_begins_like_a_formula(self):
        for answer in queries.series_list():
            address = f"/fa/returns/series/{answer.edition.document.slug}"
            for row in lines(self.client.get(f"{address}.csv?hxl=1")):
                assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]

    def test_a_workbook_that_a_sheet_cannot_hold_is_refused_and_the_csv_offered(self):
        with mock.patch("returns.exports.workbook.MOST_ROWS", 10):
            response = self.client.get(f"{ADDRESS}.xlsx?country=IRN")
            asked = self.client.head(f"{ADDRESS}.xlsx?country=IRN")
        assert response.status_code == asked.status_code == 413
        assert f'href="{ADDRESS}.csv?country=IRN"' in response.text

    def test_the_same_release_gives_the_same_bytes(self):
        for ending in ("csv", "xlsx", "json", "zip"):
            once, again = (
                self.client.get(f"/fa/returns/series/{SLUG}.{ending}").getvalue() for _ in "12"
            )
            assert once == again, ending


@pytest.mark.django_db
class TestReleases:
    def test_an_earlier_release_stays_as_it_was(self, client):
        edition = make_series(slug="test-series")
        first = make_release(edition.document)
        kept = make_observation(first, value=5)
        _publish(first)
        second = make_release(edition.document)
        Observation.objects.filter(pk=kept.pk).update(to_release=2)
        make_observation(second, value=6)
        _publish(second)
        values = {}
        for name in ("", "/releases/1", "/releases/2"):
            header, *found = lines(client.get(f"/en/returns/series/test-series{name}.csv"))
            values[name] = [row[header.index("value")] for row in found]
        assert values == {"": ["6"], "/releases/1": ["5"], "/releases/2": ["6"]}
        assert client.get("/en/returns/series/test-series/releases/3.csv").status_code == 404
        about = json.loads(client.get("/en/returns/series/test-series/releases/1.json").getvalue())
        assert about["about"]["page"].endswith("/en/returns/series/test-series/releases/1/")
        assert about["about"]["citation"].count("/releases/1/") == 1

    def test_a_release_that_never_was_public_gives_no_file(self, client):
        edition = make_series(slug="test-series")
        _publish(make_release(edition.document))
        make_release(edition.document)
        assert client.get("/en/returns/series/test-series/releases/2.csv").status_code == 404


def _publish(release):
    from iomiran.common.editorial.approving import publish_edition

    publish_edition(edition=release, by=None, without_approval="example")


def test_the_columns_described_are_the_columns_asked_for():
    from returns.models import Series, SeriesEdition
    from returns.queries.file_rows import file_expressions

    edition = SeriesEdition(document=Series(slug="test-series"), unit="persons")
    asked = file_expressions(edition, Release(number=1))
    assert list(asked) == [column.name for column in OBSERVATION]
    assert exports.MOST_ROWS == 1_048_576


REQUIRED = {"$schema", "name", "licenses", "sources", "resources", "version", "created"}


@pytest.mark.django_db
def test_the_data_package_keeps_the_rules_of_its_standard(client):
    edition = make_series(slug="test-series")
    release = make_release(edition.document)
    make_observation(release, note="")
    _publish(release)
    for query in ("", "?hxl=1"):
        content = client.get(f"/en/returns/series/test-series.zip{query}").getvalue()
        packed = zipfile.ZipFile(io.BytesIO(content))
        package = json.loads(packed.read("datapackage.json"))
        assert set(package) >= REQUIRED
        assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
        for licence in package["licenses"]:
            assert licence.get("name") or licence.get("path")
        names = [resource["name"] for resource in package["resources"]]
        assert len(set(names)) == len(names)
        for resource in package["resources"]:
            data = packed.read(resource["path"])
            assert resource["bytes"] == len(data)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            header, *found = csv.reader(io.StringIO(data.decode("utf-8-sig")))
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == header
            for row in found[len(resource["dialect"].get("commentRows", [])) :]:
                for field, cell in zip(fields, row, strict=True):
                    _keeps(field, cell)
        readme = packed.read("README.txt").decode()
        for name in ("data.csv", "dictionary.csv", "datapackage.json", "LICENCE.txt"):
            assert hashlib.sha256(packed.read(name)).hexdigest() in readme


def _keeps(field: dict, cell: str) -> None:
    rules = field.get("constraints", {})
    assert cell or not rules.get("required"), field["name"]
    if cell and "enum" in rules:
        assert cell in rules["enum"], field["name"]
    if cell and field["type"] == "integer":
        int(cell)
    if cell and field["type"] == "date":
        date.fromisoformat(cell)
