"""The files of publications: as drafted, as they were handed out, how often they are fetched."""

from itertools import chain, count

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.files.models import Upload
from iomiran.common.files.presenting import ending_of
from iomiran.common.languages.info import LANGUAGES

from .library import Publication, PublicationEdition


def lasting_url(slug: str, key: str, upload: Upload) -> str:
    """Of whatever file stands at this place of the publication, now and later."""
    return reverse("document_file", args=[slug, key, ending_of(upload)])


class PublicationFile(models.Model):
    """A file of a publication, in one language or, for data, in none."""

    edition = models.ForeignKey(PublicationEdition, models.CASCADE, related_name="files")
    upload = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", editable=False, verbose_name=_("file")
    )
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=LANGUAGES,
        blank=True,
        help_text=_("Of the file. Empty for data."),
    )
    label = models.CharField(
        _("name of the file"),
        max_length=120,
        blank=True,
        help_text=_("Only where a publication has several, such as “Annex: tables”."),
    )
    key = models.SlugField(
        max_length=40,
        default="",
        editable=False,
        help_text="Its place in the publication: the last part of the file's lasting address.",
    )
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "place"), default=0
    )
    generated = models.BooleanField(_("made by the portal"), default=False, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language"],
                condition=Q(generated=True),
                name="publicationfile_one_generated",
            ),
            models.UniqueConstraint(
                fields=["edition", "key"], name="publicationfile_one_at_an_address"
            ),
        ]

    def __str__(self):
        return f"{self.upload} {self.language}".strip()

    def save(self, *args, **kwargs):
        if not self.key:
            self.key = self._free_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return lasting_url(self.edition.document.slug, self.key, self.upload)

    def _free_key(self) -> str:
        """Its language, or "data", with a number where another file of the edition has that.

        A file that was removed leaves its place to the next one: that is how staff replace it.
        """
        wanted = self.language or "data"
        taken = set(
            PublicationFile.objects.filter(edition=self.edition_id).values_list("key", flat=True)
        )
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(key for key in chain([wanted], numbered) if key not in taken)


class IssuedFile(models.Model):
    """A file that the portal has handed out: by it a reader learns whether a document is ours.

    It belongs to a publication and stands there under `key`; without a publication it is a
    sheet made on request, and `key` is the query of what it shows. It stays when another file
    comes into its place, at `replaced_at`. What came back later is current since `back_since`; of
    the time before that the record tells no end. Where the bytes are not kept, `upload` is None.
    """

    code = models.CharField(max_length=16, unique=True, help_text="As printed, without hyphens.")
    sha256 = models.CharField(max_length=64, db_index=True)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="issued_files"
    )
    key = models.CharField(max_length=1000)
    language = models.CharField(max_length=8, choices=LANGUAGES, blank=True)
    generated = models.BooleanField(default=False)
    issued_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)
    back_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("file handed out")
        verbose_name_plural = _("files handed out")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "key"],
                condition=Q(replaced_at=None, publication__isnull=False),
                name="issuedfile_one_at_an_address",
            ),
            models.UniqueConstraint(
                fields=["key", "language"],
                condition=Q(replaced_at=None, publication=None),
                name="issuedfile_one_of_a_view",
            ),
            models.CheckConstraint(
                condition=Q(publication=None) | Q(upload__isnull=False),
                name="issuedfile_of_a_publication_is_kept",
            ),
        ]

    def __str__(self):
        return self.code


class DownloadCount(models.Model):
    """How often a file was fetched on a day. Nothing is kept of who fetched it."""

    day = models.DateField()
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="download_counts")
    key = models.CharField(max_length=40)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "key", "day"], name="downloadcount_one_a_day"
            )
        ]

    def __str__(self):
        return f"{self.publication} {self.key} {self.day}"


def public_uploads():
    """Ids of the files of live publications, and of those that stood there before."""
    live = PublicationEdition.objects.published()
    now = PublicationFile.objects.filter(edition__in=live).values_list("upload_id", flat=True)
    before = IssuedFile.objects.filter(publication__in=live.values("document"))
    either = Q(pk__in=now) | Q(pk__in=before.values("upload_id"))
    return Upload.objects.filter(either).values_list("pk", flat=True)


def public_pictures():
    """Ids of the pictures that live publications show."""
    return (
        PublicationEdition.objects.published()
        .filter(picture__isnull=False)
        .values_list("picture_id", flat=True)
    )
