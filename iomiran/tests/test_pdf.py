"""PDF files that staff send: what is refused, and what is told of those that are taken."""

import pytest
from django.core.exceptions import ValidationError

from iomiran.common.files import checking
from iomiran.common.files.pdf import asking, contents
from iomiran.common.files.pdf.contents import opened, page_texts
from publications.tests.factories import pdf_bytes

from . import pdf


def refusal_of(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        checking.check_document(content, "example.pdf")
    assert len(refused.value.messages) == 1
    return refused.value.messages[0]


@pytest.mark.parametrize(
    "change",
    [
        pdf.on_opening,
        pdf.by_name,
        pdf.on_a_page,
        pdf.in_a_link,
        pdf.in_a_field,
        pdf.in_a_form_of_its_own,
    ],
)
def test_a_script_is_refused_wherever_it_lies(change):
    assert "scripts" in refusal_of(pdf.changed(change))


def test_a_script_is_found_however_its_name_is_spelled():
    plain = pdf_bytes()
    spelled = b"/Type /Catalog /OpenAction << /S /J#61vaScript /J#53 (x) >>"
    content = plain.replace(b"/Type /Catalog", spelled)
    assert "scripts" in refusal_of(content)


def test_a_word_that_only_looks_like_a_script_is_none():
    content = pdf.changed(lambda one: one.docinfo.update({"/Title": "On /JS and /Launch"}))
    taken = checking.check_document(content, "example.pdf")
    assert (taken.pages, taken.title) == (2, "On /JS and /Launch")


def test_what_starts_a_program_is_refused():
    assert "starts programs" in refusal_of(pdf.changed(pdf.launching))


@pytest.mark.parametrize(
    ("name", "content"),
    [("example.exe", b"x"), ("Example.JS ", b"x"), ("example.txt", b"MZ\x90\x00"), ("a", b"#!/x")],
)
def test_an_attached_program_is_refused_by_its_name_and_by_its_content(name, content):
    assert "program is attached" in refusal_of(pdf.changed(pdf.attached(name, content)))


def test_an_attached_table_is_no_program():
    content = pdf.changed(pdf.attached("example.csv", b"place,persons\n"))
    assert checking.check_document(content, "example.pdf").pages == 2


def test_a_file_that_asks_for_a_password_is_refused():
    assert "asks for a password" in refusal_of(pdf.locked(user="example"))


def test_a_file_that_forbids_copying_is_taken_with_a_warning():
    taken = checking.check_document(pdf.locked(), "example.pdf")
    assert taken.contents.texts[0].endswith("page1")
    assert ["forbids readers to copy" in said for said in taken.warnings()] == [True]


def test_a_file_without_a_page_is_refused():
    assert "no page" in refusal_of(pdf.changed(pdf.without_pages))


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"\x00\xff" * 500 + b"\n%%EOF\n"],
)
def test_a_damaged_file_is_refused(content):
    assert "damaged" in refusal_of(content)


def test_a_file_that_was_cut_off_in_the_middle_is_refused():
    whole = pdf.changed(lambda one: None)
    assert "damaged" in refusal_of(whole[: len(whole) // 2] + b"\n%%EOF\n")


def test_pages_and_their_texts_are_told():
    taken = checking.check_document(pdf_bytes("example words", pages=3), "example.pdf")
    assert taken.pages == 3
    assert taken.contents.texts == [f"example words page{number}" for number in (1, 2, 3)]
    assert (taken.contents.cover.width, taken.contents.cover.height) == (360, 510)
    assert taken.warnings() == []


def test_a_file_without_text_is_taken_and_told():
    taken = checking.check_document(pdf.without_text(), "a scan.pdf")
    assert "has no text" in taken.warnings()[0]


def test_a_file_of_many_pages_is_left_to_the_worker(monkeypatch):
    monkeypatch.setattr(asking, "SMALL_PAGES", 2)
    taken = checking.check_document(pdf_bytes(pages=3), "example.pdf")
    assert (taken.pages, taken.contents) == (3, None)


def test_what_takes_too_long_is_stopped_and_refused(monkeypatch):
    monkeypatch.setattr(asking, "IN_REQUEST", 0.01)
    assert "too long" in refusal_of(pdf_bytes())


def test_who_finds_another_file_being_read_is_told_so(monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", 0)
    with asking._one:
        assert "Other files are being checked" in refusal_of(pdf_bytes())


def test_several_files_together_have_so_much_time(monkeypatch):
    content = pdf_bytes()
    with asking.within(asking.IN_REQUEST):  # the worker has more time for what it holds
        taken = checking.check_document(content, "example.pdf")
    assert (taken.pages, taken.contents) == (2, None)
    with asking.within(0):
        assert "too long" in refusal_of(content)


def test_what_was_read_before_it_was_stopped_is_kept():
    answer = b'{"pages": 3, "restricted": false, "title": ""}\n{"text": "one"}\n{"text": "tw'
    found = asking._understood(answer, too_slow=True)
    assert (found.pages, found.contents.texts, found.contents.whole) == (3, ["one"], False)


def test_a_process_that_dies_over_a_file_leaves_the_server_standing(monkeypatch):
    monkeypatch.setattr(asking.sys, "executable", "/bin/false")
    assert "damaged" in refusal_of(pdf_bytes())


def test_only_so_many_pages_and_signs_of_text_are_read(monkeypatch):
    monkeypatch.setattr(contents, "MOST_PAGES", 2)
    monkeypatch.setattr(contents, "MOST_TEXT", 4)
    with opened(pdf_bytes("words", pages=3)) as document:
        assert list(page_texts(document)) == ["word", "word"]


def test_a_page_longer_than_a_cover_is_shown_by_its_beginning():
    content = pdf_bytes().replace(b"[0 0 595 842]", b"[0 0 100 999]")
    with opened(content) as document:
        drawn = contents.cover(document)
    assert (drawn.width, drawn.height) == (360, 540)
