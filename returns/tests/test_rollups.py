"""Sums kept with a release: mended by what a release changes, they are as if made anew."""

import itertools
import pkgutil
import random
from collections import defaultdict
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from returns import migrations
from returns.groups import LONGEST, group_of, groups
from returns.importing.rollups import empty, profile, refresh
from returns.models import Observation, Release, Rollup, Series
from returns.models.dimensions import ALIKE
from returns.sums import PARTS, precision_of_sum

from .factories import make_place, make_release, make_series, make_source, publish

pytestmark = pytest.mark.django_db
FIRST = date(2019, 11, 1)
FIELDS = ("value", "precision", "observations", "days_counted", "plot", "observation_id")


@pytest.fixture
def series():
    return make_series().document


# Days after the first one.
LENGTHS = (0, 6, 6, 6, 27, 30, 40, 364, 400)
DAYS = (0,)


class Chance:
    """Releases as chance makes them, always the same for one seed."""

    def __init__(self, series: Series, seed: int, *, lengths: tuple = LENGTHS):
        self.series, self.chance, self.lengths = series, random.Random(seed), lengths
        self.places = [make_place(), make_place("islam-qala", "crossing")]
        self.source = make_source()

    def row(self, release: Release) -> Observation:
        chance = self.chance
        start = FIRST + timedelta(days=chance.randrange(600))
        plot = chance.random() < 0.9
        row = Observation(
            series=self.series,
            from_release=release.number,
            period_start=start,
            period_end=start + timedelta(days=chance.choice(self.lengths)),
            place=chance.choice(self.places),
            country_from=chance.choice(("IRN", "PAK", "IRN_PAK")),
            manner=chance.choice(("all", "spontaneous", "deported")),
            value=chance.randrange(1000),
            precision=chance.choice(("exact", "exact", "rounded", "over")),
            confidence="high",
            plot=plot,
            not_plotted_reason="" if plot else "example",
            source=self.source,
        )
        alike = "/".join((row.place.slug, row.country_from, row.manner))
        row.key = f"{row.period_start}..{row.period_end}/{alike}"
        return row

    def rows(self, release: Release, number: int) -> list[Observation]:
        """Parts often come together: so that totals can be computed."""
        found = []
        for _turn in range(number):
            one = self.row(release)
            found.append(one)
            for country, manner in itertools.product(("IRN", "PAK"), ("spontaneous", "deported")):
                if self.chance.random() < 0.4:
                    other = self.row(release)
                    other.period_start, other.period_end = one.period_start, one.period_end
                    other.place, other.country_from, other.manner = one.place, country, manner
                    alike = "/".join((one.place.slug, country, manner))
                    other.key = f"{one.period_start}..{one.period_end}/{alike}"
                    found.append(other)
        return found

    def release(self, added: int, gone: int) -> Release:
        release = make_release(self.series)
        there = list(Observation.objects.newest().filter(series=self.series).order_by("key"))
        closed = self.chance.sample(there, min(gone, len(there)))
        Observation.objects.filter(pk__in=[row.pk for row in closed]).update(
            to_release=release.number
        )
        taken = {row.key for row in there} - {row.key for row in closed}
        rows = {row.key: row for row in self.rows(release, added) if row.key not in taken}
        Observation.objects.bulk_create(rows.values())
        return publish(release)


def kept(series: Series) -> dict:
    """(grain, calendar, first day, dimensions) → its numbers, and the id of the row."""
    names = ("grain", "calendar", "period_start", *ALIKE)
    rows = Rollup.objects.filter(series=series).values_list(*names, *FIELDS, "pk")
    return {row[: len(names)]: row[len(names) :] for row in rows}


def numbers(found: dict) -> dict:
    return {name: values[:-1] for name, values in found.items()}


def expected(release: Release) -> dict:
    """The same in plain Python, day by day."""
    rows = defaultdict(list)
    stated = defaultdict(dict)
    for o in Observation.objects.in_release(release).order_by("pk"):
        stated[(o.place_id, o.period_start, o.period_end)][(o.country_from, o.manner)] = (
            o.value,
            o.precision,
            1,
            o.plot,
            o.pk,
        )
    for (place, start, end), cells in stated.items():
        for (country, manner), cell in with_totals(cells).items():
            rows[(place, country, "all", manner, "all", "all")].append((start, end, cell))
    found = {}
    for grain, calendar in itertools.product(LONGEST, ("gregorian", "solar_hijri")):
        for alike, counts in rows.items():
            short = [c for c in counts if (c[1] - c[0]).days < LONGEST[grain]]
            days = {s + timedelta(days=n) for s, e, _c in short for n in range((e - s).days + 1)}
            ending = defaultdict(list)
            for _start, end, cell in short:
                ending[group_of(end, grain, calendar)].append(cell)
            for group, cells in ending.items():
                found[(grain, calendar, group.first, *alike)] = (
                    sum(cell[0] for cell in cells),
                    precision_of_sum([cell[1] for cell in cells]),
                    sum(cell[2] for cell in cells),
                    len([day for day in days if group.first <= day <= group.last]),
                    all(cell[3] for cell in cells),
                    cells[0][4] if sum(cell[2] for cell in cells) == 1 else None,
                )
    return found


def with_totals(stated: dict) -> dict:
    cells = dict(stated)
    for country in ("IRN", "PAK", "IRN_PAK"):
        add(cells, (country, "all"), [stated.get((country, m)) for m in PARTS["manner"]["all"]])
    for manner in ("all", "spontaneous", "deported"):
        add(cells, ("IRN_PAK", manner), [stated.get((c, manner)) for c in ("IRN", "PAK")])
    return cells


def add(cells: dict, name: tuple, parts: list) -> None:
    if name not in cells and all(part and part[3] for part in parts):
        precision = precision_of_sum([part[1] for part in parts])
        cells[name] = (sum(part[0] for part in parts), precision, len(parts), True, None)


@pytest.fixture
def walked(monkeypatch):
    """What is alike is found along the index however small the series."""
    monkeypatch.setattr(profile, "ROWS_A_CELL", 0)


@pytest.mark.usefixtures("walked")
@pytest.mark.parametrize("lengths", [LENGTHS, DAYS, (*DAYS * 20, 40)])
@pytest.mark.parametrize("seed", range(6))
def test_mended_sums_are_those_made_anew_and_those_of_plain_counting(series, seed, lengths):
    chance = Chance(series, seed, lengths=lengths)
    for added, gone in ((40, 0), (3, 2), (0, 4), (5, 0), (1, 30)):
        release = chance.release(added, gone)
        mended, mended_profile = numbers(kept(series)), release.profile
        assert mended == expected(release)
        empty(series.pk)
        refresh(release)
        assert numbers(kept(series)) == mended
        assert release.profile == mended_profile


def test_a_small_release_reads_no_row_that_it_does_not_touch(series, walked, monkeypatch):
    Chance(series, 1, lengths=DAYS).release(40, 0)
    monkeypatch.setattr(profile, "read", None)
    release = Chance(series, 2, lengths=DAYS).release(2, 2)
    assert release.profile["size"] == Observation.objects.in_release(release).count()


@pytest.mark.parametrize("lengths", [LENGTHS, DAYS])
@pytest.mark.parametrize("seed", range(6))
def test_only_groups_that_the_release_touches_are_written_again(series, seed, lengths):
    chance = Chance(series, seed, lengths=lengths)
    chance.release(40, 0)
    before = kept(series)
    release = chance.release(2, 2)
    after = kept(series)
    touched = touched_by(release)
    assert touched
    for name in before.keys() | after.keys():
        if name not in touched:
            assert after.get(name) == before.get(name)
        elif name in before and name in after:
            assert after[name][-1] != before[name][-1]


def touched_by(release: Release) -> set:
    found = set()
    rows = Observation.objects.filter(series=release.document_id)
    for row in rows.filter(from_release=release.number) | rows.filter(to_release=release.number):
        if (row.period_end - row.period_start).days >= max(LONGEST.values()):
            continue
        countries, manners = {row.country_from}, {row.manner}
        if row.manner in PARTS["manner"]["all"]:
            manners.add("all")
        if row.country_from in PARTS["country_from"]["IRN_PAK"]:
            countries.add("IRN_PAK")
        for grain, calendar in itertools.product(LONGEST, ("gregorian", "solar_hijri")):
            for group in groups(row.period_start, row.period_end, grain, calendar):
                for country, manner in itertools.product(countries, manners):
                    alike = (row.place_id, country, "all", manner, "all", "all")
                    found.add((grain, calendar, group.first, *alike))
    return found


def test_going_back_to_an_earlier_release_brings_its_sums_back(series):
    chance = Chance(series, 1)
    first = chance.release(20, 0)
    before = numbers(kept(series))
    later = chance.release(5, 5)
    assert numbers(kept(series)) != before
    Release.objects.filter(pk=later.pk).update(state="superseded")
    Release.objects.filter(pk=first.pk).update(state="published")
    refresh(first)
    assert numbers(kept(series)) == before


def test_a_release_is_refreshed_once(series, django_assert_num_queries):
    release = Chance(series, 1).release(3, 0)
    with django_assert_num_queries(4):
        refresh(release)


def test_a_database_that_holds_releases_already_gets_its_sums(series):
    release = Chance(series, 1).release(10, 0)
    before = numbers(kept(series))
    empty(series.pk)
    Release.objects.update(profile={})
    (name,) = (
        module.name
        for module in pkgutil.iter_modules(migrations.__path__)
        if module.name.endswith("rollups_of_live_releases")
    )
    import_module(f"{migrations.__name__}.{name}").refresh_live_releases(apps, None)
    assert numbers(kept(series)) == before
    release.refresh_from_db()
    assert release.profile["size"] > 10
