"""The mission itself: its history, who leads it, with whom it works, how to reach it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomiran.common.dates import PartialDateField, not_before
from iomiran.common.editorial.models import Document, Edition, Sourced

from .prose import OrderedQuerySet


class TimelineEvent(Document):
    class Meta:
        verbose_name = _("event")


class TimelineEventEdition(Edition, Sourced):
    required_text = ("title",)
    shown_on = "pages:about"

    document = models.ForeignKey(TimelineEvent, models.PROTECT, related_name="editions")
    date = PartialDateField(_("date"))
    position = models.PositiveSmallIntegerField(_("place within the date"), default=100)
    title = models.CharField(_("title"), max_length=160)
    statement = models.CharField(_("text"), max_length=500, blank=True)

    objects = OrderedQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("event of the mission's history")
        verbose_name_plural = _("history of the mission")


class Post(Document):
    class Meta:
        verbose_name = _("post")


class PostEdition(Edition, Sourced):
    """Who held a post, and when, as far as a source says it."""

    required_text = ("name", "title")
    shown_on = "pages:about"

    document = models.ForeignKey(Post, models.PROTECT, related_name="editions")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("post"), max_length=160)
    since = PartialDateField(_("since"), blank=True)
    until = PartialDateField(_("until"), blank=True)
    bio = models.CharField(_("about the person"), max_length=500, blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("leadership post")
        verbose_name_plural = _("leadership")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=not_before("until", "since"),
                name="postedition_dates_in_order",
                violation_error_message=_("The post ends before it begins."),
            ),
        )


class Contact(Document):
    class Meta:
        verbose_name = _("contact")


class ContactEdition(Edition, Sourced):
    """A confirmed way to reach somebody: a web or e-mail address, never a telephone number."""

    class Kind(models.TextChoices):
        WEB = "web", _("Website")
        EMAIL = "email", _("E-mail")

    required_text = ("title",)
    shown_on = "pages:contact"

    document = models.ForeignKey(Contact, models.PROTECT, related_name="editions")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    address = models.CharField(_("address"), max_length=200)
    title = models.CharField(_("title"), max_length=120)
    statement = models.CharField(_("what for"), max_length=300, blank=True)

    objects = OrderedQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="web", address__startswith="https://")
                | Q(kind="email", address__contains="@"),
                name="contactedition_address_fits_kind",
            ),
        )

    @property
    def href(self) -> str:
        return f"mailto:{self.address}" if self.kind == self.Kind.EMAIL else self.address


class Partner(Document):
    class Meta:
        verbose_name = _("partner")


class PartnerEdition(Edition, Sourced):
    required_text = ("name",)
    shown_on = "pages:about"

    document = models.ForeignKey(Partner, models.PROTECT, related_name="editions")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("what we do together"), max_length=400, blank=True)

    objects = OrderedQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
