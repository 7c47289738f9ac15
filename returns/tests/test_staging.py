"""Text of a file becomes counts, or a fault that names row, column, value and rule."""

from datetime import date

import pytest

from returns.importing.faults import REASONS, reason_of
from returns.importing.mapping import MappingError, readings
from returns.models import ImportFault, Source, StagedObservation, StagedStatement

from .examples import LONG, faults, imported, imported_rows, table
from .factories import make_observation, make_place, make_release, make_series, publish, row

pytestmark = pytest.mark.django_db
WEEK = "2021-01-03|2021-01-09"
SOURCE = {"constant": "Example source"}


def staged(data_import) -> StagedObservation:
    assert faults(data_import) == set()
    return StagedObservation.objects.get(data_import=data_import)


@pytest.mark.parametrize(
    "written",
    [
        "1234567",
        "1,234,567",
        "1٬234٬567",
        "1.234.567",
        "1 234 567",
        "۱٬۲۳۴٬۵۶۷",
        "١٢٣٤٥٦٧",
        " 1234567\u200f",
        "1234567.0",
    ],
)
def test_a_count_is_read_in_the_digits_and_groups_of_people(written):
    assert staged(imported(table("start|end|count", f"{WEEK}|{written}"))).value == 1234567


@pytest.mark.parametrize(
    ("start", "end", "count", "column", "rule"),
    [
        ("17 June", "2021-01-09", "5", "start", "not_date"),
        ("2021-02-30", "2021-03-01", "5", "start", "not_date"),
        ("1400-12-30", "2022-03-21", "5", "start", "not_date"),
        ("2/1/2021", "2021-01-09", "5", "start", "ambiguous_date"),
        ("", "2021-01-09", "5", "start", "blank"),
        ("2021-01-03", "2021-01-09", "many", "count", "not_whole"),
        ("2021-01-03", "2021-01-09", "1.5", "count", "not_whole"),
        ("2021-01-03", "2021-01-09", "1.234", "count", "ambiguous_number"),
        ("2021-01-03", "2021-01-09", "-5", "count", "below_zero"),
        ("2021-01-03", "2021-01-09", "", "count", "blank"),
    ],
)
def test_a_wrong_date_or_count_is_named(start, end, count, column, rule):
    data_import = imported(table("start|end|count", f"{WEEK}|1", f"{start}|{end}|{count}"))
    value = start if column == "start" else count
    assert faults(data_import) == {(3, column, value, rule)}
    assert data_import.status == "faulty"
    assert reason_of(data_import.faults.get())


@pytest.mark.parametrize(
    ("target", "written", "rule"),
    [
        ("place", "nowhere at all", "place_unknown"),
        ("country_from", "Atlantis", "word_unknown"),
        ("sex", "", "blank"),
        ("precision", "roughly", "word_unknown"),
        ("note", "=1+1", "formula"),
        ("note", "@example", "formula"),
        ("source_name", "+example", "formula"),
        ("source_name", "", "blank"),
        ("note", "x" * 501, "too_long"),
        ("note", "a\x02b", "control"),
        ("source_url", "not an address", "not_address"),
        ("source_published", "June 2021", "not_partial_date"),
        ("change_pct", "a lot", "not_number"),
    ],
)
def test_a_wrong_word_or_text_is_named(target, written, rule):
    mapping = LONG | {target: "example"}
    data_import = imported(table("start|end|count|example", f"{WEEK}|5|{written}"), mapping)
    assert faults(data_import) == {(2, "example", written[:200], rule)}
    assert not StagedObservation.objects.exists() or target == "change_pct"


def test_words_and_places_are_known_in_persian_and_by_their_codes():
    make_place("islam-qala", kind="crossing")
    mapping = LONG | {"place": "place", "manner": "manner", "sex": "sex", "country_from": "from"}
    made = staged(
        imported(
            table("start|end|count|place|manner|sex|from", f"{WEEK}|5|islam-qala|اخراج|زن|ایران"),
            mapping,
        )
    )
    assert made.key.split("/")[1:] == [
        "islam-qala",
        "IRN",
        "undocumented",
        "deported",
        "female",
        "all",
    ]


@pytest.mark.parametrize(
    ("kind", "rows", "rule"),
    [
        ("point", [row(period_start=date(2021, 2, 1))], "period_order"),
        ("point", [row(period_start=date(1970, 1, 1))], "period_bounds"),
        ("point", [row(period_end=date(2031, 1, 1))], "period_bounds"),
        ("point", [row(plot=False)], "unplotted_reason"),
        ("point", [row(confidence="low")], "doubtful_drawn"),
        ("point", [row(), row(value=2)], "duplicate"),
        (
            "interval",
            [row(), row(period_start=date(2021, 1, 9), period_end=date(2021, 1, 15))],
            "overlap",
        ),
        ("cumulative", [row()], "not_1_january"),
        ("stock", [row()], "not_one_day"),
    ],
)
def test_a_row_that_cannot_stand_in_its_series_is_named(kind, rows, rule):
    data_import = imported_rows(rows, kind=kind)
    assert [fault.rule for fault in data_import.faults.all()] == [rule]
    assert reason_of(data_import.faults.get())


def test_a_count_of_an_aggregator_is_not_drawn():
    mapping = LONG | {"source_level": {"constant": "X"}}
    data_import = imported(table("start|end|count", f"{WEEK}|5"), mapping)
    assert [fault.rule for fault in data_import.faults.all()] == ["aggregator_drawn"]


def test_periods_may_overlap_where_the_series_is_of_dated_counts():
    rows = [row(), row(period_start=date(2021, 1, 9), period_end=date(2021, 1, 15))]
    assert imported_rows(rows, kind="point").fault_count == 0


def test_bytes_go_to_the_database_as_they_are_and_a_ragged_row_is_still_named():
    good = table("start|end|count", f"{WEEK}|5")
    good.raw = b"2021-01-03,2021-01-09,5\n"
    assert staged(imported(good)).row == 2
    assert good.asked == ["bytes"]

    ragged = table("start|end|count", f"{WEEK}|5", "2021-01-10|2021-01-16")
    ragged.raw = b"2021-01-03,2021-01-09,5\n2021-01-10,2021-01-16\n"
    data_import = imported(ragged)
    assert faults(data_import) == {(3, "", "2", "ragged")}
    assert data_import.faults.get().sheet == "example sheet"


def test_blank_rows_are_passed_over_and_still_counted():
    source = table("start|end|count", f"{WEEK}|5")
    source.lines = [[], ["", "", ""], *source.lines]
    assert staged(imported(source)).row == 4


def test_columns_of_a_wide_table_are_counts_of_one_row_each():
    mapping = {
        "period_start": "start",
        "period_end": "end",
        "country_from": {"constant": "IRN"},
        "source_name": SOURCE,
        "values": [
            {"column": "all", "manner": "all", "cumulative": "to date"},
            {"column": "sent back", "manner": "deported"},
        ],
    }
    data_import = imported(
        table(
            "start|end|all|sent back|to date", f"{WEEK}|100||900", "2021-01-10|2021-01-16|50|20|"
        ),
        mapping,
    )
    assert faults(data_import) == set()
    rows = StagedObservation.objects.filter(data_import=data_import)
    assert set(rows.values_list("row", "manner", "value")) == {
        (2, "all", 100),
        (3, "all", 50),
        (3, "deported", 20),
    }
    said = StagedStatement.objects.get(data_import=data_import)
    assert (said.what, int(said.printed), said.row) == ("cumulative", 900, 2)


@pytest.mark.parametrize(
    ("change", "name", "rule"),
    [
        ({"example": "count"}, "example", "target_unknown"),
        ({"note": "nowhere"}, "nowhere", "column_missing"),
        ({"source_name": None}, "source_name", "target_missing"),
        ({"period_end": None}, "period_end", "target_missing"),
        ({"value": None}, "value", "target_missing"),
        ({"share_pct": "count"}, "share_what", "target_missing"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(change, name, rule):
    mapping = {target: said for target, said in (LONG | change).items() if said is not None}
    with pytest.raises(MappingError) as caught:
        readings(mapping, ["start", "end", "count"])
    assert (name, rule) in caught.value.faults
    data_import = imported(table("start|end|count", f"{WEEK}|5"), mapping)
    assert (None, name, "", rule) in faults(data_import)


def test_a_table_without_rows_and_a_column_named_twice_are_said():
    assert faults(imported(table("start|end|count"))) == {(None, "", "", "header_only")}
    twice = imported(table("start|end|count|count", f"{WEEK}|5|6"))
    assert faults(twice) == {(None, "count", "", "column_twice")}


def test_a_wrong_constant_is_said_once_and_not_of_a_row():
    mapping = LONG | {"manner": {"constant": "sideways"}}
    data_import = imported(table("start|end|count", f"{WEEK}|5"), mapping)
    assert faults(data_import) == {(None, "manner", "sideways", "word_unknown")}


def test_a_source_is_made_once_and_an_address_is_completed():
    mapping = LONG | {"source_name": "report", "source_url": "link"}
    imported(
        table(
            "start|end|count|report|link",
            f"{WEEK}|5|Example report|example.org",
            "2021-01-10|2021-01-16|6|Example report|example.org",
        ),
        mapping,
    )
    assert Source.objects.get(name="Example report").url == "https://example.org/"


def test_every_rule_has_its_sentence():
    for rule in REASONS:
        assert reason_of(ImportFault(rule=rule, value="1", detail="2"))


def test_periods_of_different_places_may_overlap_one_another():
    make_place("islam-qala", "crossing")
    rows = [
        row(period_start=date(2021, 1, 1), period_end=date(2021, 1, 31)),
        row(period_start=date(2021, 1, 3), period_end=date(2021, 1, 9), place="islam-qala"),
    ]
    assert faults(imported_rows(rows)) == set()


def test_text_that_copy_would_take_for_something_else_stays_as_it_is():
    note = "back\\slash \\N \\. one\ttwo\nthree"
    assert staged(imported_rows([row(note=note)])).note == note


def test_what_only_the_open_rows_have_is_removed_and_counted():
    series, place = make_series().document, make_place("islam-qala", "crossing")
    release = make_release(series)
    make_observation(release, value=100)
    make_observation(release, value=7, place=place)
    publish(release)
    report = imported_rows([row(value=100, documentation="undocumented")], series=series).report
    assert report["preview"] == {"added": 0, "changed": 0, "removed": 1, "unchanged": 1}
    totals = {t["place"]: (t["before"], t["after"]) for t in report["totals"]}
    assert totals == {"everywhere": (100, 100), "islam-qala": (7, None)}
