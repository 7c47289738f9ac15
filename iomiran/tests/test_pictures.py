"""Pictures: cut around their focal point, kept without traces, described, never lost in use."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image, ImageCms

from iomiran.common.files.cutting import crop_box
from iomiran.common.files.licences import Licence, licence_url
from iomiran.common.files.models import Picture, Rendition, Upload
from iomiran.common.files.pictures import PictureInUse, attach_picture, delete_picture
from iomiran.common.files.presenting import picture_view, upload_url
from iomiran.common.files.storage import path_of
from iomiran.common.files.usage import uses_of
from news.tests.factories import make_news_item
from publications.tests.factories import make_publication

from .factories import make_author, make_user, publish_example
from .test_files import ask, make_picture

LIST = "admin:common_picture_changelist"


@pytest.mark.parametrize(
    ("size", "ratio", "focal", "box"),
    [
        ((100, 100), 1, (0, 0), (0, 0, 100, 100)),
        ((200, 100), 1, (50, 50), (50, 0, 150, 100)),
        ((200, 100), 1, (0, 50), (0, 0, 100, 100)),
        ((200, 100), 1, (100, 50), (100, 0, 200, 100)),
        ((200, 100), 1, (30, 90), (10, 0, 110, 100)),
        ((100, 200), 2, (50, 20), (0, 15, 100, 65)),
        ((100, 200), 2, (50, 100), (0, 150, 100, 200)),
        ((1, 1000), 1.9, (50, 50), (0, 500, 1, 501)),
    ],
)
def test_a_cut_keeps_the_focal_point_as_near_its_middle_as_the_edges_allow(size, ratio, focal, box):
    assert crop_box(*size, ratio, focal) == box


@pytest.mark.parametrize("licence", Licence.values)
def test_a_licence_leads_to_its_terms_where_they_stand_somewhere(licence):
    assert licence_url(licence).startswith("https://") == licence.startswith("CC")


def test_the_address_of_a_licence_is_that_of_its_deed():
    deed = "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"
    assert licence_url(Licence.BY_NC_ND_IGO) == deed


def picture_bytes(**options) -> bytes:
    """A JPEG whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (1000, 500), "blue")
    image.paste((255, 0, 0), (0, 0, 500, 500))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, **options)
    return out.getvalue()


def attached(content: bytes, **fields) -> Picture:
    words = {"alternative_en": "Two fields", "alternative_fa": "دو زمینه", "credit": "Example"}
    picture = Picture(**words | {"licence": "CC BY 4.0"} | fields)
    return attach_picture(picture, content=content, name="fields.jpg")


def colour(rendition: Rendition) -> str:
    """Which half is in the middle of a rendition."""
    image = Image.open(path_of(rendition.upload.sha256)).convert("RGB")
    red, _green, blue = image.getpixel((image.width // 2, image.height // 2))
    return "red" if red > blue else "blue"


pytestmark = pytest.mark.django_db


class TestRenditions:
    def test_every_width_has_webp_and_some_have_jpeg_for_browsers_that_know_no_other(self):
        found = attached(picture_bytes()).renditions.values_list("shape", "format", "width")
        assert sorted(found) == [
            ("square", "webp", 240),
            ("whole", "jpeg", 640),
            ("whole", "jpeg", 960),
            ("whole", "webp", 320),
            ("whole", "webp", 640),
            ("whole", "webp", 960),
            ("whole", "webp", 1000),
            ("wide", "jpeg", 952),
        ]

    def test_a_cut_shows_what_the_focal_point_names(self):
        for focal_x, expected in ((10, "red"), (90, "blue")):
            picture = attached(picture_bytes(), focal_x=focal_x)
            assert colour(picture.renditions.get(shape="square")) == expected

    def test_what_the_licence_allows_only_whole_is_not_cut(self):
        picture = attached(picture_bytes(), licence=Licence.BY_NC_ND)
        assert set(picture.renditions.values_list("shape", flat=True)) == {"whole"}
        assert picture_view(picture, "en").shared[1:] == (960, 480), "the whole is shared"

    def test_transparency_becomes_white_in_jpeg(self):
        out = io.BytesIO()
        Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
        jpeg = attached(out.getvalue()).renditions.get(shape="whole", format="jpeg")
        image = Image.open(path_of(jpeg.upload.sha256))
        assert min(image.getpixel((25, 25))) > 250

    def test_no_metadata_of_any_kind_is_kept(self):
        exif = Image.Exif()
        exif[0x010F] = "Example Camera"
        exif.get_ifd(0x8825)[1] = "N"
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>a private place</x:xmpmeta>"
        content = picture_bytes(exif=exif, xmp=xmp, icc_profile=profile, comment=b"a note")
        assert b"a private place" in content
        attached(content)
        for upload in Upload.objects.all():
            kept = path_of(upload.sha256).read_bytes()
            assert not any(mark in kept for mark in (b"private", b"Camera", b"a note", b"ICC"))
            info = Image.open(io.BytesIO(kept)).info
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(info)

    def test_a_profile_that_fits_no_photograph_is_left_aside(self):
        space = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
        for profile in (space, b"no profile at all"):
            cut = attached(picture_bytes(icc_profile=profile)).renditions.get(shape="square")
            assert colour(cut) == "blue"

    def test_a_page_offers_webp_then_jpeg_and_a_cut_for_shared_links(self, client):
        item = make_news_item(picture=attached(picture_bytes()))
        page = client.get(f"/en/news/{item.document.slug}/").content.decode()
        assert '<source type="image/webp" srcset="/files/' in page
        assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
        assert '<meta property="og:image" content="http' in page
        assert '<meta property="og:image:width" content="952">' in page

    def test_words_of_permission_stand_for_the_licence(self):
        picture = attached(
            picture_bytes(), licence=Licence.OTHER, licence_words="With leave of Example"
        )
        assert picture_view(picture, "en").licence == "With leave of Example"


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "change"),
        [
            ("picture_focal_point_inside", {"focal_x": 101}),
            ("picture_licence_known", {"licence": "free"}),
            ("picture_permission_in_words", {"licence": "other", "licence_words": ""}),
            ("picture_has_credit", {"credit": ""}),
        ],
    )
    def test_the_database_refuses(self, rule, change):
        picture = make_picture()
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Picture.objects.filter(pk=picture.pk).update(**change)

    def test_one_rendition_of_each_shape_format_and_width(self):
        one = make_picture().renditions.first()
        one.pk = None
        with pytest.raises(IntegrityError, match="rendition_one_of_each"), transaction.atomic():
            one.save(force_insert=True)


class TestUse:
    def test_it_is_told_where_a_picture_is_used_live_pages_first(self):
        picture = make_picture()
        make_publication(live=False, picture=picture)
        make_news_item(picture=picture)
        assert [(use.kind, use.state) for use in uses_of(picture)] == [
            ("News items", "published"),
            ("Publications", "draft"),
        ]

    def test_a_picture_in_use_cannot_be_deleted_and_says_where_it_is_used(self):
        picture = make_picture()
        item = make_news_item(picture=picture)
        with pytest.raises(PictureInUse) as refused:
            delete_picture(picture)
        says = refused.value.messages[0]
        assert "cannot be deleted" in says
        assert item.title_en in says
        assert reverse("admin:news_newsitemedition_change", args=[item.pk]) in says

    def test_a_picture_that_nothing_uses_goes_with_its_files(self):
        picture = make_picture()
        kept = [path_of(upload.sha256) for upload in Upload.objects.all()]
        assert all(path.exists() for path in kept)
        delete_picture(picture)
        assert not Upload.objects.exists()
        assert not Rendition.objects.exists()

    def test_it_is_private_until_an_edition_that_uses_it_is_published(self, client):
        picture = make_picture()
        item = make_news_item(live=False, picture=picture)
        uploads = [rendition.upload for rendition in picture.renditions.all()]
        assert {ask(client, upload).status_code for upload in uploads} == {404}
        publish_example(item)
        answers = [ask(client, upload) for upload in uploads]
        assert {answer.status_code for answer in answers} == {200}
        assert {answer["Content-Disposition"].split(";")[0] for answer in answers} == {"inline"}


class TestDesk:
    @pytest.fixture
    def staff(self, client):
        client.force_login(make_user(superuser=True))
        return client

    def change(self, picture) -> str:
        return reverse("admin:common_picture_change", args=[picture.pk])

    def fields(self, picture, **changes) -> dict:
        fields = ("alternative_en", "alternative_fa", "credit", "licence", "focal_x", "focal_y")
        return {name: getattr(picture, name) for name in fields} | changes

    def test_the_list_shows_what_each_is_and_asks_few_questions(
        self, staff, django_assert_max_num_queries
    ):
        for _number in range(3):
            make_picture()
        with django_assert_max_num_queries(12):
            page = staff.get(reverse(LIST)).content.decode()
        assert page.count('class="picture-thumb"') == 3

    def test_the_list_finds_what_lacks_a_description_and_what_is_unused(self, staff):
        described = make_picture(alternative_ps="بېلګه", alternative_fa_af="نمونه")
        other = make_picture()
        make_news_item(picture=other)

        def listed(**asked):
            return set(staff.get(reverse(LIST), asked).context["cl"].result_list)

        assert listed(lacking="ps") == {other}
        assert listed(lacking="fa") == set()
        assert listed(use="none") == {described}
        assert listed(use="live") == {other}

    def test_a_new_focal_point_cuts_anew(self, staff):
        picture = attached(picture_bytes())
        before = upload_url(picture.renditions.get(shape="square").upload)
        response = staff.post(self.change(picture), self.fields(picture, focal_x=5))
        assert response.status_code == 302
        cut = picture.renditions.get(shape="square")
        assert (colour(cut), picture.renditions.filter(shape="whole").count()) == ("red", 6)
        assert staff.get(before).status_code == 404, "the earlier cut is gone"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"focal_x": 101}, "less than or equal to 100"),
            ({"licence": "other"}, "Say who permitted what."),
            ({"alternative_fa": ""}, "This field is required."),
            ({"licence": ""}, "This field is required."),
            ({"credit": ""}, "This field is required."),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_saved(self, staff, changes, sentence):
        picture = make_picture()
        page = staff.post(self.change(picture), self.fields(picture, **changes))
        assert page.status_code == 200
        assert sentence in page.content.decode()
        assert Picture.objects.get().credit == "Example person"

    def test_the_languages_without_a_description_are_named(self, staff):
        picture = make_picture()
        page = staff.post(self.change(picture), self.fields(picture), follow=True)
        assert "There is no alternative text yet in: دری, پښتو." in page.content.decode()

    def test_deleting_one_in_use_is_refused_with_links(self, staff):
        picture = make_picture()
        item = make_news_item(picture=picture)
        where = reverse("admin:common_picture_delete", args=[picture.pk])
        for ask_for in (staff.get, staff.post):
            page = ask_for(where, {"post": "yes"}, follow=True).content.decode()
            assert "This picture cannot be deleted, because it is used in:" in page
            assert reverse("admin:news_newsitemedition_change", args=[item.pk]) in page
        assert Picture.objects.exists()

    def test_deleting_one_that_nothing_uses_asks_first(self, staff):
        picture = make_picture()
        where = reverse("admin:common_picture_delete", args=[picture.pk])
        assert staff.get(where).status_code == 200
        assert staff.post(where, {"post": "yes"}).status_code == 302
        assert not Picture.objects.exists()

    def test_its_page_names_where_it_is_used(self, client):
        picture = make_picture()
        item = make_news_item(picture=picture)
        client.force_login(make_author())
        page = client.get(self.change(picture)).content.decode()
        assert reverse("admin:news_newsitemedition_change", args=[item.pk]) in page
