"""Guessing what columns mean, in which calendar they count, and which place a name means."""

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from returns.importing.aliases import folded, near_matches, place_aliases
from returns.importing.files import DATA
from returns.importing.guessing import GREGORIAN, SOLAR_HIJRI, calendar_of, from_names, guess
from returns.importing.received import open_received
from returns.models import ColumnMapping

from .factories import make_series
from .real_content import RealContentTestCase

WEEKLY = "iom_undocumented_returns_weekly_2017_2021.csv"


def table(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text)
    return open_received(path, path.name).tables[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("period_start", "period_start"), ("From date", "period_start"),
        ("week start", "period_start"), ("از تاریخ", "period_start"), ("از تاريخ", "period_start"),
        ("week ending", "period_end"), ("تا تاریخ", "period_end"),
        ("Crossing", "place"), ("گذرگاه", "place"), ("ADM1_PCODE", "place"), ("province", "place"),
        ("#date+start", "period_start"), ("#value", "value"), ("#adm1+code", "place"),
        ("returns", "value"), ("تعداد", "value"), ("Sex", "sex"), ("گروه سنی", "age_group"),
        ("Source", "source_name"), ("from_country", "country_from"), ("منبع", "source_name"),
    ],
)  # fmt: skip
def test_names_in_english_persian_and_hxl_lead_to_their_field(header, field):
    assert from_names([header]) == {field: header}


def test_a_tag_says_more_than_a_name():
    told = from_names(["A", "B", "C"], ["#date+start", "#date+end", "#affected+returnees"])
    assert told == {"period_start": "A", "period_end": "B", "value": "C"}


def test_the_weekly_file_is_understood_as_wide():
    found = guess(open_received(DATA / WEEKLY, WEEKLY).tables[0])
    assert found.mapping["values"] == [
        {"column": "returns_undocumented"},
        {"column": "spontaneous_voluntary", "manner": "spontaneous"},
        {"column": "deported_forced", "manner": "deported"},
    ]
    assert found.mapping["period_end"] == "period_end"
    assert found.mapping["country_from"] == "from_country"
    assert found.mapping["source_name"] == "source"
    assert found.mapping["source_published"] == "published"
    assert (found.missing, found.calendar) == ([], GREGORIAN)


def test_sex_and_age_are_told_from_the_names_of_columns():
    told = from_names(["year end", "f_0_4", "m_60", "f_total"])
    assert told["values"] == [
        {"column": "f_0_4", "sex": "female", "age_group": "0-4"},
        {"column": "m_60", "sex": "male", "age_group": "60+"},
        {"column": "f_total", "sex": "female"},
    ]


@pytest.mark.parametrize(
    ("dates", "calendar"),
    [
        (["2021-01-03", "2021-01-09"], GREGORIAN), (["1399-10-14", "1399/10/20"], SOLAR_HIJRI),
        (["۱۳۹۹/۱۰/۱۴"], SOLAR_HIJRI), (["14/10/1399"], SOLAR_HIJRI), ([], GREGORIAN),
    ],
)  # fmt: skip
def test_the_calendar_is_told_from_the_years(dates, calendar):
    assert calendar_of(dates) == calendar


def test_a_remembered_mapping_is_used_where_its_columns_are_there(tmp_path):
    remembered = {"value": "how many", "period_end": "when", "source_name": {"constant": "Example"}}
    there = guess(table(tmp_path, "when,how many\n2021-01-09,1\n"), remembered)
    assert (there.mapping, there.remembered, there.missing) == (remembered, True, [])
    changed = guess(table(tmp_path, "week ending,value\n2021-01-09,1\n"), remembered)
    assert changed.mapping == {
        "value": "value",
        "period_end": "week ending",
        "source_name": {"constant": "Example"},
    }
    assert not changed.remembered


def test_what_a_series_always_has_is_said_for_a_file_that_does_not_say_it(tmp_path):
    usual = {"documentation": "undocumented", "manner": "deported"}
    found = guess(table(tmp_path, "manner,value\ndeported,1\n"), None, usual)
    assert found.mapping["documentation"] == {"constant": "undocumented"}
    assert found.mapping["manner"] == "manner"


class TestColumnMapping(TestCase):
    def test_a_series_remembers_one_mapping(self):
        series = make_series().document
        ColumnMapping.objects.create(series=series, mapping={"value": "a"})
        with pytest.raises(IntegrityError), transaction.atomic():
            ColumnMapping.objects.create(series=series, mapping={"value": "b"})


class TestAliases(RealContentTestCase):
    def test_every_usual_name_of_a_place_leads_to_it(self):
        aliases = place_aliases()
        for name, slug in (
            ("AF32", "af32"), ("AF-HER", "af32"), ("Hirat", "af32"), ("Herat", "af32"),
            ("Herāt", "af32"), ("هرات", "af32"), ("Herat Province", "af32"), ("ولايت هرات", "af32"),
            ("islam qala", "islam-qala"), ("اسلام‌قلعه", "islam-qala"), ("اسلام قلعه", "islam-qala"),
            ("Milak", "milak"), ("Milak (Zaranj)", "milak"), ("میلک", "milak"),
            ("IR-11", "ir026"), ("سیستان و بلوچستان", "ir026"), ("everywhere", "everywhere"),
        ):  # fmt: skip
            assert aliases.get(folded(name)) == slug, name

    def test_an_unknown_name_is_answered_with_near_ones(self):
        aliases = place_aliases()
        assert "islam qala" in near_matches("Islm Qala", aliases)
        assert near_matches("zzzz", aliases) == []
