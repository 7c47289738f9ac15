"""The explorer on the real content: every picture, its numbers, its refusals, its words."""

import re
from datetime import date
from urllib.parse import quote

from iomiran.common.http.caching import kept_pages
from returns import explorer, queries
from returns.exploring import Exploration
from returns.filters import ReturnsFilter
from returns.queries.aggregates import aggregates

from .real_content import RealContentTestCase

WEEKLY = "series=iom-undocumented-weekly"
BY_AGE = "series=unhcr-returned-refugees-by-sex-age&by=age"
PROVINCES = "series=unhcr-returned-refugees-by-province"
VIEWS = {
    "line": WEEKLY,
    "area": f"{WEEKLY}&shape=area&from=2020",
    "columns": f"{WEEKLY}&group=month",
    "solar months": f"{WEEKLY}&group=month&calendar=solar_hijri",
    "years": f"{WEEKLY}&group=year",
    "stacked": "series=iom-undocumented-yearly&by=manner",
    "shares": "series=iom-undocumented-yearly&by=manner&shape=shares",
    "many shares": f"{WEEKLY}&by=manner&shape=shares",
    "countries": f"{WEEKLY}&by=country",
    "pyramid": BY_AGE,
    "ages": f"{BY_AGE}&sex=female&shape=line",
    "provinces": PROVINCES,
    "ranked": f"{PROVINCES}&shape=bars",
    "crossings": "series=iom-undocumented-by-crossing",
    "stock": "series=unhcr-afghan-refugees-hosted",
    "dated": "series=iom-undocumented-dated",
    "nothing drawn": "series=ifrc-returns-2025",
    "empty": f"{WEEKLY}&from=2050",
    "compared lines": f"{WEEKLY}&from=2020-03&to=2020-12&compare_from=2018-03&compare_to=2018-12",
    "compared bars": f"{WEEKLY}&group=month&from=2020&to=2020&compare_from=2018&compare_to=2018",
    "solar dates": f"{WEEKLY}&from=1399&to={quote('۱۳۹۹-۰۶-۳۱')}&calendar=solar_hijri",
}
# Address → name of the part that must be named on the page, and a value that is offered.
NONSENSE = {
    "series=nothing": ("Series", "Undocumented returns from Iran and Pakistan by week"),
    "from=banana": ("From", "1399-04-04"),
    f"{WEEKLY}&from=2021&to=2020": ("To", "ends before it begins"),
    f"{WEEKLY}&from=0001-01-01": ("From", "not a date"),
    f"{WEEKLY}&to=99999": ("To", "not a date"),
    f"{WEEKLY}&country=ALL": ("Country returned from", "Pakistan"),
    f"{WEEKLY}&country=Atlantis": ("Country returned from", "Leave it out"),
    f"{WEEKLY}&by=age": ("Broken down by", "manner of return"),
    f"{WEEKLY}&group=week": ("Grouped by", "month"),
    f"{WEEKLY}&shape=pyramid": ("Shape", "line over time"),
    f"{WEEKLY}&shape=%00": ("Shape", "Leave it out"),
    f"{WEEKLY}&calendar=maya": ("Calendar", "Solar Hijri"),
    f"{WEEKLY}&compare_from=2019": ("Second period to", "first and its last day"),
    f"{WEEKLY}&by=manner&compare_from=2019&compare_to=2019": ("Second period", "two periods"),
    "series=ocha-returns-2025&shape=line": ("Shape", "bars"),
    "series=iom-undocumented-dated&group=year": ("Grouped by", "as the source counts"),
    f"{PROVINCES}&by=sex": ("Place", "Kabul"),
    f"{WEEKLY}&manner=<script>alert(1)</script>": ("Manner of return", "deported"),
    "&".join(f"x{n}=1" for n in range(400)): ("Address", "too many"),
}


class TestExplorer(RealContentTestCase):
    def page(self, query, language="en"):
        return self.client.get(f"/{language}/returns/explore/?{query}")

    def screen(self, query):
        view, refused = Exploration.from_querystring(query)
        return explorer.explore(view, refused)

    def test_every_picture_is_drawn_in_every_language(self):
        for name, query in VIEWS.items():
            for language in ("en", "fa", "fa-af", "ps"):
                response = self.page(query, language)
                assert response.status_code == 200, (name, language)
                drawn = "chart__svg--wide" in response.text or "map__svg--wide" in response.text
                assert drawn is (name not in ("nothing drawn", "empty")), (name, language)
                assert 'name="robots" content="noindex"' in response.text

    def test_the_form_stands_in_the_page_and_needs_no_script(self):
        text = self.page(WEEKLY).text
        form = text.split('class="explore-form__form"')[1].split("</form>")[0]
        assert 'method="get"' in form
        assert 'type="submit"' in form
        assert {"country", "manner", "from", "to", "group", "by", "shape", "compare_from"} <= set(
            re.findall(r' name="(\w+)"', form)
        )
        assert 'name="sex"' not in form, "the series says nothing of sex"

    def test_without_a_series_the_page_offers_all_of_them(self):
        text = self.client.get("/en/returns/explore/").text
        for one in queries.series_list():
            assert f"?series={one.edition.document.slug}" in text
        assert "noindex" not in text

    def test_what_cannot_be_answered_is_named_with_what_can(self):
        for query, (name, offered) in NONSENSE.items():
            response = self.page(query)
            assert response.status_code == 400, query
            said = response.text.split('class="refused-list"')[1].split("</dl>")[0]
            assert name in said, (query, name)
            assert offered.lower() in said.lower(), (query, offered)
            assert "<script>" not in said

    def test_what_is_offered_in_place_of_it_can_be_answered(self):
        for query in NONSENSE:
            said = self.page(query).text.split('class="refused-list"')[1].split("</dl>")[0]
            for address in re.findall(r'href="([^"]+)"', said)[:6]:
                answer = self.client.get(address.replace("&amp;", "&"))
                assert answer.status_code == 200, (query, address)

    def test_the_canonical_address_is_that_of_the_series(self):
        text = self.page(WEEKLY).text
        assert re.search(r'rel="canonical" href="[^"?]*/en/returns/series/iom-[^"?]*/"', text)

    def test_other_languages_keep_the_view(self):
        text = self.page(f"{WEEKLY}&group=month").text
        assert f"/fa/returns/explore/?{WEEKLY}&amp;group=month" in text

    def test_the_table_shows_the_numbers_of_the_queries(self):
        asked = ReturnsFilter(series="iom-undocumented-weekly")
        cells = aggregates(asked, grain="month")
        table = self.screen(f"{WEEKLY}&group=month").table
        shown = {row[1].text.replace(",", "") for row in table.rows if row[1].text != "no figure"}
        assert shown == {str(cell.value) for cell in cells}

    def test_a_group_counted_in_part_says_so_and_is_not_drawn_whole(self):
        cells = aggregates(ReturnsFilter(series="iom-undocumented-weekly"), grain="month")
        partial = [cell for cell in cells if not cell.complete]
        screen = self.screen(f"{WEEKLY}&group=month")
        assert len(partial) > 0
        hatched = str(screen.chart.svg).count('class="chart__bar-part"')
        assert hatched == 2 * len(partial), "in both widths"
        notes = [row[1].note for row in screen.table.rows]
        assert sum("days counted" in note for note in notes) == len(partial)
        assert "counted in full" in screen.heading

    def test_a_gap_stays_a_gap(self):
        screen = self.screen(f"{WEEKLY}&group=month")
        assert "no figure" in [row[1].text for row in screen.table.rows]
        assert any("No figures: " in sentence for sentence in screen.summary)

    def test_a_year_of_the_source_is_no_gap_in_the_other_calendar(self):
        query = "series=iom-undocumented-yearly"
        gaps = [
            explorer.find(Exploration.from_querystring(address)[0], []).answer.missing()
            for address in (query, f"{query}&calendar=solar_hijri")
        ]
        assert gaps[0] == gaps[1]

    def test_shares_stand_with_their_base_and_make_the_stated_total(self):
        screen = self.screen("series=iom-undocumented-yearly&by=manner&shape=shares")
        labels = [column.label for column in screen.table.columns]
        assert "Stated total" in labels
        assert "of 859,092" in str(screen.chart.svg)

    def test_assisted_people_are_never_stacked_with_others(self):
        for one in queries.series_list():
            if one.edition.count == "assistance":
                view = Exploration(asked=ReturnsFilter(series=one.edition.document.slug))
                assert "manner" not in explorer.explore(view, []).form.state

    def test_counts_that_must_not_be_joined_are_offered_neither_line_nor_sum(self):
        for one in queries.series_list():
            if one.edition.kind != "interval":
                query = f"series={one.edition.document.slug}"
                names = {f.name for g in self.screen(query).form.groups for f in g.fields}
                assert not names & {"group", "compare_from"}, query
                assert self.page(f"{query}&shape=line").status_code == 400
                assert self.page(f"{query}&group=year").status_code == 400

    def test_a_comparison_says_the_difference_and_its_base(self):
        screen = self.screen(VIEWS["compared lines"])
        sums = re.findall(r"\d{1,3}(?:,\d{3})+", screen.heading)
        assert len(sums) == 2
        assert any("% of " in sentence for sentence in screen.summary)
        now, difference = (int(text.replace(",", "")) for text in sums)
        base = int(re.search(r"% of ([\d,]+)", " ".join(screen.summary))[1].replace(",", ""))
        assert now - base == difference

    def test_dates_of_the_other_calendar_are_taken_and_shown(self):
        view, _refused = Exploration.from_querystring(VIEWS["solar dates"])
        assert view.asked.start == date(2020, 3, 20)
        text = self.page(VIEWS["solar dates"]).text
        assert 'value="1399-01-01"' in text
        assert "Khordad 1399" in text
        assert 'value="۱۳۹۹-۰۱-۰۱"' in self.page(VIEWS["solar dates"], "fa").text

    def test_a_persian_page_has_persian_digits_in_its_drawing(self):
        text = self.page(PROVINCES, "fa").text
        drawing = text.split('class="map__svg map__svg--wide"')[1].split("</svg>")[0]
        words = " ".join(re.findall(r"<text[^>]*>([^<]*)<", drawing))
        assert not re.search(r"[0-9]", words), words

    def test_a_view_costs_few_queries_and_is_not_kept(self):
        kept_pages.clear()
        with self.assertNumQueries(9):
            self.page(WEEKLY)
        for n in range(30):
            self.page(f"{WEEKLY}&from=20{n + 10}")
        assert not kept_pages._pages

    def test_every_series_leads_to_its_views_and_the_overview_to_all(self):
        text = self.client.get("/en/returns/series/iom-undocumented-weekly/").text
        assert f"/en/returns/explore/?{WEEKLY}" in text
        assert "/en/returns/explore/" in self.client.get("/en/returns/").text
