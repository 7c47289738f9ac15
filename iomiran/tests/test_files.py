"""Files: kept by content, private until published, served in parts, refused when they lie."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from iomiran.common.editorial.actions import withdraw_edition
from iomiran.common.files import checking
from iomiran.common.files.models import Picture
from iomiran.common.files.pictures import attach_picture
from iomiran.common.files.presenting import picture_view, size_text, upload_url
from iomiran.common.files.storage import discard_upload, path_of, store_bytes
from news.tests.factories import make_news_item
from publications.tests.factories import add_file, make_publication, pdf_bytes, xlsx_bytes

from .factories import make_user

pytestmark = pytest.mark.django_db


def ask(client, upload, method="get", **headers):
    """The answer with its body read, so that the file is closed again."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = getattr(client, method)(upload_url(upload), headers=names)
    response.body = response.getvalue()
    return response


@pytest.fixture
def upload():
    """A file of 100 known bytes, public because a live publication uses it."""
    edition = make_publication()
    return add_file(edition, content=bytes(range(100))).upload


class TestServing:
    def test_the_whole_file(self, client, upload):
        response = ask(client, upload)
        assert response.status_code == 200
        assert response.body == bytes(range(100))
        assert response["Content-Length"] == "100"
        assert response["Accept-Ranges"] == "bytes"
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-cache" in response["Cache-Control"]

    def test_head_has_the_size_and_no_body(self, client, upload):
        response = ask(client, upload, "head")
        assert (response.status_code, response["Content-Length"]) == (200, "100")
        assert response.body == b""

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [
            ("bytes=0-9", 0, 9),
            ("bytes=90-", 90, 99),
            ("bytes=-5", 95, 99),
            ("bytes=95-500", 95, 99),
        ],
    )
    def test_a_part(self, client, upload, asked, first, last):
        response = ask(client, upload, range=asked)
        assert response.status_code == 206
        assert response.body == bytes(range(first, last + 1))
        assert response["Content-Range"] == f"bytes {first}-{last}/100"
        assert response["Content-Length"] == str(last - first + 1)

    @pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=9-5", "bytes=-0"])
    def test_a_part_that_is_not_there(self, client, upload, asked):
        response = ask(client, upload, range=asked)
        assert response.status_code == 416
        assert response["Content-Range"] == "bytes */100"

    @pytest.mark.parametrize("asked", ["lines=1-2", "bytes=a-b", "bytes=-", "bytes=0-1,5-6"])
    def test_a_range_that_makes_no_sense_gives_the_whole(self, client, upload, asked):
        assert ask(client, upload, range=asked).status_code == 200

    def test_a_reader_who_has_it_is_told_so(self, client, upload):
        etag = ask(client, upload, "head")["ETag"]
        response = ask(client, upload, if_none_match=etag)
        assert (response.status_code, response.body) == (304, b"")

    def test_a_part_of_another_file_is_not_patched_in(self, client, upload):
        response = ask(client, upload, range="bytes=0-9", if_range='"another"')
        assert (response.status_code, len(response.body)) == (200, 100)

    @pytest.mark.parametrize("name", ["x", "../../etc/passwd", "%00"])
    def test_unknown_files_are_not_found(self, client, name):
        assert client.get(f"/files/{'0' * 64}/{name}").status_code == 404

    def test_posting_is_refused(self, client, upload):
        assert client.post(upload_url(upload)).status_code == 405


class TestWhoMayRead:
    def test_nobody_before_it_is_published_but_staff(self, client):
        upload = add_file(make_publication(live=False)).upload
        assert ask(client, upload).status_code == 404
        client.force_login(make_user(staff=False))
        assert ask(client, upload).status_code == 404
        client.force_login(make_user())
        response = ask(client, upload)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"

    def test_nobody_after_it_is_withdrawn(self, client):
        edition = make_publication(file_languages=["en"])
        upload = edition.files.get().upload
        etag = ask(client, upload, "head")["ETag"]
        withdraw_edition(edition=edition, by=None, reason="It was wrong.")
        assert ask(client, upload, if_none_match=etag).status_code == 404

    def test_a_picture_is_public_with_the_page_that_shows_it(self, client):
        picture = make_picture()
        small = picture.renditions.first().upload
        item = make_news_item(live=False, picture=picture)
        assert ask(client, small).status_code == 404
        make_news_item(slug=item.document.slug + "-live", picture=picture)
        assert ask(client, small).status_code == 200
        # The large one that staff sent stays with them.
        assert ask(client, picture.upload).status_code == 404


def jpeg_with_place(width=1000, height=500) -> bytes:
    """A JPEG with a camera and a GPS position in its EXIF, turned by its orientation."""
    image = Image.new("RGB", (width, height), "teal")
    exif = image.getexif()
    exif[0x010F] = "Example Camera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"a private note")
    return out.getvalue()


def make_picture(**fields) -> Picture:
    picture = Picture(
        **{
            "alternative_en": "A teal field",
            "alternative_fa": "زمینه‌ای سبزآبی",
            "credit": "Example person",
            "licence": "CC BY 4.0",
        }
        | fields
    )
    return attach_picture(picture, content=jpeg_with_place(), name="a photo.jpg")


class TestPictures:
    def test_nothing_of_the_camera_is_kept(self):
        picture = make_picture()
        kept = [picture.upload, *(rendition.upload for rendition in picture.renditions.all())]
        for upload in kept:
            content = path_of(upload.sha256).read_bytes()
            assert b"Example Camera" not in content
            assert b"private note" not in content
            assert not Image.open(io.BytesIO(content)).getexif()

    def test_it_stands_upright_in_smaller_sizes(self):
        picture = make_picture()
        assert (picture.width, picture.height) == (500, 1000)
        whole = picture.renditions.filter(shape="whole", format="webp")
        assert [(r.width, r.height) for r in whole] == [
            (320, 640),
            (500, 1000),
        ]

    @pytest.mark.parametrize(
        "content",
        [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\xff\xd8\xff\xe0"],
    )
    def test_what_is_not_a_picture_is_refused(self, content):
        with pytest.raises(ValidationError):
            attach_picture(Picture(), content=content, name="x.jpg")
        assert not Picture.objects.exists()

    def test_a_picture_is_described_in_the_language_of_the_reader(self):
        picture = make_picture()
        persian, pashto = picture_view(picture, "fa"), picture_view(picture, "ps")
        assert (persian.alternative, persian.lang) == ("زمینه‌ای سبزآبی", "")
        assert (pashto.alternative, pashto.lang, pashto.dir) == ("A teal field", "en", "ltr")

    def test_a_page_shows_it_with_sizes_description_and_credit(self, client):
        item = make_news_item(picture=make_picture())
        page = client.get(f"/en/news/{item.document.slug}/").content.decode()
        for part in (
            'alt="A teal field"',
            'width="500"',
            'height="1000"',
            "320w",
            "Example person",
        ):
            assert part in page


class TestThrowingAway:
    def test_bytes_that_were_sent_again_meanwhile_stay(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            discard_upload(store_bytes(b"example", name="x.csv", media_type="text/csv"))
            again = store_bytes(b"example", name="x.csv", media_type="text/csv")
        assert path_of(again.sha256).exists()

    def test_the_same_bytes_are_handled_by_one_at_a_time(self):
        with CaptureQueriesContext(connection) as kept:
            upload = store_bytes(b"example", name="x.csv", media_type="text/csv")
        with CaptureQueriesContext(connection) as thrown_away:
            discard_upload(upload)
        first = [
            next(query["sql"] for query in asked if "SAVEPOINT" not in query["sql"])
            for asked in (kept, thrown_away)
        ]
        assert "pg_advisory_xact_lock" in first[0]
        assert first[0] == first[1]


class TestPictureAdmin:
    def post(self, client, **data):
        client.force_login(make_user(superuser=True))
        file = io.BytesIO(jpeg_with_place())
        file.name = "a photo.jpg"
        fields = {"file": file, "credit": "Example person", "licence": "CC BY 4.0"}
        return client.post(reverse("admin:common_picture_add"), fields | data)

    def test_it_is_kept_with_its_descriptions(self, client):
        response = self.post(client, alternative_en="A field", alternative_fa="یک زمین")
        assert response.status_code == 302
        assert Picture.objects.get().renditions.filter(format="webp", shape="whole").count() == 2

    def test_it_is_refused_without_a_description_in_persian(self, client):
        response = self.post(client, alternative_en="A field")
        assert response.status_code == 200
        assert not Picture.objects.exists()

    @pytest.mark.parametrize("model", ["upload", "auditentry"])
    def test_files_and_history_are_only_read(self, client, model):
        store_bytes(pdf_bytes(), name="x.pdf", media_type="application/pdf")
        client.force_login(make_user(superuser=True))
        assert client.get(reverse(f"admin:common_{model}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:common_{model}_add")).status_code == 403


def zipped(**files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx_with(name: str) -> bytes:
    content = io.BytesIO(xlsx_bytes())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(name, b"macro")
    return content.getvalue()


class TestChecking:
    @pytest.mark.parametrize(
        ("name", "content", "media_type"),
        [
            ("a.pdf", pdf_bytes(), "application/pdf"),
            ("A.PDF", pdf_bytes(), "application/pdf"),
            ("a.xlsx", xlsx_bytes(), checking.XLSX),
            ("a.csv", "place,persons\nهرات,5\n".encode(), "text/csv"),
            ("a.csv", b'\xef\xbb\xbfa;b\r\n"1;2";3\r\n\r\n', "text/csv"),
        ],
    )
    def test_what_is_what_it_says_is_taken(self, name, content, media_type):
        assert checking.check_document(content, name).media_type == media_type

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("a.pdf", b"", "empty"),
            ("a.pdf", b"PK\x03\x04", "not a PDF"),
            ("a.pdf", b"<html>%PDF-1.7 %%EOF", "not a PDF"),
            ("a.pdf", pdf_bytes()[:-8], "no end"),
            ("a.xlsx", pdf_bytes(), "not an Excel workbook"),
            ("a.xlsx", zipped(**{"word/document.xml": "x"}), "not an Excel workbook"),
            (
                "a.xlsx",
                zipped(**{"[Content_Types].xml": "x", "xl/workbook.xml": "y"}),
                "not an Excel workbook",
            ),
            ("a.xlsx", xlsx_bytes()[:-100], "not an Excel workbook"),
            ("a.xlsx", xlsx_with("xl/vbaProject.bin"), "macros"),
            ("a.csv", b"\x00\x01\x02", "not a table"),
            ("a.csv", b"<html>,</html>", "not a table"),
            ("a.csv", b"one column\n", "not a table"),
            ("a.csv", "a,b\nی,".encode("utf-16"), "UTF-8"),
            ("a.csv", b"a,b\n1,2,3\n", "Line 2"),
            ("a.csv", b'a,b\n"1,2\n', "quotation mark"),
            ("a.exe", b"MZ", "Use a PDF, XLSX or CSV"),
            ("a.pdf.exe", pdf_bytes(), "Use a PDF, XLSX or CSV"),
            ("pdf", pdf_bytes(), "Use a PDF, XLSX or CSV"),
        ],
    )
    def test_what_is_not_what_it_says_is_refused_with_a_sentence(self, name, content, sentence):
        with pytest.raises(ValidationError, match=sentence):
            checking.check_document(content, name)

    def test_a_file_that_is_too_large_is_refused(self, monkeypatch):
        monkeypatch.setattr(checking, "MOST_BYTES", 10)
        with pytest.raises(ValidationError, match="larger than 50 MB"):
            checking.check_document(pdf_bytes(), "a.pdf")

    def test_a_workbook_that_grows_too_large_is_refused(self, monkeypatch):
        monkeypatch.setattr(checking, "MOST_UNPACKED", 1000)
        with pytest.raises(ValidationError, match="unpacks to more than"):
            checking.check_document(xlsx_bytes(), "a.xlsx")

    @pytest.mark.parametrize(
        "name",
        [
            "../../x.pdf",
            "C:\\docs\\x.pdf",
            "a\x00b.pdf",
            "؟ گزارش.pdf",
            "\u202efdp.pdf",
            "..pdf.pdf",
        ],
    )
    def test_the_name_that_is_kept_is_a_plain_file_name(self, name):
        kept = checking.check_document(pdf_bytes(), name).name
        assert kept.endswith(".pdf")
        assert not set(kept) & set("/\\\x00 \u202e")

    def test_the_pages_of_a_pdf_are_counted(self):
        out, page = io.BytesIO(), Image.new("1", (10, 10))
        page.save(out, "PDF", save_all=True, append_images=[page, page])
        assert checking.check_document(out.getvalue(), "a.pdf").pages == 3


@pytest.mark.parametrize(
    ("size", "language", "text"),
    [
        (1, "en", "1 KB"),
        (20_480, "en", "20 KB"),
        (1_572_864, "en", "1.5 MB"),
        (52_428_800, "en", "50.0 MB"),
    ],
)
def test_sizes_are_written_as_people_say_them(size, language, text):
    assert size_text(size, language) == text
