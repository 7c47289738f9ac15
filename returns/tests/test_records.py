"""The record of a series: releases, what each changed, what became of one count."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import translation

from iomiran.common.editorial.actions import withdraw_edition
from returns import queries
from returns.exports import demonstration
from returns.models import Correction, Observation, Release, Series

from .factories import make_observation, make_release, make_series, publish
from .real_content import RealContentTestCase

pytestmark = pytest.mark.django_db


def replace(observation, release, **fields) -> Observation:
    """Close a row and open its successor, as an import does."""
    Observation.objects.filter(pk=observation.pk).update(to_release=release.number)
    values = {"manner": observation.manner, "value": observation.value} | fields
    return make_observation(release, **values)


@pytest.fixture
def series() -> Series:
    return make_series(slug="test-series").document


@pytest.fixture
def three(series) -> list[Release]:
    """Three releases: the second changes one count, adds one and removes one; the third nothing."""
    first = make_release(series, notes_en="The first example.")
    total = make_observation(first, value=1234)
    gone = make_observation(first, manner="deported", value=30)
    publish(first)
    second = make_release(series, notes_en="The second example.")
    replace(total, second, value=1250, precision="about")
    Observation.objects.filter(pk=gone.pk).update(to_release=2)
    make_observation(second, manner="spontaneous", value=70)
    publish(second)
    third = publish(make_release(series, notes_en="The third example."))
    return list(Release.objects.filter(pk__in=(first.pk, second.pk, third.pk)).order_by("number"))


def page(client, name, *arguments, **more):
    return client.get(reverse(f"returns:{name}", args=arguments), **more)


def test_a_release_says_how_many_counts_it_added_changed_and_removed(three):
    first, second, third = three
    found = queries.changes_of([(second, first), (third, second)])
    assert found[2] == queries.Changes(added=1, changed=1, removed=1)
    assert found[3] == queries.Changes()


def test_the_difference_names_each_count_with_its_old_and_new_value(three):
    rows = {row.manner: row for row in queries.differences(three[1], three[0])}
    assert (rows["all"].what, rows["all"].old_value, rows["all"].new_value) == (
        "changed",
        1234,
        1250,
    )
    assert rows["all"].new_precision == "about"
    assert (rows["deported"].what, rows["deported"].new_value) == ("removed", None)
    assert (rows["spontaneous"].what, rows["spontaneous"].old_value) == ("added", None)


def test_a_change_that_is_taken_back_is_no_difference_between_the_outer_releases(series):
    first = make_release(series)
    row = make_observation(first, value=5)
    publish(first)
    second = make_release(series)
    row = replace(row, second, value=6)
    publish(second)
    third = make_release(series)
    replace(row, third, value=5)
    publish(third)
    assert list(queries.differences(third, first)) == []
    assert queries.changes_of([(third, first)])[3].total == 0


def test_the_list_shows_every_release_newest_first(client, three):
    text = page(client, "release_list", "test-series").text
    assert text.index("third example") < text.index("second example") < text.index("first example")
    assert "1 count added, 1 count changed, 1 count removed" in text
    assert "2 counts, the first release" in text
    assert "No count differs" in text


def test_the_list_costs_the_same_for_any_number_of_releases(
    client, three, series, django_assert_num_queries
):
    address = reverse("returns:release_list", args=["test-series"])
    with django_assert_num_queries(8):
        assert client.get(address).status_code == 200
    publish(make_release(series))
    with django_assert_num_queries(8):
        client.get(address)


def test_a_replaced_release_keeps_its_address_and_names_the_latest(client, three):
    text = page(client, "release_detail", "test-series", 2).text
    assert "A later release has replaced this one" in text
    assert reverse("returns:release_detail", args=["test-series", 3]) in text
    assert "1,234" in text
    assert "about 1,250" in text


def test_a_release_costs_a_fixed_number_of_queries(client, three, django_assert_num_queries):
    address = reverse("returns:release_detail", args=["test-series", 2])
    with django_assert_num_queries(11):
        client.get(address)


def test_the_file_of_a_release_holds_what_it_held_then(client, three):
    def values(number):
        response = page(client, "release_csv", "test-series", number)
        content = b"".join(response.streaming_content).decode("utf-8-sig")
        return {row["value"] for row in csv.DictReader(io.StringIO(content))}

    assert values(1) == {"1234", "30"}
    assert values(2) == values(3) == {"1250", "70"}


def test_all_changes_are_in_a_file(client, three):
    response = page(client, "release_changes", "test-series", 2)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = {row["manner"]: row for row in csv.DictReader(io.StringIO(content))}
    assert rows["all"]["old_value"] == "1234"
    assert rows["deported"]["new_value"] == ""
    assert page(client, "release_changes", "test-series", 1).status_code == 404


def test_the_file_of_changes_speaks_the_language_of_its_address(client, three):
    with translation.override("fa"):
        response = page(client, "release_changes", "test-series", 2)
        note = demonstration()
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    assert {row["site"] for row in csv.DictReader(io.StringIO(content))} == {note}


def test_a_long_difference_shows_its_first_rows_and_says_so(client, three, monkeypatch):
    monkeypatch.setattr("returns.record_views.MOST_CHANGES", 2)
    text = page(client, "release_detail", "test-series", 2).text
    assert "The table shows 2 of 3 changes" in text


def test_a_withdrawn_release_says_so_with_its_reason_and_shows_nothing_of_it(client, three):
    withdraw_edition(edition=three[2], by=None, reason="An example reason.")
    publish(make_release(three[0].document, notes_en="The fourth example."))
    response = page(client, "release_detail", "test-series", 3)
    assert response.status_code == 410
    assert "An example reason." in response.text
    assert "third example" not in response.text
    assert page(client, "release_csv", "test-series", 3).status_code == 404
    assert "An example reason." in page(client, "release_list", "test-series").text


def test_a_draft_release_is_not_found(client, three):
    make_release(three[0].document)
    for name in ("release_detail", "release_csv", "release_changes"):
        assert page(client, name, "test-series", 4).status_code == 404
    for written in ("0", "01", "001", f"{10**30}"):
        address = reverse("returns:release_list", args=["test-series"])
        assert client.get(f"{address}{written}/").status_code == 404, written


def history(client, key):
    return page(client, "count_history", "test-series", query_params={"key": key})


def test_the_life_of_a_count_is_told_from_its_first_release(client, three):
    first = Observation.objects.get(value=1234)
    text = history(client, first.key).text
    assert "1,234" in text
    assert "about 1,250" in text
    assert "first published" in text
    assert "changed" in text
    found = queries.count_history(first.series.editions.get(), first.key, three)
    assert [step.release.number for step in found.steps] == [1, 2]
    assert (found.first.value, found.latest.value) == (1234, 1250)


def test_a_count_that_went_says_when(client, three):
    gone = Observation.objects.get(value=30)
    text = history(client, gone.key).text
    assert "no longer in the series" in text
    assert "removed" in text


def test_a_count_of_a_withdrawn_release_alone_is_not_known(client, series):
    release = make_release(series)
    row = make_observation(release)
    withdraw_edition(edition=publish(release), by=None, reason="Example.")
    second = make_release(series)
    Observation.objects.filter(pk=row.pk).update(to_release=2)
    publish(second)
    assert history(client, row.key).status_code == 404


def test_the_correction_that_names_the_change_stands_with_it(client, three):
    for old in (1234, 999):
        Correction.objects.create(
            series=three[1].document,
            release=three[1],
            on="2026-01-01",
            what_en=f"Example misprint {old}.",
            effect_en="None.",
            old_value=old,
            new_value=1250,
        )
    text = history(client, Observation.objects.get(value=1234).key).text
    assert "Example misprint 1234." in text
    assert "Example misprint 999." not in text


def test_an_unknown_count_is_told_in_plain_words(client, three):
    for key, status in (("", 400), ("nothing", 404), ("\x00", 404), ("<script>" * 99, 404)):
        response = history(client, key)
        assert response.status_code == status
        assert "<script><script>" not in response.text


class TestRealRecords(RealContentTestCase):
    def test_every_series_has_its_releases_in_every_language(self):
        for answer in queries.series_list():
            slug = answer.edition.document.slug
            for language in ("en", "fa", "fa-af", "ps"):
                for tail in ("releases/", "releases/1/"):
                    address = f"/{language}/returns/series/{slug}/{tail}"
                    response = self.client.get(address)
                    assert response.status_code == 200, address
                    assert response.content == self.client.get(address).content

    def test_every_count_of_a_series_page_leads_to_its_life(self):
        text = self.client.get("/en/returns/series/iom-undocumented-yearly/").text
        address = text.split('class="table__more" href="')[1].split('"')[0]
        assert self.client.get(address).status_code == 200
