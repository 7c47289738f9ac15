"""References at the desk: chosen by name, checked on saving, shown where they are used."""

import pytest
from django.test import Client
from django.urls import reverse

from iomiran.common.content.files import ContentError
from iomiran.common.content.loading import load_all
from iomiran.common.references.checking import checked_together, reference_problems
from news.models import NewsItem, NewsItemEdition
from news.tests.factories import make_news_item
from returns.models import HeadlineFigureEdition
from returns.tests.factories import (
    make_figure,
    make_observation,
    make_release,
    make_series,
    publish,
)

from .factories import make_author, make_user, publish_example

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_user(superuser=True), backend=BACKEND)
    return client


@pytest.fixture
def figure():
    """A draft of a figure, at the address that its document was given."""
    release = make_release(make_series().document)
    observation = make_observation(release, value=12345)
    publish(release)
    return make_figure(observation)


@pytest.fixture
def live(figure):
    return publish_example(figure)


def mark(figure, rest=""):
    return "{figure:" + figure.document.slug + rest + "}"


def item_form(**fields):
    return {
        "slug": "example-item",
        "kind": "news",
        "date": "2025",
        "level": "A",
        "title_en": "Example",
        "summary_en": "Example.",
        "body_en": "<p>Example.</p>",
    } | fields


def saved(client, **fields):
    """The answer to a new draft, and what the form says."""
    response = client.post(reverse("admin:news_newsitemedition_add"), item_form(**fields))
    form = response.context and response.context["adminform"].form
    return response, str(form.errors) if form else ""


# --- writing ---------------------------------------------------------------------


def test_a_mark_that_was_typed_becomes_a_reference(client, figure):
    response, faults = saved(client, body_en=f"<p>Of {mark(figure)}.</p>", summary_en=mark(figure))
    assert response.status_code == 302, faults
    edition = NewsItemEdition.objects.get()
    assert f'<data value="figure:{figure.document.slug}">' in edition.body_en
    assert edition.summary_en == mark(figure)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"body_en": "<p>{figure:nowhere}</p>"}, "there is no “nowhere”"),
        ({"body_fa": '<p><data value="figure:nowhere">1</data></p>'}, "there is no “nowhere”"),
        ({"summary_en": "{programme:nowhere}"}, "there is no “nowhere”"),
        ({"body_en": "<p>{fgure:nowhere}</p>"}, "“fgure” is none of"),
        ({"title_en": "{figure:nowhere}"}, "cannot stand here"),
    ],
)
def test_a_wrong_mark_is_named_and_nothing_is_lost(client, fields, told):
    response, faults = saved(client, **fields)
    assert response.status_code == 200
    assert told in faults
    [(name, text)] = fields.items()
    assert text.replace("<p>", "").replace("</p>", "")[:15] in (
        response.context["adminform"].form[name].value()
    )
    assert not NewsItem.objects.exists()


def test_words_in_braces_are_words(client):
    response, faults = saved(client, title_en="{A} and {b: c}", body_en="<p>{1:2}</p>")
    assert response.status_code == 302, faults


# --- choosing ---------------------------------------------------------------------


def test_the_editor_finds_live_figures_by_their_words(client, live):
    ask = f"{reverse('admin:references')}?for=figures"
    [found] = client.get(f"{ask}&q=EXAMPLE+12345").json()["results"]
    assert found["value"] == f"figure:{live.document.slug}"
    assert found["text"] == "12,345"
    assert found["title"] == "example figure"
    assert "2021" in found["detail"]
    assert "Example source" in found["detail"]
    assert client.get(f"{ask}&q=nothing").json() == {"results": [], "more": 0}


def test_the_editor_finds_live_pages_and_no_drafts(client, live):
    make_news_item(slug="live-item")
    make_news_item(slug="draft-item", live=False)
    ask = f"{reverse('admin:references')}?for=pages"
    values = [found["value"] for found in client.get(f"{ask}&q=item").json()["results"]]
    assert values == ["news:live-item"]
    for _number in range(22):
        make_news_item()
    answer = client.get(f"{ask}&q=item").json()
    assert (len(answer["results"]), answer["more"]) == (20, 3)


def test_the_editor_shows_what_a_mark_says_now(client, live, figure):
    slug = live.document.slug
    marks = [f"figure:{slug}", f"figure:{slug}|period", "figure:nowhere", "<script>"]
    answer = client.get(reverse("admin:references"), {"mark": marks, "language": "fa"}).json()
    assert answer["marks"][marks[0]] == {"text": "۱۲٬۳۴۵", "live": True}
    assert "۲۰۲۱" in answer["marks"][marks[1]]["text"]
    assert not answer["marks"][marks[2]]["live"]
    assert "<script>" not in answer["marks"]


def test_only_staff_may_ask(live):
    address = reverse("admin:references")
    assert Client().get(address).status_code == 302
    visitor = Client()
    visitor.force_login(make_user(staff=False), backend=BACKEND)
    assert visitor.get(address).status_code == 302
    editor = Client()
    editor.force_login(make_author(), backend=BACKEND)
    assert editor.get(f"{address}?for=figures").status_code == 200
    assert editor.post(address).status_code == 405


# --- where it is used -----------------------------------------------------------------


def change_address(edition, view="change"):
    options = edition._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{view}", args=[edition.pk])


def test_a_figure_says_where_it_is_used_and_how_it_is_named(client, live):
    page = client.get(change_address(live)).content.decode()
    assert mark(live) in page
    assert "Where it is used" not in page
    item = make_news_item(body_en=f"<p>{mark(live)}</p>")
    draft = make_news_item(live=False, title_en="Example draft", summary_en=mark(live))
    page = client.get(change_address(live)).content.decode()
    for used in (item, draft):
        assert f'href="{change_address(used)}"' in page
    assert "Example draft" in page


def test_who_withdraws_a_figure_reads_what_pages_will_say(client, live):
    make_news_item(body_en=f"<p>{mark(live)}</p>")
    page = client.get(change_address(live, "withdraw")).content.decode()
    assert "Example item" in page
    assert "(figure withdrawn)" in page


def test_a_draft_that_is_referred_to_is_not_thrown_away(client, figure):
    make_news_item(live=False, body_en=f"<p>{mark(figure)}</p>")
    address = change_address(figure, "delete")
    assert "Take it out of these texts first." in client.get(address).content.decode()
    answer = client.post(address, {"post": "yes"}, follow=True)
    assert "Take it out of these texts first." in answer.content.decode()
    assert HeadlineFigureEdition.objects.filter(pk=figure.pk).exists()


def test_what_is_only_read_shows_the_present_number(client, live):
    item = make_news_item(body_en=f"<p>Of {mark(live)} things.</p>", summary_en=mark(live))
    page = client.get(change_address(item)).content.decode()
    assert ">12,345</a> things." in page
    assert mark(live) not in page


# --- published together ------------------------------------------------------------


def test_what_goes_public_together_may_refer_to_each_other(figure):
    item = make_news_item(live=False, body_en=f"<p>{mark(figure)}</p>")
    with checked_together() as published:
        publish_example(item)
        publish_example(figure)
    assert published == [item, figure]
    assert not any(reference_problems(edition, live=True) for edition in published)


def test_content_files_may_name_what_is_loaded_later_and_nothing_else(monkeypatch):
    from iomiran.common.content import files

    rendered = files.from_markdown
    monkeypatch.setattr(
        "iomiran.common.content.files.from_markdown",
        lambda text: rendered(text + "\n\n{figure:nowhere}"),
    )
    with pytest.raises(ContentError, match="there is no “nowhere”"):
        load_all()
