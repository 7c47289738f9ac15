"""The code and the square by which a reader asks whether a sheet is ours."""

import re
from dataclasses import asdict

import pytest
import segno
from django.core.management import call_command

from iomiran.common.nav import site_url
from iomiran.common.typeset import engine
from programmes.tests.factories import make_programme
from publications.codes import printed
from publications.infosheets import seal
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import TEMPLATES, printed_sheet
from publications.infosheets.seal import QUIET, qr_svg
from publications.models import IssuedFile

from .factories import make_publication
from .sheets import bare, pdf_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


def dark_of(svg: str) -> set[tuple[int, int]]:
    """Where the drawing has dark modules, the white around them taken off."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg)
    return {
        (x, int(y) - QUIET)
        for start, y, length in runs
        for x in range(int(start) - QUIET, int(start) - QUIET + int(length))
    }


def test_the_square_is_drawn_module_for_module():
    address = "https://portal.example.org/verify/7K3M9P2QX"
    matrix = segno.make(address, error="m", micro=False).matrix
    wanted = {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    drawing = qr_svg(address)
    assert dark_of(drawing) == wanted
    side = len(matrix) + 2 * QUIET
    assert f'viewBox="0 0 {side} {side}"' in drawing


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_sheet_shows_its_code_and_where_to_ask(language):
    programme = make_programme()
    sheet = sheet_for(f"programme:{programme.document.slug}", language)
    made = printed_sheet(sheet)
    pdf = pdf_of(programme, language)
    found = bare(text_of(pdf))
    assert printed(made.code) in found
    assert site_url(f"/verify/{made.code}") in found
    assert made.code in pdf.metadata["/Keywords"].replace("-", "")


def test_the_same_content_has_the_same_bytes_and_code():
    programme = make_programme()
    name = f"programme:{programme.document.slug}"
    first, again = (printed_sheet(sheet_for(name, "en")) for _time in range(2))
    assert asdict(first) == asdict(again)
    type(programme).objects.filter(pk=programme.pk).update(summary_en="Other words.")
    assert printed_sheet(sheet_for(name, "en")).code != first.code


@pytest.mark.parametrize("of", ["engine", "sheet"])
def test_another_way_of_setting_it_has_another_code(monkeypatch, tmp_path, of):
    template = TEMPLATES / "programme.typ"
    before = seal.seal({}, template).code
    other = tmp_path / "other.py"
    other.write_text("SIZES = (9.0,)")
    if of == "engine":
        monkeypatch.setattr(engine, "SOURCE", other)
    else:
        monkeypatch.setattr(seal, "SHAPING", (other,))
    assert seal.seal({}, template).code != before


def test_two_publications_of_one_content_have_two_codes():
    sheet = sheet_for(f"programme:{make_programme().document.slug}", "en")
    codes = {printed_sheet(sheet, stands_at=place).code for place in ("", "one", "other")}
    assert len(codes) == 3


def test_the_printed_code_is_that_of_the_file_on_record():
    programme = make_programme()
    name = f"programme:{programme.document.slug}"
    editions = [make_publication(generator=name) for _publication in range(2)]
    call_command("make_infosheets", verbosity=0)
    for edition in editions:
        for language in ("en", "fa"):
            issued = IssuedFile.objects.get(publication=edition.document, key=language)
            made = printed_sheet(sheet_for(name, language), stands_at=edition.document.slug)
            assert issued.generated
            assert issued.code == made.code
