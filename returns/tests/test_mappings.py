"""Every line of the real files goes to one series, or is left out for a reason."""

import csv
from datetime import date

import pytest

from iomiran.common.content.files import ContentError
from returns.importing import mapping_points, mapping_weekly
from returns.importing.files import DATA, DATA_FILES, read_all
from returns.importing.places import read_places
from returns.importing.readers import read_csv


@pytest.fixture(scope="module")
def data():
    return read_all()


def lines_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_row_of_101_days_and_the_four_without_value_are_only_printed_counts(data):
    weekly = data["iom-undocumented-weekly"]
    without = [line for line in lines_of(mapping_weekly.FILE) if not line["returns_undocumented"]]
    assert len(without) == 5
    for line in without:
        start = date.fromisoformat(line["period_start"])
        at = (start, line["from_country"])
        assert at not in {(r.period_start, r.country_from) for r in weekly.rows}
        assert at in {(s.about.period_start, s.about.country_from) for s in weekly.statements}


def test_a_printed_zero_is_a_count_and_an_empty_cell_is_none(data):
    zeros = [r for r in data["iom-undocumented-weekly"].rows if r.value == 0]
    assert {(r.country_from, r.period_start) for r in zeros} == {
        ("PAK", date(2020, 3, 29)),
        ("PAK", date(2020, 5, 17)),
    }


def test_lines_of_points_left_out_are_equal_to_those_of_the_yearly_file(data):
    yearly = {
        (r.country_from, r.period_start.year): r.value
        for r in data["unhcr-returned-refugees-by-country"].rows
    }
    left_out = [
        line
        for line in lines_of(mapping_points.FILE)
        if (line["counted_by"], line["scope"], line["kind"]) == mapping_points.ELSEWHERE
    ]
    assert len(left_out) == 2
    for line in left_out:
        assert yearly[(line["from_country"], int(line["period_start"][:4]))] == int(line["value"])
    points = sum(
        1
        for series in data.values()
        for r in series.rows
        if r.at.file.endswith(mapping_points.FILE)
    )
    assert points == len(lines_of(mapping_points.FILE)) - 2


def test_rows_that_are_not_to_be_plotted_are_kept_with_a_reason(data):
    kept = [r for series in data.values() for r in series.rows if not r.plot]
    assert len(kept) == 12
    assert all(r.not_plotted_reason for r in kept)
    assert all(not r.plot for s in data.values() for r in s.rows if r.source.level == "X")


def test_assistance_is_a_series_of_its_own_and_overlaps_no_manner_of_return(data):
    assert {r.manner for r in data["iom-assisted-weekly"].rows} == {"all"}
    assert {r.sex for r in data["iom-undocumented-weekly"].rows} == {"all"}


def test_a_zero_of_a_year_with_people_of_unknown_sex_or_age_is_not_stored(data):
    rows = data["unhcr-returned-refugees-by-sex-age"].rows
    of_2001 = [r for r in rows if r.period_start.year == 2001]
    assert [(r.sex, r.age_group, r.value) for r in of_2001] == [("all", "all", 26092)]
    of_2002 = {(r.sex, r.age_group) for r in rows if r.period_start.year == 2002}
    assert ("female", "0-4") not in of_2002
    assert ("female", "not_stated") in of_2002


def test_small_cells_of_unhcr_are_rounded(data):
    rows = data["unhcr-returned-refugees-by-province"].rows
    assert all((r.value < 10) == (r.precision == "rounded") for r in rows)


def test_provinces_make_the_national_total_of_each_year(data):
    national = {
        r.period_start.year: r.value
        for r in data["unhcr-returned-refugees-by-sex-age"].rows
        if r.sex == "all"
    }
    sums = {}
    for r in data["unhcr-returned-refugees-by-province"].rows:
        if r.sex == "all":
            sums[r.period_start.year] = sums.get(r.period_start.year, 0) + r.value
    assert all(national[year] == total for year, total in sums.items())


def test_a_province_from_general_knowledge_is_not_given():
    places = {file.slug: file.values for file in read_places()}
    assert places["islam-qala"]["province"] == "af32"
    for slug in ("abu-nasr-farahi", "dand-e-patan", "angor-ada", "bahramcha", "nazar-posta"):
        assert places[slug]["province"] == ""


def test_faults_name_file_row_and_column(tmp_path):
    for file in DATA_FILES:
        (tmp_path / file.name).write_bytes((DATA / file.name).read_bytes())
    path = tmp_path / mapping_weekly.FILE
    path.write_text(path.read_text().replace("2017-06-17,IRN,4593", "17 June,IRN,4593x", 1))
    with pytest.raises(ContentError) as caught:
        read_all(tmp_path)
    shown = [str(fault) for fault in caught.value.faults]
    assert any("row 2" in text and "period_end" in text and "17 June" in text for text in shown)


def test_a_missing_column_and_an_empty_file_are_said(tmp_path):
    path = tmp_path / "example.csv"
    path.write_text("one,two\n1,2\n")
    with pytest.raises(ContentError, match="three"):
        read_csv(path, ("one", "three"))
    path.write_text("one,two\n")
    with pytest.raises(ContentError, match="no rows"):
        read_csv(path, ("one",))
    path.write_text("one,two\n1\n")
    with pytest.raises(ContentError, match="row 2"):
        read_csv(path, ("one",))
