"""Views of the explorer as sheets: one page, the very figures of the page, made once."""

import hashlib
import io
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.utils import translation
from pypdf import PdfReader

from iomiran.common.http.turns import Turns
from iomiran.common.languages.chain import PRINTED
from publications import codes, on_request
from publications.infosheets.view import view_key, view_sheet
from publications.infosheets.view_words import WORDS
from publications.models import IssuedFile
from returns import explorer
from returns.exploring import Exploration
from returns.tests.explored import EXPLORED
from returns.tests.real_content import RealContentTestCase

from .sheets import bare, text_of

WEEKLY = "series=iom-undocumented-weekly"
MONTHS = f"{WEEKLY}&from=2020&to=2020&group=month"
ANSWERED = {name: query for name, query in EXPLORED.items() if name != "refused"}
# What would be markup, code or the end of something, were it not refused or left alone.
HOSTILE = ('#panic("out")', "'; DROP TABLE x --", "<script>", "../../etc/passwd", "%00", "a" * 5000)


def address(query: str, language: str = "en") -> str:
    return f"/{language}/publications/view-sheet.pdf?{query}"


def pdf(response) -> PdfReader:
    assert response.status_code == 200
    return PdfReader(io.BytesIO(response.content))


def found(query: str) -> explorer.Found:
    return explorer.find(*Exploration.from_querystring(query))


def on_record():
    """Sheets of views; those of publications stand there too."""
    return IssuedFile.objects.filter(publication=None)


@pytest.mark.usefixtures("own_uploads")
class ViewSheetsTest(RealContentTestCase):
    def setUp(self):
        on_request.sheets.allowances.forget()

    def get(self, query: str, language: str = "en", **how):
        return self.client.get(address(query, language), **how)

    # --- What it says --------------------------------------------------------------

    def test_every_picture_of_the_explorer_stands_on_one_page(self):
        for query in ANSWERED.values():
            for language in PRINTED:
                page = pdf(self.get(query, language))
                assert len(page.pages) == 1, (language, query)
                assert page.trailer["/Root"]["/Lang"] == language

    def test_the_rows_of_the_table_are_those_of_the_page_and_none_is_made_up(self):
        for name in ("months", "crossings", "comparison", "shares"):
            for language in PRINTED:
                with translation.override(language):
                    screen = explorer.explore(*Exploration.from_querystring(ANSWERED[name]))
                    sheet = view_sheet(found(ANSWERED[name]), language)
                rows = [[cell.text for cell in row] for row in screen.table.rows]
                width = len(screen.table.columns)
                shown = [[value.text for value in row[:width]] for row in sheet.table.rows]
                assert shown in (rows[: len(shown)], rows[-len(shown) :]), (name, language)
                assert sheet.table.all == len(rows)
                assert sheet.head.title == screen.heading
                assert sheet.caveat.text == screen.about.caveat

    def test_what_can_be_read_in_the_file_is_the_table_of_the_page(self):
        words = bare(text_of(pdf(self.get(MONTHS))))
        screen = explorer.explore(*Exploration.from_querystring(MONTHS))
        assert len(screen.table.rows) > 8
        assert WORDS["en"]["shortened"].partition("{}")[0] not in words
        for row in screen.table.rows:
            assert bare("".join(cell.text for cell in row)) in words
        for said in (screen.heading, screen.about.scope, screen.about.caveat):
            assert bare(said) in words
        release = found(MONTHS).release
        assert f"/en/returns/series/iom-undocumented-weekly/releases/{release.number}/" in words

    def test_a_persian_file_has_the_figures_of_the_persian_page(self):
        words = bare(text_of(pdf(self.get(MONTHS, "fa"))))
        with translation.override("fa"):
            screen = explorer.explore(*Exploration.from_querystring(MONTHS))
        values = [cell.text for row in screen.table.rows for cell in row if cell.numeric]
        assert [value for value in values if bare(value) not in words] == []

    def test_a_table_that_is_too_long_says_how_much_of_it_is_there(self):
        sheet = view_sheet(found(WEEKLY), "en")
        words = text_of(pdf(self.get(WEEKLY)))
        before, _place, after = WORDS["en"]["shortened"].partition("{}")
        count = int(words.partition(before)[2].split()[0])
        assert 3 <= count < sheet.table.all
        assert after.format(sheet.table.all_text) in words
        first, last, next_one = (sheet.table.rows[place][1].text for place in (0, count - 1, count))
        assert first in words
        assert last in words
        assert f"{sheet.table.rows[count][0].text} {next_one}" not in words

    def test_dari_readers_get_the_persian_sheet_and_pashto_readers_the_english_one(self):
        for language, printed in (("fa-af", "fa"), ("ps", "en")):
            response = self.get(MONTHS, language)
            assert response["Content-Language"] == printed
            assert response.content == self.get(MONTHS, printed).content
            assert f"-{printed}.pdf" in response["Content-Disposition"]

    def test_the_explorer_offers_the_sheet_of_what_it_shows(self):
        text = self.client.get(f"/en/returns/explore/?{MONTHS}").text.replace("&amp;", "&")
        offered = text.partition('href="/en/publications/view-sheet.pdf?')[2].partition('"')[0]
        assert pdf(self.get(offered)).pages
        with translation.override("en"):
            assert view_key(found(offered)) == view_key(found(MONTHS))

    # --- Made once -----------------------------------------------------------------

    def test_the_same_view_is_the_same_file_however_it_is_asked_for(self):
        one = self.get(MONTHS)
        shuffled = "&".join(reversed(MONTHS.split("&"))) + "&shape=bars&calendar=gregorian&x=1"
        assert self.get(shuffled)["ETag"] == one["ETag"]
        for name in on_request.sheets.kept.path.iterdir():
            name.unlink()
        again = self.get(shuffled)
        assert (again.content, again["ETag"]) == (one.content, one["ETag"])
        issued = on_record().get()
        assert issued.sha256 == hashlib.sha256(one.content).hexdigest()
        assert issued.key == view_key(found(MONTHS))
        assert codes.printed(issued.code) in text_of(pdf(one))

    def test_who_asks_for_the_head_or_has_the_file_makes_none(self):
        head = self.client.head(address(MONTHS))
        assert (head.status_code, head.getvalue()) == (200, b"")
        assert "Content-Length" not in head
        assert not on_record().exists()
        assert self.get(MONTHS, headers={"if-none-match": head["ETag"]}).status_code == 304
        assert not on_record().exists()
        made = self.get(MONTHS)
        assert made["ETag"] == head["ETag"]
        assert made["X-Robots-Tag"] == "noindex"
        assert made["Content-Disposition"].startswith("inline")
        assert int(self.client.head(address(MONTHS))["Content-Length"]) == len(made.content)

    def test_while_nothing_can_be_written_sheets_are_made_and_not_kept(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        assert pdf(self.get(MONTHS)).pages
        assert not on_request.sheets.kept.path.exists()

    def test_a_file_is_kept_only_where_it_is_on_record(self):
        with translation.override("en"):
            view = found(MONTHS)
            sheet, key = view_sheet(view, "en"), view_key(view)

        def refuse(**file):
            raise IntegrityError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(on_request, "issue_file", refuse)
            assert on_request._make(sheet, key)[1] is False
        assert on_request._make(sheet, key)[1] is True
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(on_request, "issue_file", refuse)
            assert on_request._make(sheet, key)[1] is True

    def test_with_the_next_release_a_sheet_is_no_longer_current(self):
        self.get(MONTHS)
        self.get("series=iom-undocumented-by-crossing")
        release = found(MONTHS).release
        on_request.replace_views(edition=release, by=None)
        assert on_record().filter(replaced_at=None).count() == 2
        release.number += 1
        on_request.replace_views(edition=release, by=None)
        assert [sheet.key for sheet in on_record().exclude(replaced_at=None)] == [
            view_key(found(MONTHS))
        ]

    # --- Bad input and too much of it ------------------------------------------------

    def test_a_query_that_cannot_be_answered_is_refused_in_the_language_of_the_reader(self):
        for query in ("", "series=nothing", f"{WEEKLY}&group=decade", f"{WEEKLY}&from=x"):
            for language in ("en", "fa", "ps"):
                refused = self.get(query, language)
                assert refused.status_code == 400, query
                assert f'lang="{language}"' in refused.text
        assert not on_record().exists()

    def test_hostile_queries_are_refused_or_leave_no_trace(self):
        for value in HOSTILE:
            for name in ("series", "from", "place", "by", "group", "shape", "compare_from"):
                refused = self.client.get(
                    address(""), {"series": "iom-undocumented-weekly"} | {name: value}
                )
                assert refused.status_code == 400, (name, value)
                assert "<script>" not in refused.text.partition("<main")[2].partition("</main")[0]
        many = "&".join(f"x{number}=1" for number in range(200))
        assert self.get(f"{WEEKLY}&{many}").status_code == 400
        made = self.client.get(address(""), {"series": "iom-undocumented-weekly", "note": "<b>#x"})
        assert "<b>#x" not in text_of(pdf(made))
        assert "note" not in on_record().get().key

    def test_one_client_has_so_many_made_a_minute_and_what_is_kept_is_free(self):
        kept = f"{WEEKLY}&from=2020&to=2020"
        self.get(kept)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(on_request.sheets.allowances, "most", 1)
            refused = self.get(f"{WEEKLY}&from=2019&to=2019", "fa")
            assert refused.status_code == 429
            assert 1 <= int(refused["Retry-After"]) <= 60
            assert refused["Cache-Control"] == "no-store"
            assert 'href="/fa/returns/explore/?series=' in refused.text
            assert self.get(kept).status_code == 200

    def test_who_finds_no_turn_is_told_when_to_ask_again(self):
        turns = Turns(1, patience=0)
        with pytest.MonkeyPatch.context() as patch, turns.taken():
            patch.setattr(on_request.sheets, "turns", turns)
            busy = self.get(MONTHS)
        assert (busy.status_code, busy["Retry-After"]) == (503, "5")
        assert address(MONTHS).replace("&", "&amp;") in busy.text

    def test_a_view_that_has_no_room_on_a_page_is_refused_in_words(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(on_request, "view_sheet", _endless)
            refused = self.get(MONTHS)
        assert refused.status_code == 500
        assert "/en/returns/explore/?series=" in refused.text
        assert not on_record().exists()

    def test_the_questions_of_a_sheet_do_not_grow_with_its_rows(self):
        self.get(MONTHS)
        with self.assertNumQueries(13):
            self.get(f"{WEEKLY}&from=2020&to=2020")


def _endless(answer, language):
    sheet = view_sheet(answer, language)
    caveat = replace(sheet.caveat, text="Example words. " * 2000)
    return replace(sheet, caveat=caveat)
