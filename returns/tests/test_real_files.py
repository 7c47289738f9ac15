"""Real files of the repository through the import that anybody uses, as they are and spoilt."""

import pytest

from returns.importing.files import DATA
from returns.importing.received import open_received
from returns.models import StagedObservation

from .examples import faults, imported

pytestmark = pytest.mark.django_db
MISPRINTS = {
    "period_start": "period_start",
    "period_end": "period_end",
    "country_from": "from_country",
    "documentation": {"constant": "undocumented"},
    "value": "printed_total",
    "part_spontaneous": "printed_part_1",
    "part_deported": "printed_part_2",
    "change_pct": "printed_change_pct",
    "change_base": "printed_change_base",
    "share_what": {"constant": "share_assisted"},
    "share_pct": "printed_share_pct",
    "share_part": "printed_share_part",
    "share_base": "printed_share_base",
    "note": "what_is_wrong",
    "source_name": "source",
    "source_url": "source_url",
}
WEEKLY = {
    "period_start": "period_start",
    "period_end": "period_end",
    "country_from": "from_country",
    "documentation": {"constant": "undocumented"},
    "how_given": "how_given",
    "source_name": "source",
    "source_publisher": "publisher",
    "source_url": "source_url",
    "source_published": "published",
    "note": "note",
    "values": [
        {"column": "returns_undocumented", "manner": "all", "cumulative": "ytd_returns"},
        {"column": "spontaneous_voluntary", "manner": "spontaneous"},
        {"column": "deported_forced", "manner": "deported"},
    ],
}
WEEKLY_FILE = "iom_undocumented_returns_weekly_2017_2021.csv"


def received(path):
    return open_received(path, path.name).table()


def test_the_five_known_misprints_are_named_when_anybody_imports_them():
    data_import = imported(received(DATA / "known_misprints.csv"), MISPRINTS, kind="point")
    assert faults(data_import) == set()
    named = {
        (f["rule"], f["period_start"], f["country_from"], f["printed"], f["computed"])
        for f in data_import.report["findings"]
    }
    assert named == {
        ("parts", "2018-12-09", "PAK", "496", "312"),
        ("change", "2018-12-09", "PAK", "50", "9.3"),
        ("change", "2018-03-04", "PAK", "29", "71.2"),
        ("parts", "2017-12-01", "PAK", "1987", "1986"),
        ("share", "2017-12-01", "IRN", "6", "3.0"),
        ("share", "2017-12-31", "PAK", "92", "82.3"),
    }


def test_the_weekly_file_is_read_as_a_wide_table():
    data_import = imported(received(DATA / WEEKLY_FILE), WEEKLY)
    assert faults(data_import) == set()
    rows = StagedObservation.objects.filter(data_import=data_import)
    assert rows.filter(manner="all").count() == 99
    assert {f["rule"] for f in data_import.report["findings"]} == {"to_date"}


def test_a_malformed_weekly_file_names_every_fault(tmp_path):
    lines = (DATA / WEEKLY_FILE).read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("2017-06-17", "17 June", 1)
    lines[2] = lines[2].replace(",671,", ",67l,", 1)
    lines[3] = lines[3].replace("IRN", "Persia", 1)
    lines[4] = lines[4].replace("https://", "=https://", 1)
    lines.append(lines[5])
    path = tmp_path / "example.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = faults(imported(received(path), WEEKLY))
    last = len(lines)
    assert {fault[:2] + fault[3:] for fault in found} >= {
        (2, "period_end", "not_date"),
        (3, "returns_undocumented", "not_whole"),
        (4, "from_country", "word_unknown"),
        (5, "source_url", "formula"),
        (last, "period_start", "duplicate"),
    }
