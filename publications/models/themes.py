"""What publications are about, beside the programmes they belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Document, Edition


class Theme(Document):
    class Meta:
        verbose_name = _("theme")


class ThemeEdition(Edition):
    """The name of a subject by which readers narrow the library."""

    required_text = ("name",)
    shown_on = "publications:publication_list"

    document = models.ForeignKey(Theme, models.PROTECT, related_name="editions")
    name = models.CharField(_("name"), max_length=120)

    class Meta(Edition.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
