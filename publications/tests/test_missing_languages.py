"""Which languages the library lacks, on a board of its own and among the house-keeping."""

import pytest
from django.contrib import admin
from django.urls import reverse

from iomiran.common.editorial.boards.housekeeping import Desk, house_keeping
from iomiran.tests.factories import make_author, make_user
from publications.models import SheetFault

from .factories import add_file, make_publication

pytestmark = pytest.mark.django_db

BOARD = "admin:publications_publicationedition_languages"


@pytest.fixture
def author(client):
    client.force_login(make_author())
    return client


def found(name: str) -> list[str]:
    desk = Desk(make_user(superuser=True), admin.site._registry)
    check = next(one for one in house_keeping(desk) if one.check.name == name)
    return [str(finding.says) for finding in check.findings]


def test_a_file_in_one_language_alone_is_told():
    make_publication(file_languages=["en"])
    make_publication(file_languages=["en", "fa"])
    assert found("publication-languages") == ["No file in: \u2068فارسی\u2069."]


def test_a_text_in_english_alone_is_told():
    make_publication(title_fa="")
    assert found("publication-languages") == ["No text in: \u2068فارسی\u2069."]


def test_an_address_elsewhere_and_data_need_no_language():
    add_file(make_publication(), language="")
    assert found("publication-languages") == []


def test_a_sheet_that_was_not_made_is_told_with_the_reason():
    edition = make_publication(generator="programme:test-programme")
    add_file(edition, language="en", generated=True)
    assert found("sheets") == ["\u2068فارسی\u2069: It was not made yet."]
    fault = SheetFault.objects.create(publication=edition.document, language="fa")
    assert "no text in this language" in found("sheets")[0]
    fault.detail = "3 pages"
    fault.save()
    assert "It could not be made: \u20683 pages" in found("sheets")[0]


def test_the_board_counts_by_language_and_narrows(author):
    make_publication(title_fa="", title_en="Lacks Persian")
    make_publication(file_languages=["fa"], title_en="Lacks an English file")
    response = author.get(reverse(BOARD))
    counts = {row["language"]: (row["texts"], row["files"]) for row in response.context["counts"]}
    assert counts == {"en": (0, 1), "fa": (1, 0), "fa-af": (2, 1), "ps": (2, 1)}
    titles = [row["title"] for row in response.context["rows"]]
    assert titles == ["Lacks an English file", "Lacks Persian"]
    narrowed = author.get(reverse(BOARD), {"language": "fa"})
    assert [row["title"] for row in narrowed.context["rows"]] == ["Lacks Persian"]
    everything = author.get(reverse(BOARD), {"language": "nonsense"})
    assert len(everything.context["rows"]) == 2


def test_the_board_says_where_an_earlier_sheet_is_still_public(author):
    edition = make_publication(generator="returns")
    for language in ("en", "fa"):
        add_file(edition, language=language, generated=True)
    SheetFault.objects.create(publication=edition.document, language="en", detail="3 pages")
    text = author.get(reverse(BOARD)).content.decode()
    assert "The earlier file is still public." in text


def test_the_board_asks_as_much_for_many_as_for_one(author, django_assert_num_queries):
    author.get(reverse(BOARD))
    for number in (1, 5):
        for _ in range(number):
            make_publication(file_languages=["en"], generator="programme:test")
        with django_assert_num_queries(7):
            author.get(reverse(BOARD))


def test_its_checks_ask_one_question_of_their_own(django_assert_num_queries):
    for _ in range(3):
        make_publication(file_languages=["en"], generator="programme:test")
    desk = Desk(make_user(superuser=True), admin.site._registry)
    assert desk.live
    from publications.housekeeping import lacking_a_language, sheets_not_made

    with django_assert_num_queries(1):
        assert list(lacking_a_language(desk)) == []
        assert len(list(sheets_not_made(desk))) == 6


@pytest.mark.parametrize("language", ["en", "fa", "fa-af", "ps"])
def test_the_board_stands_in_every_language_of_the_staff(client, language):
    make_publication(file_languages=["en"])
    user = make_author()
    user.language = language
    user.save()
    client.force_login(user)
    response = client.get(reverse(BOARD))
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()
