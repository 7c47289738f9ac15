"""The real content as the files have it: whole, in both languages, and loaded once."""

import pytest

from iomiran.common.content.kinds import Kind, in_order
from iomiran.common.content.loading import load_all
from returns.models import Observation, Release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]


def kinds() -> list[Kind]:
    return [entry for entry in in_order() if isinstance(entry, Kind)]


def test_the_whole_content_is_loaded_and_loading_again_changes_nothing():
    def held():
        editions = {
            kind.name: list(kind.edition.objects.values_list("pk", "state")) for kind in kinds()
        }
        return editions, Observation.objects.count(), Release.objects.count()

    before = held()
    assert all(before[0].values())
    assert all(before[1:])
    again = load_all()
    assert not again.created
    assert not again.changed
    assert not again.kept
    assert held() == before


def test_every_loaded_text_is_complete_in_english_and_persian():
    for kind in kinds():
        for edition in kind.edition.objects.published():
            assert {"en", "fa"} <= set(edition.languages()), f"{kind.name}/{edition.document}"
