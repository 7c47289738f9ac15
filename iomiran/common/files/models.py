"""Uploads by content and pictures with their renditions.

A file is stored once under its SHA-256, outside every public folder. Whether the public may
read it is asked of the editions that use it (see `access`), never of the file.
"""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.text import TranslatedMixin
from iomiran.common.languages.chain import FALLBACK

from .licences import Licence


class Reading(models.TextChoices):
    """How far the text of a document has been read for search."""

    WAITING = "waiting", _("waits to be read")
    READ = "read", _("read")
    NO_TEXT = "no_text", _("has no text")
    FAILED = "failed", _("cannot be read")


class Upload(models.Model):
    """A file as received: its bytes are named by `sha256` and never change.

    `cover` is a picture of a document's first page, public where the document is. Of the first
    `pages_read` pages the text is kept as UploadText.
    """

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(help_text="bytes", editable=False)
    pages = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reading = models.CharField(max_length=8, choices=Reading, blank=True, editable=False)
    pages_read = models.PositiveIntegerField(default=0, editable=False)
    cover = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="covered"
    )
    cover_width = models.PositiveSmallIntegerField(null=True, editable=False)
    cover_height = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(reading__in=["", *Reading.values]), name="upload_reading_known"
            ),
            models.CheckConstraint(
                condition=Q(cover=None, cover_width=None, cover_height=None)
                | Q(cover__isnull=False, cover_width__gt=0, cover_height__gt=0),
                name="upload_cover_has_its_size",
            ),
        ]

    def __str__(self):
        return self.name


class UploadText(models.Model):
    """What a page of a document says. Pages without text have no row.

    `words` holds the folded words of `text`, as `iomiran.common.search` compares them.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="texts")
    page = models.PositiveIntegerField()
    text = models.TextField()
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "page"], name="uploadtext_one_of_a_page"),
            models.CheckConstraint(condition=Q(page__gte=1), name="uploadtext_counted_from_one"),
        ]
        indexes = [GinIndex(fields=["words"], name="uploadtext_words")]

    def __str__(self):
        return f"{self.upload} {self.page}"


class Picture(TranslatedMixin, models.Model):
    """A photograph with what must stand beside it: alternative text, credit, licence."""

    required_text = ("alternative",)
    keeps_history = True

    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for a reader who cannot see it."),
    )
    credit = models.CharField(
        _("credit"), max_length=160, help_text=_("Who took it, as the person wants to be named.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence)
    licence_words = models.CharField(
        _("permission in words"),
        max_length=200,
        blank=True,
        help_text=_("For “Other, with permission”: who permitted what. Readers see it."),
    )
    # Per cent from the left and from the top: what a cut must not lose.
    focal_x = models.PositiveSmallIntegerField(
        _("per cent from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("per cent from the top"), default=50, validators=[MaxValueValidator(100)]
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100) & Q(focal_y__lte=100),
                name="picture_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="picture_licence_known"
            ),
            models.CheckConstraint(
                condition=~Q(licence=Licence.OTHER) | ~Q(licence_words=""),
                name="picture_permission_in_words",
            ),
            models.CheckConstraint(condition=~Q(credit=""), name="picture_has_credit"),
        ]

    def __str__(self):
        return self.upload.name

    def clean(self):
        super().clean()
        if self.licence == Licence.OTHER and not self.licence_words:
            raise ValidationError({"licence_words": _("Say who permitted what.")})

    def undescribed(self) -> list[str]:
        """Codes of the languages without an alternative text of their own."""
        return [code for code in FALLBACK if not self.has_language(code)]

    @property
    def licence_text(self) -> str:
        """The licence as readers see it."""
        if self.licence == Licence.OTHER:
            return self.licence_words
        return str(self.get_licence_display())


class Shape(models.TextChoices):
    WHOLE = "whole", _("whole")
    WIDE = "wide", _("for shared links")
    SQUARE = "square", _("square")


class Rendition(models.Model):
    """A smaller copy of a picture, whole or cut, without EXIF."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    shape = models.CharField(max_length=6, choices=Shape, default=Shape.WHOLE)
    format = models.CharField(
        max_length=4, choices=[("webp", "WebP"), ("jpeg", "JPEG")], default="webp"
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ("width",)
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "shape", "format", "width"], name="rendition_one_of_each"
            )
        ]

    def __str__(self):
        return f"{self.picture} {self.shape} {self.width}"
