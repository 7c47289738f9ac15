"""Files that are kept for a while, and how often one client may have one made."""

import os

import pytest
from django.test import RequestFactory

from iomiran.common.files.kept import KeptFiles
from iomiran.common.http import allowances
from iomiran.common.http.allowances import Allowances, TooOftenError


@pytest.fixture
def kept(settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path
    return KeptFiles("examples", most=10)


def read_at(kept, name, seconds):
    os.utime(kept.path / name, (seconds, seconds))


def test_what_was_read_longest_ago_makes_room(kept):
    for number, name in enumerate(("aa", "bb")):
        kept.keep(name, b"12345")
        read_at(kept, name, 1_000 + number)
    assert kept.get("aa") == b"12345"  # read now: "bb" waits longest
    kept.keep("cc", b"12345")
    assert [kept.get(name) for name in ("aa", "bb", "cc")] == [b"12345", None, b"12345"]


def test_no_more_is_kept_than_there_is_room_for(kept):
    kept.keep("aa", b"x" * 11)
    assert kept.get("aa") is None
    for number in range(20):
        kept.keep(f"{number:02}", b"1234")
    assert sum(path.stat().st_size for path in kept.path.iterdir()) <= 10


def test_where_nothing_can_be_written_nothing_fails(kept):
    kept.path.parent.mkdir()
    kept.path.write_text("a file stands in the place of the folder")
    kept.keep("aa", b"12345")
    assert kept.get("aa") is None


def test_a_client_has_so_many_a_minute_and_another_has_its_own(monkeypatch):
    now = 1_000_000_020.0
    monkeypatch.setattr(allowances.time, "time", lambda: now)
    one, other = (RequestFactory().get("/", REMOTE_ADDR=f"192.0.2.{number}") for number in (1, 2))
    two_a_minute = Allowances(2)
    two_a_minute.take(one)
    two_a_minute.take(one)
    with pytest.raises(TooOftenError) as refusal:
        two_a_minute.take(one)
    assert 0 < refusal.value.seconds <= 60
    two_a_minute.take(other)
    now += 60
    two_a_minute.take(one)


def test_of_an_address_only_a_hash_is_held_and_only_for_a_minute():
    of_examples = Allowances(1)
    of_examples.take(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))
    assert "192.0.2" not in str(vars(of_examples))
