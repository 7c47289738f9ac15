"""The pages and files of the statistics, on the real content."""

import csv
import io

from python_calamine import CalamineWorkbook

from iomiran.common.languages.calendars import format_date
from returns import queries
from returns.filters import ReturnsFilter

from .real_content import RealContentTestCase

LANGUAGES = ("en", "fa", "fa-af", "ps")
PAGES = ("", "series/", "crossings-and-centres/", "four-counts/")


class TestPages(RealContentTestCase):
    def test_every_page_answers_in_every_language_with_its_lang_and_dir(self):
        for language in LANGUAGES:
            direction = "ltr" if language == "en" else "rtl"
            for page in PAGES:
                response = self.client.get(f"/{language}/returns/{page}")
                assert response.status_code == 200, (language, page)
                assert f'<html lang="{language}" dir="{direction}"' in response.text

    def test_every_series_has_its_page_and_says_its_caveat(self):
        for answer in queries.series_list():
            for language in ("en", "fa"):
                address = f"/{language}/returns/series/{answer.edition.document.slug}/"
                response = self.client.get(address)
                assert response.status_code == 200, address
                assert answer.edition.text(language).caveat[:40] in response.text

    def test_a_page_has_the_same_bytes_twice(self):
        for page in (
            *PAGES,
            "series/iom-undocumented-weekly/",
            "series/iom-undocumented-weekly.xlsx",
        ):
            address = f"/fa/returns/{page}"
            once, again = self.client.get(address), self.client.get(address)
            assert once.getvalue() == again.getvalue()

    def test_the_overview_shows_the_headline_with_its_scope_and_base(self):
        text = self.client.get("/en/returns/").text
        assert "714,572" in text
        assert "does not state of what" in text
        assert "nearly" in text

    def test_the_overview_shows_it_in_persian_digits(self):
        assert "۷۱۴٬۵۷۲" in self.client.get("/fa/returns/").text

    def test_the_misprints_are_named_on_the_page_of_their_series(self):
        text = self.client.get("/en/returns/series/iom-undocumented-weekly/").text
        assert "add up" in text
        assert "71.2%" in text

    def test_nonsense_in_the_address_is_said_and_does_no_harm(self):
        address = "/en/returns/series/iom-undocumented-yearly/"
        for query in ("?from=banana", "?country=%00", "?to=9999999", "?manner=<script>", "?&&="):
            response = self.client.get(address + query)
            assert response.status_code == 200
            assert "<script>=" not in response.text
        assert "was not understood" in self.client.get(f"{address}?from=banana").text

    def test_an_unknown_series_is_not_found(self):
        for tail in ("/", ".csv", ".xlsx"):
            assert self.client.get(f"/en/returns/series/nothing{tail}").status_code == 404

    def test_only_reading_is_allowed(self):
        assert self.client.post("/en/returns/").status_code == 405

    def test_one_count_is_the_same_on_page_and_in_both_files(self):
        slug = "iom-all-returns-2025"
        assert "714,572" in self.client.get(f"/en/returns/series/{slug}/").text
        assert "714572" in {row["value"] for row in self.csv_rows(slug)}
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(self.client.get(f"/en/returns/series/{slug}.xlsx").getvalue())
        )
        header, *lines = book.get_sheet_by_name("data").to_python()
        assert 714572 in {line[header.index("value")] for line in lines}
        about = dict(book.get_sheet_by_name("about").to_python())
        assert "IOM counts" in about["Scope"]

    def csv_rows(self, slug, query=""):
        response = self.client.get(f"/en/returns/series/{slug}.csv{query}")
        content = response.getvalue()
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    def test_the_file_has_every_count_with_its_source_and_says_what_this_site_is(self):
        for answer in queries.series_list():
            slug = answer.edition.document.slug
            rows = self.csv_rows(slug)
            assert len(rows) == len(queries.observations(ReturnsFilter(series=slug)))
            assert all(row["source"] and row["source_level"] for row in rows)
            assert all(row["site"] for row in rows)

    def test_no_cell_of_a_file_begins_like_a_formula(self):
        for answer in queries.series_list():
            for row in self.csv_rows(answer.edition.document.slug):
                assert not [v for v in row.values() if v.startswith(("=", "+", "-", "@"))]

    def test_a_narrowed_page_gives_a_narrowed_file(self):
        rows = self.csv_rows("iom-undocumented-yearly", "?country=IRN&from=2020&to=2020")
        assert {row["period_start"] for row in rows} == {"2020-01-01"}
        assert {row["returned_from"] for row in rows} == {"IRN"}

    def test_the_footer_says_how_new_the_figures_are(self):
        newest = queries.newest_data()
        assert newest.period_end == max(answer.last for answer in queries.series_list())
        text = self.client.get("/en/verify/").text.split("<footer")[1]
        assert f"Figures up to: {format_date(newest.period_end, 'en')}" in text
        assert "Last release of data: " in text

    def test_the_overview_costs_a_fixed_number_of_queries(self):
        with self.assertNumQueries(28):
            self.client.get("/en/returns/")
