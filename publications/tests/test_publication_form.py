"""The form of a publication: in which order it asks, and what it does not take."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from iomiran.common.editorial.actions import EditorialError, discard_draft
from iomiran.common.search import search
from iomiran.tests.factories import make_author
from programmes.tests.factories import make_programme
from returns.tests.factories import make_series

from .factories import make_publication
from .library import about, make_theme

pytestmark = pytest.mark.django_db

PERIOD = {"period_start": "2021-05-14", "period_end": "2021-05-20"}


def clean(**fields):
    make_publication(live=False, **fields).full_clean(exclude=["document"])


def refused(**fields) -> dict:
    with pytest.raises(ValidationError) as error:
        clean(**fields)
    return error.value.message_dict


def test_the_form_asks_for_the_title_first(client):
    client.force_login(make_author())
    draft = make_publication(live=False)
    page = client.get(
        reverse("admin:publications_publicationedition_change", args=[draft.pk])
    ).content.decode()
    names = ("title_en", "body_en", "kind", "period_end", "themes", "generator", "licence")
    places = [re.search(rf'name="{name}"', page).start() for name in names if name != "themes"]
    assert places == sorted(places)


def test_the_list_of_the_desk_is_narrowed_by_theme(client):
    client.force_login(make_author())
    theme = make_theme()
    about(make_publication(title_en="The one"), themes=[theme])
    make_publication(title_en="The other")
    address = reverse("admin:publications_publicationedition_changelist")
    page = client.get(f"{address}?themes__id__exact={theme.pk}").content.decode()
    assert "The one" in page
    assert "The other" not in page


def test_a_sheet_is_made_from_a_programme_or_series_that_is_there():
    programme, series = make_programme().document, make_series().document
    clean(generator=f"programme:{programme.slug}")
    clean(generator=f"series:{series.slug}", **PERIOD)
    clean(generator="returns")
    clean(generator="mission")
    no_programme = refused(generator="programme:nothing")["generator"]
    assert no_programme == ["There is no programme with the address “nothing”."]
    no_series = refused(generator="series:nothing", **PERIOD)["generator"]
    assert no_series == ["There is no series with the address “nothing”."]


def test_the_sheet_of_a_series_is_of_the_whole_or_of_a_period():
    generator = f"series:{make_series().document.slug}"
    for period in ({}, {"period_start": "2021"}, PERIOD):
        clean(generator=generator, **period)


def test_a_period_begins_before_it_ends():
    assert refused(period_end="2021") == {"period_start": ["Say when the period begins, too."]}
    clean(period_start="2021-05-14", period_end="2021-05")
    draft = make_publication(live=False)
    draft.period_start, draft.period_end = "2021-05", "2021-04-30"
    with pytest.raises(ValidationError) as error:
        draft.full_clean(exclude=["document"])
    assert error.value.message_dict["period_end"] == ["The period ends before it begins."]


def test_two_publications_do_not_replace_each_other():
    first = make_publication()
    second = make_publication(replaces=first.document)
    third = make_publication(replaces=second.document)
    draft = make_publication(live=False, slug=first.document.slug, replaces=third.document)
    with pytest.raises(ValidationError) as error:
        draft.full_clean(exclude=["document"])
    (said,) = error.value.message_dict["replaces"]
    assert said == "This publication has itself been replaced by that one."


def test_a_theme_in_use_is_not_thrown_away():
    theme = make_theme(live=False)
    about(make_publication(title_en="The one that needs it"), themes=[theme])
    with pytest.raises(EditorialError) as error:
        discard_draft(edition=theme.editions.get(), by=None)
    (said,) = error.value.messages
    assert "The one that needs it" in said
    assert "Take it out of these texts first." in said
    assert theme.editions.exists()


def test_an_unused_theme_is_thrown_away_whole():
    theme = make_theme(live=False)
    discard_draft(edition=theme.editions.get(), by=None)
    assert not type(theme).objects.filter(pk=theme.pk).exists()


def test_search_finds_a_publication_by_author_and_by_theme_in_any_language():
    theme = make_theme(name_en="Flowcharts", name_fa="نمودارها")
    about(make_publication(title_en="The one", authors_en="Testauthor"), themes=[theme])
    make_publication(title_en="The other")
    for question in ("testauthor", "flowcharts", "نمودارها"):
        assert [hit.title for hit in search(question)] == ["The one"]
