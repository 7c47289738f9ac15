"""Uploads by content and pictures with their renditions.

A file is stored once under its SHA-256, outside every public folder. Whether the public may
read it is asked of the editions that use it (see `access`), never of the file.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.text import TranslatedMixin


class Upload(models.Model):
    """A file as received: its bytes are named by `sha256` and never change."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(help_text="bytes", editable=False)
    pages = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-created_at",)

    def __str__(self):
        return self.name


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
    credit = models.CharField(_("credit"), max_length=160)
    licence = models.CharField(_("licence"), max_length=160)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-created_at",)

    def __str__(self):
        return self.upload.name


class Rendition(models.Model):
    """A smaller WebP of a picture, without EXIF."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ("width",)
        constraints = [
            models.UniqueConstraint(fields=["picture", "width"], name="rendition_one_per_width")
        ]

    def __str__(self):
        return f"{self.picture} {self.width}"
