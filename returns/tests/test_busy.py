"""Large files and pictures: a few at a time, none without end, and no reader waits for long."""

import pytest

from iomiran.common.http.turns import BusyError, Turns
from returns import exports
from returns.exports import making
from returns.exports.pictures import Pictures

from .factories import make_observation, make_release, make_series, publish

ADDRESS = "/en/returns/series/test-series"


@pytest.fixture
def release(db):
    release = make_release(make_series(slug="test-series").document)
    make_observation(release, country_from="IRN")
    make_observation(release, country_from="PAK")
    return publish(release)


@pytest.fixture
def taken(monkeypatch):
    """All turns are taken, and nobody waits for one."""
    turns = Turns(1, patience=0)
    monkeypatch.setattr(making, "large_files", turns)
    monkeypatch.setattr(exports.pictures, "_turns", turns)
    with turns.taken():
        yield turns


def test_a_turn_is_given_back_whatever_happens():
    turns = Turns(1, patience=0)
    with pytest.raises(ValueError, match="example"), turns.taken():
        raise ValueError("example")
    with turns.taken(), pytest.raises(BusyError), turns.taken():
        pass


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_a_large_file_waits_for_its_turn_and_a_small_one_does_not(
    client, release, taken, monkeypatch, ending
):
    assert client.get(f"{ADDRESS}.{ending}").getvalue()
    monkeypatch.setattr(making, "LARGE", 1)
    busy = client.get(f"{ADDRESS}.{ending}?sex=all")
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "5", "no-store")
    assert f'href="{ADDRESS}.{ending}?sex=all"' in busy.text
    assert client.get(f"{ADDRESS}.csv").getvalue()


def test_an_archive_of_too_many_rows_is_refused_and_the_csv_offered(client, release, monkeypatch):
    monkeypatch.setattr("returns.exports.archive.MOST_PACKED", 1)
    refused = client.get(f"{ADDRESS}.zip?sex=all")
    assert refused.status_code == 413
    assert f'href="{ADDRESS}.csv?sex=all"' in refused.text
    assert client.get(f"{ADDRESS}.zip?country=IRN").getvalue()


def test_a_picture_that_is_kept_needs_no_turn(monkeypatch):
    drawing = Pictures.png.__globals__
    monkeypatch.setitem(drawing, "print_png", lambda *_of, **_how: b"png")
    made = Pictures()
    made._turns = Turns(1, patience=0)
    svg = '<svg id="{}" width="10" height="10"></svg>'
    kept, other = (exports.Picture(svg.format(name)) for name in ("one", "other"))
    assert made.png(kept) == b"png"
    with made._turns.taken():
        assert made.png(kept) == b"png"
        with pytest.raises(BusyError):
            made.png(other)


def test_a_reader_of_a_picture_is_told_when_to_ask_again(client, release, taken):
    busy = client.get("/fa/returns/crossings-and-centres.png")
    assert (busy.status_code, busy["Retry-After"]) == (503, "5")
    assert client.get("/fa/returns/crossings-and-centres.svg").status_code == 200
