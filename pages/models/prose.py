"""Pages of prose with a place of their own on the site, and the advice on genuine messages."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Document, Edition, EditionQuerySet, Sourced
from iomiran.common.editorial.states import State
from iomiran.common.fields import RichTextField


class Role(models.TextChoices):
    """What a page is for. The address and the template follow from it."""

    ABOUT = "about", _("About the mission")
    VERIFY = "verify", _("Is this message genuine?")
    CONTACT = "contact", _("Contact")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PRIVACY = "privacy", _("Privacy")
    TERMS = "terms", _("Terms and licences")


class Page(Document):
    class Meta:
        verbose_name = _("page")


class PageEdition(Edition):
    required_text = ("title", "summary", "body")
    refers_in = ("summary", "body")

    document = models.ForeignKey(Page, models.PROTECT, related_name="editions")
    role = models.CharField(_("what the page is for"), max_length=20, choices=Role)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=300)
    body = RichTextField(_("text"))

    def get_absolute_url(self):
        return reverse(f"pages:{self.role}")

    class Meta(Edition.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = (
            *Edition.Meta.constraints,
            models.UniqueConstraint(
                fields=["role"], condition=Q(state=State.PUBLISHED), name="pageedition_role_once"
            ),
        )


class OrderedQuerySet(EditionQuerySet):
    def in_order(self):
        return self.order_by("position", "document__slug")


class Advice(Document):
    class Meta:
        verbose_name = _("advice")


class AdviceEdition(Edition, Sourced):
    """One thing to know before trusting a message."""

    required_text = ("title", "statement")
    shown_on = "pages:verify"

    document = models.ForeignKey(Advice, models.PROTECT, related_name="editions")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    title = models.CharField(_("title"), max_length=120)
    statement = models.CharField(_("text"), max_length=500)

    objects = OrderedQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
