"""The library: what the mission publishes, and links to what others publish."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.dates import PartialDateField, not_before
from iomiran.common.editorial.models import Document, Edition, EditionQuerySet
from iomiran.common.fields import RichTextField
from iomiran.common.files.licences import Licence
from iomiran.common.files.models import Picture, Upload
from iomiran.common.languages.alphabet import alphabetical
from iomiran.common.languages.chain import FALLBACK
from programmes.models import Programme
from programmes.related import documents_at_risk
from returns.models import Place, Series
from returns.models.places import PlaceKind

from .generators import generator_problem
from .themes import Theme


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
        return self.order_by(Case(When(generator="", then=1), default=0), "-date", "document__slug")

    def by_title(self, language: str):
        """As readers of the language see the titles, in the order of its letters."""
        shown = Case(
            *(
                When(_complete(code), then=F(f"title_{_suffix(code)}"))
                for code in FALLBACK[language]
            ),
            default=Value(""),
            output_field=models.CharField(),
        )
        return self.order_by(alphabetical(shown), "document__slug")

    def with_year(self):
        return self.annotate(year=Left("date", 4))

    def with_files(self):
        uploads = Upload.objects.select_related("cover")
        return self.prefetch_related(models.Prefetch("files__upload", uploads))

    def for_latest_lists(self):
        """Without publications about programmes whose readers may be at risk."""
        return self.exclude(programmes__in=documents_at_risk())


def _complete(language: str) -> Q:
    """Whether the text is whole in a language, as `has_language` has it.

    Equal or not is told by the length; "greater" would unpack and compare every text.
    """
    columns = [f"{name}_{_suffix(language)}" for name in PublicationEdition.required_text]
    whole = Q(**{f"{column}__isnull": False for column in columns})
    for column in columns:
        whole &= ~Q(**{column: ""})
    return whole


def _suffix(language: str) -> str:
    return language.replace("-", "_")


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
    period_start = PartialDateField(
        _("period covered, from"),
        blank=True,
        help_text=_("Of what it tells; empty where it tells of no period."),
    )
    period_end = PartialDateField(_("period covered, to"), blank=True)
    title = models.CharField(_("title"), max_length=250)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence, shown in lists and searches.")
    )
    body = RichTextField(_("text"))
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="+", verbose_name=_("programmes")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    provinces = models.ManyToManyField(
        Place,
        blank=True,
        related_name="+",
        verbose_name=_("provinces"),
        limit_choices_to={"kind": PlaceKind.PROVINCE},
        help_text=_("That it tells of; none where it tells of all."),
    )
    series = models.ManyToManyField(
        Series,
        blank=True,
        related_name="+",
        verbose_name=_("series"),
        help_text=_("Whose figures it uses."),
    )
    authors = models.CharField(
        _("authors"), max_length=300, blank=True, help_text=_("As they are named in it.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        blank=True,
        help_text=_("As it states; empty where it states none."),
    )
    licence_words = models.CharField(
        _("permission in words"),
        max_length=200,
        blank=True,
        help_text=_("For “Other, with permission”: who permitted what. Readers see it."),
    )
    replaces = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaces"),
        help_text=_("The publication in whose place this one came. It stays, and says so."),
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
        validators=[RegexValidator(r"^((programme|series):[a-z0-9-]+|returns|mission)\Z")],
        help_text=_(
            "For the portal's own infosheets: “programme:” or “series:” with its address, "
            "“returns”, or “mission”. Empty for all others."
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
            models.CheckConstraint(
                condition=Q(licence__in=["", *Licence.values]),
                name="publicationedition_licence_known",
            ),
            models.CheckConstraint(
                condition=~Q(licence=Licence.OTHER) | ~Q(licence_words=""),
                name="publicationedition_permission_in_words",
            ),
            models.CheckConstraint(
                condition=not_before("period_end", "period_start"),
                name="publicationedition_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("document")),
                name="publicationedition_replaces_another",
            ),
        )

    def get_absolute_url(self):
        return self.document.get_absolute_url()

    def clean(self):
        super().clean()
        if self.kind == Kind.LINK and not self.external_url:
            raise ValidationError({"external_url": _("A link needs its address.")})
        if self.licence == Licence.OTHER and not self.licence_words:
            raise ValidationError({"licence_words": _("Say who permitted what.")})
        if self.replaces_id and self.replaces_id == self.document_id:
            raise ValidationError({"replaces": _("A publication cannot replace itself.")})
        if self.replaces_id and self._was_replaced_by(self.replaces_id):
            raise ValidationError(
                {"replaces": _("This publication has itself been replaced by that one.")}
            )
        start, end = self.period_start, self.period_end
        if end and not start:
            raise ValidationError({"period_start": _("Say when the period begins, too.")})
        if end[: len(start)] < start[: len(end)]:
            raise ValidationError({"period_end": _("The period ends before it begins.")})
        if problem := generator_problem(self.generator):
            raise ValidationError({"generator": problem})

    def _was_replaced_by(self, publication: int) -> bool:
        """Whether that publication came in the place of this one, at once or over others."""
        live = PublicationEdition.objects.published().exclude(replaces=None)
        before = dict(live.values_list("document", "replaces"))
        seen = set()
        while publication in before and publication not in seen:
            seen.add(publication)
            publication = before[publication]
            if publication == self.document_id:
                return True
        return False

    def problems(self) -> list[str]:
        """What keeps it from being published."""
        if self.external_url or self.generator or self.files.exists():
            return []
        return [str(_("There is nothing to read: add a file or the address elsewhere."))]
