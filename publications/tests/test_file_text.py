"""The text of files is kept by page, found by search, and shown with its page."""

import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.models import ContentGeneration
from iomiran.common.files import keeping
from iomiran.common.files.checking import check_document
from iomiran.common.files.finding import excerpt
from iomiran.common.files.keeping import (
    keep_contents,
    keep_own,
    read_later,
    reading_note,
    store_document,
)
from iomiran.common.files.models import Reading, Upload, UploadText
from iomiran.common.files.pdf.asking import Contents, read_here
from iomiran.common.files.presenting import upload_url
from iomiran.common.files.storage import discard_upload, path_of
from iomiran.common.search import asked_words, search
from iomiran.common.tasks import give_up_forgotten_files, read_upload
from iomiran.serve.preparation import tasks
from iomiran.tests import pdf
from iomiran.tests.factories import publish_example
from publications import search as searching
from publications.models import PublicationFile

from .factories import add_file, make_publication, pdf_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


def file_with(edition, *pages: str, language="en") -> PublicationFile:
    """A file of the edition whose pages say `pages`."""
    row = add_file(edition, language=language)
    keep_contents(row.upload, Contents(list(pages), whole=True))
    return row


def publication_with(*pages: str, language="en", **fields):
    edition = make_publication(live=False, **fields)
    file_with(edition, *pages, language=language)
    return publish_example(edition)


class TestKeeping:
    def test_the_text_of_each_page_is_kept(self):
        upload = store_document(check_document(pdf_bytes("example words"), "a.pdf"))
        texts = upload.texts.order_by("page").values_list("page", "text")
        assert list(texts) == [(1, "example words page1"), (2, "example words page2")]
        upload.refresh_from_db()
        assert (upload.reading, upload.pages_read) == (Reading.READ, 2)

    def test_what_is_read_twice_is_kept_once(self):
        upload = store_document(check_document(pdf_bytes(), "a.pdf"))
        cover = Upload.objects.get(pk=upload.pk).cover
        call_command("read_documents", "--all", verbosity=0)
        assert upload.texts.count() == 2
        assert Upload.objects.get(pk=upload.pk).cover == cover

    def test_what_was_never_read_is_read_by_a_command(self, capsys):
        upload = add_file(make_publication()).upload
        call_command("read_documents")
        call_command("read_documents")
        assert capsys.readouterr().out == "Read 1 files.\nRead 0 files.\n"
        assert upload.texts.count() == 2

    def test_a_large_file_is_read_by_the_worker(self, monkeypatch):
        checked = check_document(pdf_bytes("example words"), "a.pdf")
        asked = []
        monkeypatch.setattr(keeping, "read_later", asked.append)
        object.__setattr__(checked, "contents", None)
        upload = store_document(checked)
        assert asked == [upload]

    def test_the_worker_reads_what_waits_and_leaves_what_was_read(self):
        upload = add_file(make_publication()).upload
        read_later(upload)
        read_later(upload)  # asked for twice
        assert upload.reading == Reading.WAITING
        read_upload(upload.pk)
        read_upload(upload.pk)
        read_upload(0)  # thrown away meanwhile
        assert upload.texts.count() == 2

    def test_a_file_that_cannot_be_read_is_said_to_be_so(self):
        upload = add_file(make_publication(), content=b"%PDF-1.7 example").upload
        read_later(upload)
        read_upload(upload.pk)
        upload.refresh_from_db()
        assert "cannot be read" in reading_note(upload)

    def test_a_file_whose_bytes_are_gone_stops_nothing(self, caplog):
        upload = add_file(make_publication()).upload
        path_of(upload.sha256).unlink()
        call_command("read_documents", verbosity=0)
        upload.refresh_from_db()
        assert upload.reading == Reading.FAILED
        keep_own(upload)

    def test_the_start_of_the_server_leaves_files_to_the_worker(self):
        upload = add_file(make_publication()).upload
        call_command("read_documents", "--later", verbosity=0)
        upload.refresh_from_db()
        assert (upload.reading, upload.texts.count()) == (Reading.WAITING, 0)
        options = {task.command: task.options for task in tasks()}
        assert options["read_documents"] == {"later": True}

    def test_what_no_worker_will_read_any_more_is_given_up(self):
        given_up, waiting = (add_file(make_publication()).upload for _file in range(2))
        read_later(given_up)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        read_later(waiting)
        give_up_forgotten_files(0)
        readings = Upload.objects.filter(pk__in=[given_up.pk, waiting.pk]).order_by("pk")
        assert [one.reading for one in readings] == [Reading.FAILED, Reading.WAITING]

    def test_that_a_file_has_no_text_is_remembered(self):
        upload = store_document(check_document(pdf.without_text(), "a.pdf"))
        upload.refresh_from_db()
        assert "no text" in reading_note(upload)
        assert not upload.texts.exists()

    def test_how_much_of_a_long_file_is_found_is_told(self):
        row = file_with(make_publication(), "one")
        row.upload.refresh_from_db()
        assert "first 1 pages" in reading_note(row.upload)

    def test_readers_are_told_of_what_the_worker_found(self):
        edition = make_publication(file_languages=["en"])
        before = ContentGeneration.objects.get(pk=1).number
        keep_contents(edition.files.get().upload, Contents(["words"], whole=True))
        assert ContentGeneration.objects.get(pk=1).number == before + 1

    def test_a_file_takes_its_text_and_its_cover_along(self):
        upload = store_document(check_document(pdf_bytes(), "a.pdf"))
        upload = Upload.objects.select_related("cover").get(pk=upload.pk)
        path = path_of(upload.cover.sha256)
        assert path.exists()
        assert discard_upload(upload)
        assert not Upload.objects.exists()
        assert not UploadText.objects.exists()

    @pytest.mark.parametrize(
        ("rule", "fields"),
        [
            ("uploadtext_one_of_a_page", {"page": 1}),
            ("uploadtext_counted_from_one", {"page": 0}),
        ],
    )
    def test_the_database_counts_pages(self, rule, fields):
        upload = file_with(make_publication(), "one").upload
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            UploadText.objects.create(upload=upload, text="x", words="", **fields)

    @pytest.mark.parametrize(
        ("rule", "fields"),
        [
            ("upload_reading_known", {"reading": "x"}),
            ("upload_cover_has_its_size", {"cover_width": 9}),
        ],
    )
    def test_the_database_knows_how_far_a_file_is_read(self, rule, fields):
        upload = add_file(make_publication()).upload
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Upload.objects.filter(pk=upload.pk).update(**fields)


class TestCover:
    def test_it_is_public_where_its_document_is(self, client):
        edition = make_publication(live=False)
        row = add_file(edition)
        keep_contents(row.upload, read_here(pdf_bytes()))
        cover = Upload.objects.get(pk=row.upload.pk).cover
        assert client.get(upload_url(cover)).status_code == 404
        edition = publish_example(edition)
        response = client.get(upload_url(cover))
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response.getvalue()[8:12] == b"WEBP"
        withdraw_edition(edition=edition, by=None, reason="It was wrong.")
        assert client.get(upload_url(cover)).status_code == 404

    def test_page_and_library_show_it_small_and_late(self, client):
        edition = make_publication(file_languages=["en"])
        keep_contents(edition.files.get().upload, read_here(pdf_bytes()))
        for address in ("/en/publications/", f"/en/publications/{edition.document.slug}/"):
            tag = re.search(r"<img class=\"[a-z_]*cover\"[^>]*>", client.get(address).text).group()
            for part in ('alt=""', 'loading="lazy"', 'width="360"', 'height="510"'):
                assert part in tag

    def test_a_reader_sees_that_of_the_file_in_the_own_language(self, client):
        edition = make_publication(file_languages=["en", "fa"])
        for row in edition.files.all():
            keep_contents(row.upload, read_here(pdf_bytes(row.language)))
        cover = Upload.objects.get(pk=edition.files.get(language="fa").upload_id).cover
        assert upload_url(cover) in client.get("/fa/publications/").text


class TestSearch:
    def test_a_word_in_a_file_is_found_with_its_page(self, client):
        edition = publication_with("nothing here", "the rare zebra crosses")
        page = client.get("/en/search/?q=Zebras+rare").text
        assert "No page" in page or "0 pages" in page
        page = client.get("/en/search/?q=zebra+rare").text
        address = edition.files.get().get_absolute_url()
        assert f'href="{address}#page=2"' in page
        assert "the <mark>rare</mark> <mark>zebra</mark> crosses" in page

    def test_a_page_that_is_about_it_comes_before_a_file_that_has_it(self):
        publication_with("zebra", title_en="In a file")
        make_publication(summary_en="On a zebra.", title_en="In its summary")
        assert [hit.title for hit in search("zebra")] == ["In its summary", "In a file"]

    def test_what_is_found_in_its_files_stands_under_the_publication(self):
        publication_with("zebra", "other", "zebra", title_en="A zebra")
        (hit,) = search("zebra")
        assert [found.page for found in hit.inside] == [1, 3]

    def test_whole_words_come_before_beginnings_and_only_three_pages_are_shown(self):
        publication_with("zebras", "zebras", "zebras", "zebra")
        (hit,) = search("zebra")
        assert [found.page for found in hit.inside] == [4, 1, 2]

    def test_files_in_the_language_of_the_reader_come_alone(self):
        edition = make_publication(live=False)
        for language in ("ps", "en", "fa"):
            file_with(edition, "zebra", "zebra", language=language)
        publish_example(edition)
        (hit,) = search("zebra")
        assert [found.language for found in hit.inside] == ["en", "en"]
        with translation.override("fa"):
            (hit,) = search("zebra")
        assert [found.language for found in hit.inside] == ["fa", "fa", "en"]

    def test_a_file_in_another_language_is_better_than_none(self):
        publication_with("zebra", language="ps")
        (hit,) = search("zebra")
        assert [found.language for found in hit.inside] == ["ps"]

    def test_of_very_many_the_best_are_found(self, monkeypatch):
        monkeypatch.setattr(searching, "MOST_FOUND", 2)
        for word in ("zebra", "zebras", "zebra", "zebras"):
            publication_with(word, word, title_en=word)
        assert [(hit.title, len(hit.inside)) for hit in search("zebra") if hit.inside] == [
            ("zebra", 1),
            ("zebra", 1),
        ]

    def test_nothing_of_a_draft_is_found(self):
        edition = make_publication(live=False)
        file_with(edition, "zebra")
        assert search("zebra") == []

    def test_nothing_that_was_withdrawn_or_replaced_is_found(self):
        edition = publication_with("zebra")
        draft = draft_from(edition=edition, by=None)
        draft.files.all().delete()
        file_with(draft, "giraffe")
        publish_example(draft)
        assert search("zebra") == []
        assert len(search("giraffe")) == 1
        withdraw_edition(edition=draft, by=None, reason="It was wrong.")
        assert search("giraffe") == []

    @pytest.mark.parametrize(
        "question",
        ["'", "zebra' | 'x", "a & !b", "\\", "zebra:*", "((", "%", "x" * 199, "ز" * 199, "_ _"],
    )
    def test_no_question_breaks_out_of_its_place(self, client, question):
        publication_with("zebra")
        assert client.get("/en/search/", {"q": question}).status_code == 200

    @pytest.mark.parametrize(
        ("written", "asked"),
        [
            ("گذرگاه اسلام‌قلعه", "اسلامقلعه"),
            ("گذرگاه اسلامقلعه", "اسلام قلعه"),
            ("كتاب عربي", "کتاب عربی"),
            ("در ۱۴۰۳ بود", "1403"),
            ("عودت‌کنندگان", "بازگشت"),
        ],
    )
    def test_persian_is_found_however_it_is_written(self, written, asked):
        publication_with(written, language="fa")
        assert [len(hit.inside) for hit in search(asked) if hit.inside] == [1]

    def test_the_words_around_have_their_own_language_and_direction(self, client):
        publication_with("متن درباره‌ی گورخر است", language="fa")
        page = client.get("/en/search/", {"q": "گورخر"}).text
        assert re.search(r'words" dir="rtl" lang="fa">[^<]*<mark>گورخر</mark>', page)
        assert "page 1" in page

    def test_one_question_to_the_database_for_all_files(self, django_assert_num_queries):
        for _publication in range(5):
            publication_with("zebra", "zebra", "zebra")
        with django_assert_num_queries(1) as asked:
            assert len(searching.inside(asked_words("zebra"))) == 5
        assert "body" not in asked[0]["sql"]

    def test_two_questions_more_on_the_page_however_many_files(
        self, client, django_assert_max_num_queries
    ):
        counts = []
        for _round in range(2):
            for _publication in range(3):
                publication_with("zebra", "zebra")
            with django_assert_max_num_queries(60) as asked:
                client.get("/en/search/?q=zebra")
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestExcerpt:
    def said(self, text: str, question: str) -> str:
        pieces = excerpt(text, asked_words(question))
        return "".join(f"[{one.text}]" if one.is_found else one.text for one in pieces)

    def test_it_shows_where_most_words_stand_together(self):
        text = f"zebra {'far ' * 60}a zebra and a lion {'away ' * 60}"
        said = self.said(text, "lion zebra")
        assert said.startswith("… ")
        assert "a [zebra] and a [lion] away" in said
        assert said.endswith(" …")

    def test_both_halves_of_a_name_are_marked(self):
        assert self.said("گذرگاه اسلام قلعه", "اسلامقلعه") == "گذرگاه [اسلام] [قلعه]"

    def test_a_sentence_is_better_than_an_address(self):
        text = f"example.org/en/zebra/ {'far ' * 60}a zebra {'away ' * 60}"
        assert "a [zebra] away" in self.said(text, "zebra")

    def test_what_is_not_there_has_none(self):
        assert self.said("nothing", "zebra") == ""


def test_a_made_sheet_is_read_as_it_reads(real_content):
    """Persian in the order of reading: joined, with half-spaces, figures and brackets."""
    call_command("make_infosheets", verbosity=0)
    row = PublicationFile.objects.select_related("upload").get(
        edition__document__slug="infosheet-returns", edition__state="published", language="fa"
    )
    text = " ".join(row.upload.texts.values_list("text", flat=True))
    for part in ("بازگشت از ایران به افغانستان", "می‌گردند", "برگه‌ی اطلاعات", "(IOM)"):
        assert part in text
    assert ")IOM" not in text
    with translation.override("fa"):
        addresses = {found.url for hit in search("بازگشت افغانستان") for found in hit.inside}
    assert any(address.startswith(row.get_absolute_url()) for address in addresses)
