"""Share cards: every page that is shared has one, in its language, with room for its words."""

import io

import pytest
from django.test import Client
from django.utils import translation
from PIL import Image

from iomiran.common.cards import HEIGHT, WIDTH, Card
from iomiran.common.cards import views as card_views
from iomiran.common.cards.drawing import TEMPLATE, card_data, draw_card
from iomiran.common.cards.finding import find_card
from iomiran.common.http.turns import Turns
from iomiran.common.typeset import TypesetError, print_picture
from news.models import NewsItemEdition
from programmes.models import ProgrammeEdition
from publications.models import PublicationEdition
from returns.models import HeadlineFigureEdition, SeriesEdition
from returns.tests.explored import EXPLORED

from . import site
from .reading import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

CARDS = "/cards/"


def picture(response) -> Image.Image:
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


def path_of(url: str, settings) -> str:
    return url.removeprefix(settings.SITE_URL)


def documents(answers):
    """Answers of pages that show one document of a kind that has cards."""
    kinds = ("programmes:programme_detail", "news:news_detail", "publications:publication_detail")
    return [one for one in answers if one[0].name in (*kinds, "returns:series_detail")]


# --- In the heads of pages ---------------------------------------------------------


def test_every_document_has_a_card_in_the_language_of_its_text(pages, settings):
    faults = []
    protected = site.protected_pages()
    for page, language, answer in documents(pages):
        metas = answer.document.head.metas
        shared = metas.get("og:image", "")
        if (page.name, page.args[0]) in protected:
            if shared:
                faults.append(f"{answer.url} is shared")
            continue
        if CARDS not in shared and "/files/" not in shared:
            faults.append(f"{answer.url} has no card")
        elif CARDS in shared and f"/{page.source(language)}{CARDS}" not in shared:
            faults.append(f"{answer.url} has {shared}")
        if metas.get("twitter:card") != "summary_large_image" or not metas.get("og:image:alt"):
            faults.append(f"{answer.url} does not say what the picture is")
        if CARDS in shared and (metas["og:image:width"], metas["og:image:height"]) != (
            str(WIDTH),
            str(HEIGHT),
        ):
            faults.append(f"{answer.url} says another size")
    assert not faults, "\n".join(faults[:20])


def test_the_card_of_a_page_is_there_and_has_the_size_that_it_says(pages, settings):
    asked = Client()
    first = {}
    for page, language, answer in pages:
        if CARDS in (shared := answer.document.head.metas.get("og:image", "")):
            first.setdefault((page.name, language), shared)
    assert {name for name, _language in first} >= {"pages:home", "returns:overview"}
    for shared in first.values():
        card_views.cards.allowances.forget()
        assert picture(asked.get(path_of(shared, settings))).size == (WIDTH, HEIGHT), shared


def test_a_view_of_the_explorer_has_the_card_of_what_it_shows(client, settings):
    for name in ("line", "provinces", "pyramid", "comparison"):
        text = client.get(f"/fa/returns/explore/?{EXPLORED[name]}").text
        shared = Document(text).head.metas["og:image"]
        assert "/fa/cards/view/" in shared
        assert picture(client.get(path_of(shared, settings))).size == (WIDTH, HEIGHT)
    refused = client.get(f"/fa/returns/explore/?{EXPLORED['refused']}")
    assert "og:image" not in refused.text


# --- What they say -----------------------------------------------------------------


def every_card():
    """(kind, slug, mark, query) of all content that has cards."""
    for edition in HeadlineFigureEdition.objects.published().with_document():
        yield "figure", edition.document.slug, "", ""
    for edition in SeriesEdition.objects.published().with_document():
        yield "series", edition.document.slug, "1-1", ""
        yield "series", edition.document.slug, "1-2", ""
    for name, query in EXPLORED.items():
        if name != "refused":
            yield "view", query.partition("&")[0].removeprefix("series="), "1", query
    for model, kind in (
        (ProgrammeEdition, "programme"),
        (NewsItemEdition, "news"),
        (PublicationEdition, "publication"),
    ):
        for edition in model.objects.published().with_document():
            yield kind, edition.document.slug, "", ""


def test_the_words_of_all_content_have_room_on_their_cards():
    drawn = 0
    for kind, slug, mark, query in every_card():
        for language in ("en", "fa"):
            with translation.override(language):
                card = find_card(kind, slug, mark, query)
            if card:
                print_picture(TEMPLATE, card_data(card) | {"strict": True})
                drawn += 1
    assert drawn > 100


def test_a_figure_says_its_scope_and_its_source():
    for language in ("en", "fa"):
        with translation.override(language):
            cards = [
                find_card("figure", edition.document.slug, "", "")
                for edition in HeadlineFigureEdition.objects.published().with_document()
            ]
        for card in cards:
            assert card.value
            assert card.scope
            assert card.source
            assert card.date


def test_a_chart_says_its_scope_and_its_source():
    for edition in SeriesEdition.objects.published().with_document():
        card = find_card("series", edition.document.slug, "1-1", "")
        assert card.scope == edition.scope_sentence()
        assert card.source


@pytest.mark.parametrize("words", ["بازگشت از ایران به افغانستان ", "Returns to Afghanistan "])
def test_a_title_without_end_loses_its_end_and_not_its_place(words):
    language = "en" if words.isascii() else "fa"
    short = card_data(Card(language, "1", words.strip()))
    endless = card_data(Card(language, "1", (words * 200).strip()))
    for data in (short, endless):
        assert Image.open(io.BytesIO(draw_card(data))).size == (WIDTH, HEIGHT)
    print_picture(TEMPLATE, short | {"strict": True})
    with pytest.raises(TypesetError, match="no room"):
        print_picture(TEMPLATE, endless | {"strict": True})


def test_words_are_never_markup():
    hostile = '#panic("out") $x$ *b* </svg> \\u{41}'
    draw_card(card_data(Card("en", "1", hostile, kicker=hostile, source=hostile, scope=hostile)))


def test_a_card_says_that_this_is_a_demonstration(settings):
    card = Card("fa", "1", "عنوان نمونه")
    assert "نمایشی" in card_data(card)["demonstration"]
    settings.OFFICIAL_SITE = True
    assert card_data(card)["demonstration"] == ""


# --- Addresses ---------------------------------------------------------------------


def test_the_same_card_has_the_same_bytes_and_need_not_be_sent_twice(client):
    address = "/fa/cards/programme/cap/1.png"
    first = client.get(address)
    assert draw_card(card_data(find("fa", "programme", "cap"))) == first.content
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    head = client.head(address)
    assert (head["ETag"], head["Content-Length"]) == (first["ETag"], str(len(first.content)))


def find(language, kind, slug):
    with translation.override(language):
        return find_card(kind, slug, "", "")


def test_the_card_of_an_earlier_edition_leads_to_that_of_today(client):
    old = client.get("/en/cards/programme/cap/999.png")
    assert (old.status_code, old["Location"]) == (302, "/en/cards/programme/cap/1.png")
    fell_back = client.get("/ps/cards/news/record-returns-june-2025/1.png")
    assert fell_back.status_code == 302
    assert fell_back["Location"].startswith("/en/")


def test_what_is_not_public_or_not_to_be_shared_has_no_card(client):
    for address in (
        f"programme/{site.PROTECTION}/1",
        "programme/nothing/1",
        "nothing/cap/1",
        "series/iom-undocumented-weekly/1-9",
        "series/iom-undocumented-weekly/1-%D9%A1",
        "series/iom-undocumented-weekly/x",
        "view/iom-undocumented-weekly/1",
        "figure/nothing/1",
    ):
        assert client.get(f"/en/cards/{address}.png").status_code == 404, address
    hostile = {"series": "iom-undocumented-weekly", "group": "'; DROP TABLE x"}
    assert client.get("/en/cards/view/iom-undocumented-weekly/1.png", hostile).status_code == 404


def test_a_card_that_cannot_be_drawn_is_refused_in_silence(client, monkeypatch):
    def fails(data):
        raise TypesetError("no room")

    monkeypatch.setattr(card_views, "draw_card", fails)
    monkeypatch.setattr(card_views.cards.kept, "get", lambda name: None)
    refused = client.get("/en/cards/programme/cap/1.png")
    assert (refused.status_code, refused["Cache-Control"]) == (500, "no-store")


def test_a_view_is_worked_out_so_many_times_a_minute_for_one_client(client, monkeypatch):
    monkeypatch.setattr(card_views.questions, "most", 0)
    monkeypatch.setattr(card_views, "find_card", lambda *asked: pytest.fail("it was worked out"))
    assert client.get(f"/en/cards/view/x/1.png?{EXPLORED['line']}").status_code == 429


def test_cards_are_made_a_few_at_a_time(client, monkeypatch):
    turns = Turns(1, patience=0)
    monkeypatch.setattr(card_views.cards, "turns", turns)
    card_views.cards.allowances.forget()
    with turns.taken():
        busy = client.get("/en/cards/programme/drrm/1.png")
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "5", "no-store")
    assert not any(card_views.cards.allowances._used.values())  # nothing was had
    monkeypatch.setattr(card_views.cards.allowances, "most", 0)
    assert client.get("/en/cards/programme/drrm/1.png").status_code == 429
