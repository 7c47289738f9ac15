"""What a reader takes along beside the data: pictures, citations, frames, honest sizes."""

import re
import struct
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from html import unescape

from django.utils import translation

from returns import exports, queries
from returns.exports.sizes import sizes
from returns.filters import ReturnsFilter
from returns.models import SeriesEdition
from returns.presenters.citations import citation
from returns.presenters.take_along import size_text

from .real_content import RealContentTestCase

SLUG = "iom-undocumented-weekly"
ADDRESS = f"returns/series/{SLUG}"
LANGUAGES = ("en", "fa", "fa-af", "ps")


class TestTakeAlong(RealContentTestCase):
    def test_a_chart_is_a_picture_of_two_pixels_a_point_in_every_language(self):
        for language in LANGUAGES:
            response = self.client.get(f"/{language}/{ADDRESS}/chart-1.png")
            assert response["Content-Type"] == "image/png"
            assert response.content.startswith(b"\x89PNG\r\n")
            width, height = struct.unpack(">II", response.content[16:24])
            drawing = self.client.get(f"/{language}/{ADDRESS}/chart-1.svg").text
            size = re.search(r'width="([\d.]+)" height="([\d.]+)"', drawing)
            assert abs(width - 2 * float(size[1])) <= 1
            assert abs(height - 2 * float(size[2])) <= 2

    def test_a_drawing_says_its_scope_source_licence_and_release(self):
        drawing = self.client.get(f"/en/{ADDRESS}/chart-1.svg").text
        ElementTree.fromstring(drawing)
        for words in (
            "counts undocumented Afghans",
            "Source:",
            "Licence:",
            "Release 1",
            "releases/1/",
        ):
            assert words in drawing
        assert "<script" not in drawing

    def test_the_picture_of_a_map_carries_the_footnote_on_boundaries(self):
        for address in (
            "returns/series/unhcr-returned-refugees-by-province/chart-1",
            "returns/crossings-and-centres",
        ):
            drawing = self.client.get(f"/en/{address}.svg").text
            assert "do not imply official endorsement" in drawing
            assert self.client.get(f"/fa/{address}.png").content.startswith(b"\x89PNG")

    def test_the_charts_and_the_map_of_the_overview_are_pictures_and_frames_too(self):
        for language in ("en", "fa"):
            page = self.client.get(f"/{language}/returns/").text
            pictures = re.findall(r'href="([^"]+/returns/[^"]+[.](?:png|svg)[^"]*)"', page)
            assert len(pictures) == 2 * (3 + 1)
            frames = re.findall(rf"/{language}/embed/returns/[^ ]*?&quot;", page)
            assert len(frames) == 3
            frames = [unescape(unescape(frame)).strip('"') for frame in frames]
            for address in (*pictures, *frames):
                assert self.client.get(address).status_code == 200, address

    def test_the_size_of_a_picture_on_the_overview_is_that_of_the_file(self):
        page = self.client.get("/en/returns/").text
        link = r'href="([^"]+/returns/[^"]+[.]svg[^"]*)">.*?<span class="take-along__size">([^<]*)<'
        found = re.findall(link, page, re.DOTALL)
        assert len(found) == 3 + 1
        for address, said in found:
            with translation.override("en"):
                size = size_text(len(self.client.get(address).content), about=False)
            assert said == size, address

    def test_a_chart_that_is_not_there_is_not_found(self):
        for number in ("0", "9", "99999999999999999999"):
            assert self.client.get(f"/en/{ADDRESS}/chart-{number}.svg").status_code == 404

    def test_the_same_drawing_is_made_into_a_picture_once(self):
        first = self.client.get(f"/en/{ADDRESS}/chart-1.png?from=2020").content
        assert self.client.get(f"/en/{ADDRESS}/chart-1.png?from=2020").content == first
        assert exports.pictures._bytes <= exports.pictures.most

    def test_bibtex_names_publisher_release_and_permanent_address(self):
        text = self.client.get(f"/en/{ADDRESS}.bib").text
        assert re.match(r"@misc\{iom-undocumented-weekly-1,\n", text)
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, flags=re.MULTILINE))
        assert fields["author"] == "{IOM}"
        assert fields["url"].endswith(f"/en/{ADDRESS}/releases/1/")
        assert "urldate" not in fields
        assert "[date]" in fields["note"]
        assert text.count("{") == text.count("}")

    def test_the_day_of_reading_is_given_by_the_address(self):
        text = self.client.get(f"/en/{ADDRESS}.bib?read=2026-01-31").text
        assert "urldate = {2026-01-31}" in text
        assert self.client.get(f"/en/{ADDRESS}.bib?read=yesterday").status_code == 400

    def test_ris_is_a_record_of_lines_with_tags(self):
        text = self.client.get(f"/fa/{ADDRESS}.ris?read=2026-01-31").content.decode()
        lines = text.removesuffix("\r\n").split("\r\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
        assert lines[0] == "TY  - DATA"
        assert lines[-1] == "ER  - "
        assert "Y2  - 2026/01/31" in lines

    def test_a_headline_figure_is_cited_with_its_period_and_release(self):
        text = self.client.get("/en/returns/figures/returns-2025-h1.bib").text
        assert "714,572" in text
        assert "releases/1/" in text
        assert "/en/returns/figures/returns-2025-h1.ris" in self.client.get("/en/returns/").text
        assert self.client.get("/en/returns/figures/nothing.ris").status_code == 404

    def test_the_day_of_a_release_is_that_of_the_portal(self):
        edition = SeriesEdition.objects.published().get(document__slug=SLUG)
        release = queries.live_release(edition)
        release.published_at = datetime(2021, 5, 1, 23, 30, tzinfo=UTC)
        assert citation(edition, release).issued == "2021-05-02"

    def test_the_page_leaves_the_day_to_be_filled_in(self):
        text = self.client.get(f"/en/{ADDRESS}/").text
        assert "<span data-take-along-day>[date]</span>" in text
        assert f"{ADDRESS}/releases/1/" in text

    def test_a_chart_may_be_framed_anywhere_and_runs_nothing(self):
        for language in LANGUAGES:
            response = self.client.get(
                f"/{language}/embed/returns/?series={SLUG}&country=IRN&chart=1"
            )
            assert response.status_code == 200
            assert "frame-ancestors *" in response["Content-Security-Policy"]
            assert "X-Frame-Options" not in response
            assert "<script" not in response.text
            assert 'name="robots" content="noindex"' in response.text
            assert f"/{language}/{ADDRESS}/?country=IRN" in response.text.replace("&amp;", "&")
            assert "<h1" in response.text
            assert "Source:" in response.text or language != "en"

    def test_a_frame_says_what_it_did_not_understand(self):
        for query in ("", "?series=iom-undocumented-weekly&chart=x", f"?series={SLUG}&sex=x"):
            response = self.client.get(f"/en/embed/returns/{query}")
            assert response.status_code == 400
            assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert self.client.get("/en/embed/returns/?series=nothing&chart=1").status_code == 404

    def test_the_code_to_copy_is_there_for_every_language(self):
        text = self.client.get(f"/fa/{ADDRESS}/").text
        for language in LANGUAGES:
            assert f"/{language}/embed/returns/?series={SLUG}" in text

    def test_the_sizes_that_a_page_says_are_nearly_those_of_the_files(self):
        for language, series in (("en", queries.series_list()), ("fa", queries.series_list()[:3])):
            for answer in series:
                slug = answer.edition.document.slug
                with translation.override(language):
                    extract = exports.observations_extract(
                        answer.edition, answer.release, ReturnsFilter(), path="/"
                    )
                    said, over = sizes(extract)
                assert not over
                for ending, size in said.items():
                    file = self.client.get(f"/{language}/returns/series/{slug}.{ending}")
                    assert 0.75 < size / len(file.getvalue()) < 1.3, (slug, ending)

    def test_every_file_that_a_page_offers_is_there(self):
        text = self.client.get(f"/fa/{ADDRESS}/?country=IRN").text
        offered = set(re.findall(r'href="(/fa/returns/series/[^"]+\.\w+(?:\?[^"]*)?)"', text))
        endings = {address.split("?")[0].rsplit(".", 1)[1] for address in offered}
        assert endings == {"csv", "xlsx", "json", "zip", "png", "svg", "bib", "ris"}
        for address in offered:
            response = self.client.get(address.replace("&amp;", "&"))
            assert response.status_code == 200, address
            assert response.getvalue()
