"""Reading what people really send: every kind of file, and every fault by its place."""

import io
import struct
import zipfile
from datetime import date

import pytest

from returns.importing.received import NotReadable, archive, open_received
from returns.importing.received.sheets import look_at_xlsx
from returns.importing.received.workbook import Workbook

from .received_files import (
    HEADER,
    ROWS,
    TEXT_ROWS,
    csv_text,
    encrypted_workbook,
    ods,
    with_parts,
    write,
    xlsx,
    zipped,
)

PERSIAN_HEADER = ["از تاريخ", "تا تاريخ", "گذرگاه", "تعداد"]


def read(folder, name, content, **given):
    received = open_received(write(folder, name, content), name, **given)
    return received, received.tables[0], list(received.tables[0].rows())


def faults(folder, name, content):
    with pytest.raises(NotReadable) as refusal:
        read(folder, name, content)
    assert all(fault.reason and fault.file == name for fault in refusal.value.faults)
    return refusal.value.faults


def rules(folder, name, content):
    return [fault.rule for fault in faults(folder, name, content)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_with_any_delimiter_in_any_unicode(tmp_path, delimiter, encoding):
    content = csv_text(delimiter=delimiter).encode(encoding)
    received, table, rows = read(tmp_path, "a.csv", content)
    assert table.header == HEADER
    assert rows == TEXT_ROWS
    assert table.first_row == 2
    assert received.delimiter == delimiter
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}
    assert received.encoding == plain.get(encoding, encoding)


def test_windows_1256_is_told_from_utf_8_and_from_windows_1252(tmp_path):
    persian = csv_text(PERSIAN_HEADER).encode("cp1256")
    received, table, _rows = read(tmp_path, "a.csv", persian)
    assert (received.encoding, table.header) == ("cp1256", PERSIAN_HEADER)
    received, table, _rows = read(tmp_path, "b.csv", csv_text(PERSIAN_HEADER))
    assert (received.encoding, table.header) == ("utf-8", PERSIAN_HEADER)
    western = csv_text([*HEADER[:3], "nombre déclaré à l’été"]).encode("cp1252")
    received, table, _rows = read(tmp_path, "c.csv", western)
    assert (received.encoding, table.header[-1]) == ("cp1252", "nombre déclaré à l’été")


def test_the_encoding_and_the_delimiter_can_be_given(tmp_path):
    content = "note;value\r\nدر;1\r\n".encode("cp1256")
    received, _table, rows = read(tmp_path, "a.csv", content, encoding="cp1252", delimiter=";")
    assert rows == [["ÏÑ", "1"]]
    assert received.encoding == "cp1252"


def test_names_are_found_below_titles_and_rows_keep_their_numbers(tmp_path):
    above = [["Weekly example report"], [], ["Printed on", "2021-02-01"]]
    _received, table, rows = read(tmp_path, "a.csv", csv_text(above=above))
    assert (table.header, table.first_row) == (HEADER, 5)
    assert rows == TEXT_ROWS
    sheet = [*above, HEADER, *ROWS]
    _received, table, rows = read(tmp_path, "a.xlsx", xlsx({"Example": sheet}))
    assert (table.header, table.first_row, rows) == (HEADER, 5, TEXT_ROWS)


def test_an_hxl_row_is_recognised_and_never_data(tmp_path):
    tags = ["#date+start", "#date+end", "#country+from", "#value"]
    _received, table, rows = read(tmp_path, "a.csv", csv_text(above=[HEADER], header=tags))
    assert (table.header, table.hxl, table.first_row, rows) == (HEADER, tags, 3, TEXT_ROWS)
    _received, table, rows = read(tmp_path, "b.csv", csv_text(header=tags))
    assert (table.header, table.hxl, rows) == (tags, tags, TEXT_ROWS)


def test_a_cell_may_run_over_lines_and_a_blank_row_stays_blank(tmp_path):
    content = 'period_end,value,note\n2021-01-09,1,"two\nlines, one cell"\n\n2021-01-16,2,\n'
    _received, table, rows = read(tmp_path, "a.csv", content)
    assert rows == [["2021-01-09", "1", "two\nlines, one cell"], [], ["2021-01-16", "2", ""]]
    assert table.sample(5) == [rows[0], rows[2]]


def test_excels_own_first_line_names_the_delimiter(tmp_path):
    received, table, rows = read(tmp_path, "a.csv", "sep=;\r\n" + csv_text(delimiter=";"))
    assert (received.delimiter, table.first_row, rows) == (";", 3, TEXT_ROWS)


def test_columns_of_one_name_are_told_apart(tmp_path):
    _received, table, _rows = read(tmp_path, "a.csv", "value,value,,note\n1,2,3,x\n")
    assert table.header == ["value", "value (2)", "[C]", "note"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_plain_file_is_handed_on_as_utf_8_from_its_first_data_row(tmp_path, encoding):
    content = csv_text(PERSIAN_HEADER, delimiter=";").encode(encoding)
    received = open_received(write(tmp_path, "a.csv", content), "a.csv")
    file, delimiter = received.tables[0].copy_source()
    with file:
        assert file.read().decode() == csv_text(ROWS[0], ROWS[1:], delimiter=";")
    assert delimiter == ";"


def test_a_workbook_gives_what_a_csv_would(tmp_path):
    days = [
        [date(2021, 1, 3), date(2021, 1, 9), "IRN", 101.0],
        [date(2021, 1, 10), date(2021, 1, 16), "IRN", 102],
    ]
    _received, table, rows = read(tmp_path, "a.xlsx", xlsx({"Example": [HEADER, *days]}))
    assert (table.sheet, table.header, rows) == ("Example", HEADER, TEXT_ROWS)
    _received, table, rows = read(tmp_path, "a.ods", ods([HEADER, *ROWS]))
    assert (table.sheet, table.header, rows) == ("Example", HEADER, TEXT_ROWS)


def test_every_sheet_with_a_table_is_offered_and_hidden_ones_are_not(tmp_path):
    sheets = {
        "One": [HEADER, *ROWS],
        "Words": [["only a title"]],
        "Two": [HEADER, ROWS[1]],
        "Old": [HEADER, *ROWS],
    }
    received, _table, _rows = read(tmp_path, "a.xlsx", xlsx(sheets, hidden=["Old"]))
    assert [table.sheet for table in received.tables] == ["One", "Two"]
    assert list(received.table("Two").rows()) == TEXT_ROWS[1:]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"", "empty"),
        ("a.csv", ",".join(HEADER), "header_only"),
        ("a.xlsx", xlsx({"Example": [HEADER]}), "header_only"),
        ("a.ods", ods([HEADER]), "header_only"),
        ("a.csv", "1,2\n3,4\n", "no_header"),
        ("a.xlsx", xlsx({"Example": []}), "no_sheet"),
        ("a.xlsx", encrypted_workbook(), "password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        ("a.xls", b"anything", "old_workbook"),
        ("a.xlsm", b"anything", "macros"),
        ("a.pdf", b"%PDF-1.7", "ending"),
        ("a", b"anything", "ending"),
        ("a.xlsx", csv_text().encode(), "damaged"),
        ("a.csv", xlsx({"Example": [HEADER, *ROWS]}), "not_what_it_says"),
        ("a.csv", b"<html><table><tr><td>1</td></tr></table>", "not_what_it_says"),
        ("a.xlsx", ods([HEADER, *ROWS]), "not_what_it_says"),
        ("a.ods", xlsx({"Example": [HEADER, *ROWS]}), "not_what_it_says"),
        ("a.xlsx", xlsx({"Example": [HEADER, *ROWS]})[:-400], "damaged"),
        ("a.xlsx", with_parts(xlsx({"E": [HEADER, *ROWS]}), {"xl/vbaProject.bin": b"x"}), "macros"),
        ("a.ods", ods([HEADER, *ROWS], extra={"Basic/Standard/Module1.xml": "x"}), "macros"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"0" * 40_000_000}), "bomb"),
        ("a.csv", csv_text().replace("IRN", "I\x00N"), "binary"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(tmp_path, name, content, rule):
    assert rules(tmp_path, name, content) == [rule]


def test_an_open_quotation_mark_is_named_by_its_row(tmp_path):
    content = csv_text() + '2021-01-17,2021-01-23,"IRN,103\r\n'
    with pytest.raises(NotReadable) as refusal:
        read(tmp_path, "a.csv", content)
    (fault,) = refusal.value.faults
    assert (fault.rule, fault.row) == ("open_quote", 4)


def test_bytes_that_are_no_text_are_named_by_their_row(tmp_path):
    path = write(tmp_path, "a.csv", csv_text().encode() + "x,y,ä,1".encode("cp1252"))
    with pytest.raises(NotReadable) as refusal:
        list(open_received(path, "a.csv", encoding="utf-8").tables[0].rows())
    (fault,) = refusal.value.faults
    assert (fault.rule, fault.row, fault.value) == ("encoding", 4, "utf-8")


def test_each_formula_is_named_by_its_cell(tmp_path):
    rows = [HEADER, *ROWS, ["2021-01-17", "2021-01-23", "=C2", "=SUM(D2:D3)"]]
    found = faults(tmp_path, "a.xlsx", xlsx({"Example": rows}))
    assert [(f.sheet, f.row, f.column, f.value) for f in found] == [
        ("Example", 4, "C", "=C2"),
        ("Example", 4, "D", "=SUM(D2:D3)"),
    ]
    (fault,) = faults(tmp_path, "a.ods", ods([HEADER, *ROWS], 'table:formula="of:=[.D2]+1"'))
    assert (fault.rule, fault.row, fault.column, fault.value) == ("formula", 3, "D", "=[.D2]+1")


def test_a_sheet_with_room_for_too_many_cells_is_refused_before_it_is_opened(tmp_path):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    )
    whole = xlsx({"Example": [HEADER, *ROWS]})
    (fault,) = faults(tmp_path, "a.xlsx", with_parts(whole, {"xl/worksheets/sheet1.xml": sheet}))
    assert (fault.rule, fault.sheet, fault.value) == ("sheet_too_large", "Example", str(2**34))
    repeated = 'table:number-columns-repeated="16384000"'
    assert rules(tmp_path, "a.ods", ods([HEADER, *ROWS], repeated)) == ["sheet_too_large"]


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path):
    honest = xlsx({"Example": [HEADER, *ROWS]})
    named = honest.rindex(b"xl/worksheets/sheet1.xml")
    directory = honest.rindex(b"PK\x01\x02", 0, named)
    lying = honest[: directory + 24] + struct.pack("<I", 10) + honest[directory + 28 :]
    assert rules(tmp_path, "a.xlsx", lying) == ["bomb"]


def test_a_file_over_the_limit_is_refused_unread(tmp_path, settings):
    settings.RETURNS_IMPORT_LIMIT_MB = 1
    (fault,) = faults(tmp_path, "a.csv", b"x" * 1_100_000)
    assert (fault.rule, fault.value) == ("too_large", "1")


def test_entities_are_refused(tmp_path):
    sheet = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    whole = xlsx({"Example": [HEADER, *ROWS]})
    content = with_parts(whole, {"xl/worksheets/sheet1.xml": sheet})
    assert rules(tmp_path, "a.xlsx", content) == ["damaged"]


def test_a_row_with_too_few_cells_stays_short_and_is_shown_in_full_width(tmp_path):
    content = csv_text(rows=[["2021-01-03", "2021-01-09", 101], *ROWS])
    _received, table, rows = read(tmp_path, "a.csv", content)
    assert rows == [["2021-01-03", "2021-01-09", "101"], *TEXT_ROWS]
    assert table.sample(1) == [["2021-01-03", "2021-01-09", "101", ""]]


def test_each_error_of_the_spreadsheet_is_named_by_its_cell(tmp_path):
    whole = xlsx({"Example": [HEADER, *ROWS]})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    value = '<c r="D3"><v>102</v></c>'
    assert value in sheet
    wrong = sheet.replace(value, '<c r="D3" t="e"><v>#N/A</v></c>')
    part = {"xl/worksheets/sheet1.xml": wrong}
    (fault,) = faults(tmp_path, "a.xlsx", with_parts(whole, part))
    assert (fault.rule, fault.sheet, fault.row, fault.column, fault.value) == (
        "error_cell", "Example", 3, "D", "#N/A",
    )  # fmt: skip
    (fault,) = faults(tmp_path, "a.ods", ods([HEADER, *ROWS], 'calcext:value-type="error"'))
    assert (fault.rule, fault.row, fault.column) == ("error_cell", 3, "D")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_no_row_is_lost_whatever_the_line_of_names_ends_in(tmp_path, end):
    rows = csv_text(ROWS[0], ROWS[1:])
    _received, table, _rows = read(tmp_path, "a.csv", ",".join(HEADER) + end + rows)
    source = table.copy_source()
    if source is not None:
        with source[0] as file:
            assert file.read().decode() == rows
    assert list(table.rows()) == TEXT_ROWS
    assert (source is None) == (end == "\r")


def test_a_sheet_is_read_once(tmp_path, monkeypatch):
    opened = []
    usual = Workbook._open
    monkeypatch.setattr(Workbook, "_open", lambda book: opened.append(book) or usual(book))
    read(tmp_path, "a.xlsx", xlsx({"Example": [HEADER, *ROWS]}))
    assert len(opened) == 2  # for the names of the sheets, and for the sheet


def test_a_column_far_down_is_found_whatever_the_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "CHUNK", 8192)
    rows = [[1, 2] for _row in range(900)]
    path = write(tmp_path, "a.xlsx", xlsx({"Example": [*rows, [1] * 30, *rows]}))
    with archive.Archive(path, path.name) as opened:
        (look,) = look_at_xlsx(opened)
    assert (look.columns, look.rows) == (30, 1801)
