"""The library: what the mission publishes, and links to what others publish."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.dates import PartialDateField
from iomiran.common.editorial.models import Document, Edition, EditionQuerySet
from iomiran.common.fields import RichTextField
from iomiran.common.files.models import Picture, Upload
from iomiran.common.languages.info import LANGUAGES
from programmes.models import Programme
from programmes.related import documents_at_risk


class Publication(Document):
    class Meta:
        verbose_name = _("publication")

    def get_absolute_url(self):
        return reverse("publications:publication_detail", args=[self.slug])


class Kind(models.TextChoices):
    INFOSHEET = "infosheet", _("Infosheet")
    SITUATION_REPORT = "situation-report", _("Situation report")
    NEWSLETTER = "newsletter", _("Newsletter")
    PUBLICATION = "publication", _("Publication")
    LINK = "link", _("Link to another site")


class PublicationEditionQuerySet(EditionQuerySet):
    def newest_first(self):
        """By date as exact as it is known; undated ones come last."""
        return self.order_by("-date", "document__slug")

    def in_library_order(self):
        """The portal's own infosheets, which are always current, then newest first."""
        return self.order_by(
            models.Case(models.When(generator="", then=1), default=0), "-date", "document__slug"
        )

    def with_year(self):
        return self.annotate(year=Left("date", 4))

    def with_files(self):
        return self.prefetch_related("files__upload")

    def for_latest_lists(self):
        """Without publications about programmes whose readers may be at risk."""
        return self.exclude(programmes__in=documents_at_risk())


class PublicationEdition(Edition):
    """Carries no source of its own: it is one, or `external_url` says where it stands."""

    required_text = ("title", "summary", "body")
    refers_in = ("summary", "body")
    copied_rows = ("files",)

    document = models.ForeignKey(Publication, models.PROTECT, related_name="editions")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    date = PartialDateField(
        _("date"),
        blank=True,
        help_text=_("2025-06-30, 2025-06 or 2025; empty when it is not known."),
    )
    title = models.CharField(_("title"), max_length=250)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence, shown in lists and searches.")
    )
    body = RichTextField(_("text"))
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="+", verbose_name=_("programmes")
    )
    external_url = models.URLField(
        _("address elsewhere"),
        max_length=500,
        blank=True,
        help_text=_("Where the publication stands on another site."),
    )
    generator = models.CharField(
        _("made by the portal from"),
        max_length=100,
        blank=True,
        validators=[RegexValidator(r"^(programme:[a-z0-9-]+|returns)\Z")],
        help_text=_(
            "For the portal's own infosheets: “programme:” and the address of the programme, or "
            "“returns”. Empty for all others."
        ),
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    objects = PublicationEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="publicationedition_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.LINK) | ~Q(external_url=""),
                name="publicationedition_link_has_address",
            ),
        )

    def get_absolute_url(self):
        return self.document.get_absolute_url()

    def clean(self):
        super().clean()
        if self.kind == Kind.LINK and not self.external_url:
            raise ValidationError({"external_url": _("A link needs its address.")})

    def problems(self) -> list[str]:
        """What keeps it from being published."""
        if self.external_url or self.generator or self.files.exists():
            return []
        return [str(_("There is nothing to read: add a file or the address elsewhere."))]


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
            )
        ]

    def __str__(self):
        return f"{self.upload} {self.language}".strip()


def public_uploads():
    """Ids of the files of live publications."""
    live = PublicationEdition.objects.published()
    return PublicationFile.objects.filter(edition__in=live).values_list("upload_id", flat=True)


def public_pictures():
    """Ids of the pictures that live publications show."""
    return (
        PublicationEdition.objects.published()
        .filter(picture__isnull=False)
        .values_list("picture_id", flat=True)
    )
