"""Every kind of sheet in both languages, judged by tools that are not ours.

Of the real content: PDF/UA-1 by veraPDF, the syntax of the file by qpdf.
"""

import pytest
from pypdf import PdfReader, PdfWriter

from publications.infosheets.words import LANGUAGES

from .every_sheet import Sheet, every_sheet, kinds
from .proving import qpdf, verapdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
# The profile of PDF/UA-1 as the locked version of the engine has it.
RULES = 106


@pytest.fixture(scope="module")
def sheets(real_content, tmp_path_factory) -> list[Sheet]:
    return every_sheet(tmp_path_factory.mktemp("sheets"))


def without(sheet: Sheet, name: str, path):
    """The sheet without an entry of its catalogue, written to `path`."""
    writer = PdfWriter(clone_from=PdfReader(sheet.path))
    del writer.root_object[name]
    writer.write(path)
    return path


def test_every_kind_is_proven_in_every_language(sheets):
    """Else publish one in publications/content, or add it to every_sheet.made_on_request."""
    found = {(sheet.kind, sheet.language) for sheet in sheets}
    assert found == {(kind, language) for kind in kinds() for language in LANGUAGES}


def test_no_rule_of_pdf_ua_fails_on_any_sheet(sheets, tmp_path):
    """One run for all: Java starts once. What breaks the rules is found in the same run."""
    untagged = without(sheets[0], "/MarkInfo", tmp_path / "untagged.pdf")
    nameless = without(sheets[0], "/Lang", tmp_path / "nameless.pdf")
    *found, of_untagged, of_nameless = verapdf([*(x.path for x in sheets), untagged, nameless])
    assert {verdict.rules for verdict in found} == {RULES}
    assert min(verdict.checks for verdict in found) > 1000
    failed = {str(sheet): x.failed for sheet, x in zip(sheets, found, strict=True) if x.failed}
    assert failed == {}
    assert [rule.split()[0] for rule in of_untagged.failed] == ["6.2-1"]
    assert of_nameless.failed


def test_the_syntax_of_every_file_is_sound(sheets, tmp_path):
    assert {str(sheet): said for sheet in sheets if (said := qpdf(sheet.path))} == {}
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(sheets[0].path.read_bytes()[:-400])
    assert qpdf(damaged)
