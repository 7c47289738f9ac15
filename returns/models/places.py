"""Where an observation belongs: a province, a crossing, a centre, a named group, or everywhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.editorial.models import Document, Edition, EditionQuerySet, Sourced

from .dimensions import CountryFrom


class PlaceKind(models.TextChoices):
    EVERYWHERE = "everywhere", _("everywhere together")
    NOT_STATED = "not_stated", _("place not stated")
    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    CROSSING = "crossing", _("border crossing")
    CROSSING_GROUP = "crossing_group", _("group of border crossings")
    CENTRE = "centre", _("reception or transit centre")


class Neighbour(models.TextChoices):
    IRAN = "IRN", CountryFrom.IRAN.label
    PAKISTAN = "PAK", CountryFrom.PAKISTAN.label


class PlaceQuerySet(models.QuerySet):
    def crossings(self):
        return self.filter(kind=PlaceKind.CROSSING)

    def centres(self):
        return self.filter(kind=PlaceKind.CENTRE)

    def provinces(self):
        return self.filter(kind=PlaceKind.PROVINCE)


class Place(Document):
    """A code that stays: observations point here, whatever the place comes to be called."""

    EVERYWHERE = "everywhere"
    NOT_STATED = "not-stated"

    kind = models.CharField(_("kind"), max_length=16, choices=PlaceKind)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("location", "place")
        verbose_name_plural = _("places")
        ordering = ("kind", "slug")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known")
        ]


class PlaceEditionQuerySet(EditionQuerySet):
    def crossings(self):
        return self.filter(document__kind=PlaceKind.CROSSING)

    def centres(self):
        return self.filter(document__kind=PlaceKind.CENTRE)

    def provinces(self):
        return self.filter(document__kind=PlaceKind.PROVINCE)


class CrossingClass(models.TextChoices):
    MAIN = "main", _("main crossing")
    OTHER = "other", _("other crossing")


class CentreKind(models.TextChoices):
    RECEPTION = "reception", _("reception centre")
    TRANSIT = "transit", _("transit centre")


class PlaceEdition(Edition, Sourced):
    required_text = ("name",)
    shown_on = "returns:place_list"

    document = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="editions",
        verbose_name=pgettext_lazy("location", "place"),
    )
    name = models.CharField(_("name"), max_length=120)
    other_side = models.CharField(
        _("on the other side"),
        max_length=160,
        blank=True,
        help_text=_("The place on the other side of the border."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    country_iso = models.CharField(
        _("country"),
        max_length=3,
        blank=True,
        help_text=_("Three letters, for example AFG. Empty for a group over several countries."),
    )
    province = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.PROVINCE},
        verbose_name=_("province"),
        help_text=_("Only where a source names it; never from general knowledge."),
    )
    pcode = models.CharField(_("P-code"), max_length=10, blank=True)
    iso_3166_2 = models.CharField(_("ISO 3166-2 code"), max_length=6, blank=True)
    lat = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    coordinate_source = models.CharField(_("source of the position"), max_length=300, blank=True)
    crossing_class = models.CharField(
        _("class of the crossing"), max_length=5, choices=CrossingClass, blank=True
    )
    neighbour = models.CharField(
        _("border with"),
        max_length=3,
        choices=Neighbour,
        blank=True,
        help_text=_("The country across the border, or from which the centre receives people."),
    )
    centre_kind = models.CharField(
        _("kind of centre"), max_length=9, choices=CentreKind, blank=True
    )
    operator = models.CharField(_("run by"), max_length=80, blank=True)
    crossing = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.CROSSING},
        verbose_name=_("at the crossing"),
    )
    members = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("places of the group")
    )

    objects = PlaceEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("edition of a place")
        verbose_name_plural = _("places")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
                name="placeedition_position_whole",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True) | ~Q(coordinate_source=""),
                name="placeedition_position_sourced",
            ),
        )
