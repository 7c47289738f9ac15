"""Kept pages: which one goes first, and what makes the mark of a build another one."""

import pytest
from django.urls import reverse

from iomiran.common.http import caching, generation
from iomiran.common.http.caching import KeptPage, KeptPages


def test_the_page_that_nobody_asked_for_is_dropped_first(monkeypatch):
    monkeypatch.setattr(caching, "MOST_BYTES", 2)
    kept = KeptPages()
    page = KeptPage("mark", 0, 200, b"x", {})
    kept.keep("/first", page)
    kept.keep("/second", page)
    kept.get("/first")
    kept.keep("/third", page)
    assert [kept.get(f"/{name}") is not None for name in ("first", "second", "third")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "name", ["static/js/example.js", "static/css/example.css", "example/templates/example.typ"]
)
def test_another_source_is_another_build(tmp_path, settings, name):
    settings.BASE_DIR = tmp_path
    source = tmp_path / name
    source.parent.mkdir(parents=True)
    marks = set()
    for text in ("one", "another"):
        source.write_text(text)
        marks.add(generation.build_mark.__wrapped__())
    assert len(marks) == 2


@pytest.mark.parametrize("name", ["SITE_URL", "OFFICIAL_SITE", "API_REQUESTS_PER_MINUTE"])
def test_another_setting_is_another_build(tmp_path, settings, name):
    settings.BASE_DIR = tmp_path
    before = generation.build_mark.__wrapped__()
    setattr(settings, name, "another")
    assert generation.build_mark.__wrapped__() != before


@pytest.mark.django_db
def test_a_reader_who_is_answered_from_memory_keeps_the_page_there(client):
    caching.kept_pages.clear()
    pages = [reverse("news:news_list"), reverse("returns:overview")]
    for address in (*pages, pages[0]):
        client.get(address)
    assert [address.partition("testserver")[2] for address in caching.kept_pages._pages] == [
        pages[1],
        pages[0],
    ]
