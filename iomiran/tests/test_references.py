"""Figures and pages in prose: named by the text, said by the live figure, everywhere at once."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iomiran.common.content.loading import Report
from iomiran.common.editorial.actions import (
    EditorialError,
    discard_draft,
    draft_from,
    withdraw_edition,
)
from iomiran.common.editorial.addresses import move_document
from iomiran.common.models import Reference
from iomiran.common.references.checking import broken_references
from iomiran.common.references.uses import used_in
from iomiran.common.typeset import nodes
from news.models import NewsItem, NewsItemEdition
from news.tests.factories import make_news_item
from programmes.tests.factories import make_programme
from publications.models import PublicationEdition
from publications.tests.factories import make_publication
from returns.importing.loading import load_series
from returns.importing.rows import SeriesData
from returns.models import HeadlineFigure, Observation
from returns.tests.factories import make_figure, make_series, row

from .factories import make_managing_editor, publish_example

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    (tmp_path / "example.csv").write_text("example\n")
    return tmp_path


@pytest.fixture
def series():
    return make_series().document


def released(series, folder, value, **fields):
    data = SeriesData([row(value=value, **fields)], [], {"example.csv"})
    load_series(series, data, folder=folder, report=Report(), today=date(2026, 1, 1))


@pytest.fixture
def figure(series, folder):
    """A live figure at the address example-figure: nearly 12,345."""
    released(series, folder, 12345, precision="nearly")
    edition = make_figure(
        Observation.objects.published().get(),
        document=HeadlineFigure.objects.create(slug="example-figure"),
    )
    return publish_example(edition)


MARK = "{figure:example-figure}"


def make_item(**fields):
    return make_news_item(
        **{
            "slug": "example-item",
            "summary_en": f"An example of {MARK} things.",
            "body_en": f"<p>There were {MARK} of them.</p>",
            "body_fa": f"<p>شمار آن‌ها {MARK} بود.</p>",
        }
        | fields
    )


def uploaded(slug):
    """The PDF of a sheet that the portal makes."""
    sheet = PublicationEdition.objects.published().get(document__slug=slug)
    return sheet.files.get(language="en").upload


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- what readers see -------------------------------------------------------------


def test_a_figure_is_said_in_the_language_of_the_text(client, figure):
    make_item()
    english = read(client, "/en/news/example-item/")
    assert '<a class="figure-reference" href="#figure-example-figure">nearly 12,345</a>' in english
    assert "An example of nearly 12,345 things." in english
    persian = read(client, "/fa/news/example-item/")
    assert "۱۲٬۳۴۵" in persian
    assert "{figure" not in english + persian


def test_a_figure_never_stands_alone(client, figure):
    make_item()
    page = read(client, "/en/news/example-item/")
    assert page.count('id="figure-example-figure"') == 1
    for told in ("example figure", "Example source", "Release 1", figure.series.slug):
        assert told in page.partition("Figures in this text")[2]
    make_item(slug="without", summary_en="Example.", body_en="<p>Text.</p>", body_fa="")
    assert "Figures in this text" not in read(client, "/en/news/without/")


def test_a_figure_may_be_said_with_its_scope_or_by_its_period(client, figure):
    marks = "{figure:example-figure|with-scope}. {figure:example-figure|period}."
    make_item(body_en=f"<p>{marks}</p>")
    page = read(client, "/en/news/example-item/")
    assert "nearly 12,345 example figure, 3–9 January 2021</a>" in page
    assert ">3–9 January 2021</a>" in page


def test_a_new_release_changes_every_page_with_the_figure(
    client, figure, series, folder, django_capture_on_commit_callbacks
):
    make_item()
    make_programme(slug="example", body_en=f"<p>There were {MARK} of them.</p>")
    make_publication(slug="example-sheet", generator="programme:example")
    call_command("make_infosheets", verbosity=0)
    sheet = uploaded("example-sheet")
    addresses = ("/en/news/example-item/", "/en/news/", "/en/news/feed.xml", "/en/search/?q=things")
    before = [read(client, address) for address in addresses]
    assert all("nearly 12,345" in page for page in before)
    with django_capture_on_commit_callbacks(execute=True):
        released(series, folder, 67890, precision="about")
    for address in addresses:
        page = read(client, address)
        assert "about 67,890" in page
        assert "12,345" not in page
    assert uploaded("example-sheet") != sheet


def test_search_finds_and_shows_the_number_of_today(client, figure):
    make_item(summary_en="Example.")
    assert "example-item" in read(client, "/en/search/?q=12345+them")
    assert "example-item" not in read(client, "/en/search/?q=figure:example")


def test_a_number_in_a_feed_is_told_with_what_it_counts(client, figure):
    make_item()
    feed = read(client, "/en/news/feed.xml")
    assert "nearly 12,345 example figure, 3–9 January 2021" in feed


def test_a_withdrawn_figure_leaves_words_and_no_old_number(client, figure):
    make_item()
    withdraw_edition(edition=figure, by=None, reason="An example reason.")
    for address in ("/en/news/example-item/", "/en/news/feed.xml", "/en/search/?q=things"):
        page = read(client, address)
        assert "(figure withdrawn)" in page
        assert "12,345" not in page
    [broken] = broken_references()
    assert broken.edition.document.slug == "example-item"
    assert broken.mark == "figure:example-figure"


def test_a_figure_that_lost_its_series_is_withdrawn_too(client, figure, series):
    make_item()
    withdraw_edition(edition=series.editions.get(), by=None, reason="An example reason.")
    assert "(figure withdrawn)" in read(client, "/en/news/example-item/")
    assert broken_references()


def test_all_references_of_a_page_take_the_queries_of_one(client, figure, series, folder):
    def queries(body):
        make_item(slug=(slug := f"item-{len(body)}"), summary_en="Example.", body_en=body)
        read(client, f"/en/news/{slug}/")
        with CaptureQueriesContext(connection) as asked:
            read(client, f"/en/news/{slug}/?again")
        return len(asked)

    make_programme(slug="one")
    make_programme(slug="two")
    marks = f"{MARK} {{programme:one}}"
    few = queries(f"<p>{marks}</p>")
    assert queries(f"<p>{marks * 5} {{programme:two}} {{figure:example-figure|period}}</p>") == few


# --- links to pages ----------------------------------------------------------------


def test_a_link_to_a_page_has_its_title_in_the_language_of_the_text(client):
    make_programme(slug="example")
    make_item(
        summary_en="Example.",
        body_en="<p>See {programme:example} and {programme:example|our plan}.</p>",
        body_fa="<p>{programme:example}</p>",
    )
    page = read(client, "/en/news/example-item/")
    assert '<a href="/en/programmes/example/">Example programme</a>' in page
    assert '<a href="/en/programmes/example/">our plan</a>' in page
    assert ">برنامه‌ی نمونه</a>" in read(client, "/fa/news/example-item/")


def test_a_link_follows_a_page_to_its_new_address(client):
    programme = make_programme(slug="example")
    make_item(summary_en="Example.", body_en="<p>{programme:example}</p>", body_fa="<p>نمونه</p>")
    for address in ("moved", "moved-again"):
        move_document(edition=programme, slug=address, by=make_managing_editor(), reason="Example.")
    assert len(used_in("programme", "moved-again")) == 1
    draft = draft_from(edition=NewsItemEdition.objects.published().get(), by=None)
    publish_example(draft)
    assert 'href="/en/programmes/moved-again/"' in read(client, "/en/news/example-item/")
    assert len(used_in("programme", "moved-again")) == 1
    assert not broken_references()


def test_words_of_ones_own_stay_when_the_page_is_withdrawn(client):
    programme = make_programme(slug="example")
    make_item(summary_en="Example.", body_en="<p>{programme:example|our plan}</p>", body_fa="")
    withdraw_edition(edition=programme, by=None, reason="An example reason.")
    page = read(client, "/en/news/example-item/")
    assert "our plan" in page
    assert "/en/programmes/example/" not in page


def test_a_link_in_print_has_the_whole_address(settings):
    [block] = nodes('<p><a href="/en/news/">One</a> <a href="#figure-x">two</a></p>')
    assert [part.get("url") for part in block["parts"] if part["kind"] == "link"] == [
        f"{settings.SITE_URL.rstrip('/')}/en/news/",
        "",
    ]


# --- publishing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("{figure:nowhere}", "there is no “nowhere”"),
        ("{fgure:example-figure}", "“fgure” is none of"),
        ("{figure:example-figure|loud}", "value, with-scope, period"),
    ],
)
def test_a_text_with_a_wrong_reference_is_not_published(figure, mark, words):
    with pytest.raises(EditorialError, match=words):
        make_item(body_en=f"<p>{mark}</p>")


def test_a_text_is_not_published_before_the_figure_in_it(series, folder):
    released(series, folder, 12345)
    document = HeadlineFigure.objects.create(slug="example-figure")
    draft = make_figure(Observation.objects.published().get(), document=document)
    with pytest.raises(EditorialError, match=r"example-figure.* is not public"):
        make_item()
    publish_example(draft)
    publish_example(make_item(live=False, slug="later"))


def test_a_page_may_refer_to_itself():
    make_programme(slug="example", body_en="<p>{programme:example}</p>")


# --- where it is used -----------------------------------------------------------------


def test_every_save_is_kept_and_a_thrown_away_draft_is_forgotten(figure):
    make_item()
    draft = draft_from(edition=NewsItemEdition.objects.get(), by=None)
    uses = used_in("figure", "example-figure")
    assert [(use.edition.state, use.languages) for use in uses] == [
        ("published", ("en", "fa")),
        ("draft", ("en", "fa")),
    ]
    NewsItemEdition.objects.filter(pk=draft.pk).update(body_fa="<p>نمونه</p>")
    assert used_in("figure", "example-figure")[1].languages == ("en",)
    discard_draft(edition=draft, by=None)
    assert len(used_in("figure", "example-figure")) == 1


def test_where_a_figure_is_used_takes_two_queries(figure, django_assert_num_queries):
    for _number in range(3):
        make_item(slug=None)
    with django_assert_num_queries(2):
        assert len(used_in("figure", "example-figure")) == 3


def test_what_is_used_is_not_deleted_by_the_database(figure):
    make_item()
    figure.delete()
    with pytest.raises(IntegrityError, match="referred to in a text"):
        HeadlineFigure.objects.get(slug="example-figure").delete()


def test_a_draft_that_a_text_names_is_not_thrown_away(figure):
    item = make_item(live=False, slug="example-draft", summary_en="Example.", body_fa="")
    make_item(body_en="<p>{news:example-draft}</p>", live=False)
    with pytest.raises(EditorialError, match=r"used in “.*Example item"):
        discard_draft(edition=item, by=None)
    assert NewsItem.objects.filter(slug="example-draft").exists()


def test_every_kind_that_may_refer_is_watched_by_the_database():
    from django.apps import apps

    from iomiran.common.editorial.models import Edition
    from iomiran.common.references.targets import targets

    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger")
        triggers = {name for (name,) in cursor.fetchall()}
    for model in apps.get_models():
        if issubclass(model, Edition) and model.refers_in:
            assert f"{model._meta.db_table}_references" in triggers
    for target in targets().values():
        assert f"{target.document._meta.db_table}_referred_stays" in triggers


@pytest.mark.parametrize("again", [{}, {"target": "other"}])
def test_a_reference_is_kept_once(again):
    one = {"kind": "a", "edition": 1, "field": "b_en", "target_kind": "c", "target": "d"}
    Reference.objects.create(**one)
    if again:
        Reference.objects.create(**one | again)
    else:
        with pytest.raises(IntegrityError, match="reference_once"):
            Reference.objects.create(**one)


def test_the_desk_reads_where_a_figure_is_used(admin_client, figure):
    make_item()
    address = reverse("admin:returns_headlinefigureedition_change", args=[figure.pk])
    assert "Example item" in admin_client.get(address).content.decode()
