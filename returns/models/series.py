"""A series says who counts what, where and how; a release is one dated edition of its data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Document, Edition, Sourced
from iomiran.common.editorial.states import State

from .dimensions import Count, Frequency, Kind, Unit

# The wording stands here and not in the catalogues: the order of the parts is the language's
# own, and a page, a chart and a file must say the scope alike.
SCOPE_SENTENCE = {
    "en": "{who} counts {what}, {where}.",
    "fa": "شمار {what}، {where}؛ شمارش از {who}.",
    "fa-af": "شمار {what}، {where}؛ شمارش از {who}.",
    "ps": "د {what} شمېر، {where}؛ شمېرنه: {who}.",
}


class Series(Document):
    not_in_history = ("rolled_up",)

    rolled_up = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text=_("The release whose sums by groups of days are kept; empty where none are."),
    )

    class Meta:
        verbose_name = pgettext_lazy("one of them", "series")
        verbose_name_plural = pgettext_lazy("several of them", "series")
        ordering = ("slug",)


class SeriesEdition(Edition, Sourced):
    required_text = (
        "title",
        "who_counts",
        "what_is_counted",
        "where_counted",
        "method",
        "caveat",
    )

    document = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="editions",
        verbose_name=pgettext_lazy("one of them", "series"),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    count = models.CharField(
        _("count"),
        max_length=20,
        choices=Count,
        help_text=_("Series of different counts never share a line, an axis or a sum."),
    )
    title = models.CharField(_("title"), max_length=200)
    who_counts = models.CharField(_("who counts"), max_length=200)
    what_is_counted = models.CharField(_("what is counted"), max_length=250)
    where_counted = models.CharField(_("where it is counted"), max_length=250)
    method = models.TextField(_("method"))
    caveat = models.TextField(_("caveat"), help_text=_("What a reader must know before using it."))
    publisher = models.CharField(_("publisher"), max_length=80)
    unit = models.CharField(_("unit"), max_length=16, choices=Unit)
    kind = models.CharField(_("kind of periods"), max_length=10, choices=Kind)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    ended = models.BooleanField(
        _("closed"),
        default=False,
        help_text=_(
            "No further counts are expected. Only where the source or the facts of the series "
            "say so: otherwise readers are told when its counts end, and no more."
        ),
    )
    licence = models.CharField(
        _("licence"),
        max_length=120,
        blank=True,
        help_text=_(
            "Empty where none is known: readers then see that rights remain with the source."
        ),
    )
    contact = models.EmailField(_("contact"), blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("edition of a series")
        verbose_name_plural = pgettext_lazy("several of them", "series")
        ordering = ("position", "document", "-number")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | ~Q(caveat_en=""),
                name="seriesedition_caveat_given",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="seriesedition_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=Unit.values), name="seriesedition_unit_known"
            ),
            models.CheckConstraint(
                condition=Q(count__in=Count.values), name="seriesedition_count_known"
            ),
        )

    def get_absolute_url(self):
        return reverse("returns:series_detail", args=[self.document.slug])

    def scope_sentence(self, language: str | None = None) -> str:
        """The sentence that stands with every figure of the series; "" without any text."""
        text = self.text(language)
        if text is None:
            return ""
        return SCOPE_SENTENCE[text.language].format(
            who=text.who_counts, what=text.what_is_counted, where=text.where_counted
        )


class Release(Edition):
    """One dated edition of a series. Its observations point to it by series and number."""

    required_text = ("notes",)
    not_in_history = ("profile",)
    is_restorable = False  # its figures are not in the history
    # Its rows are staged: the screen of their import shows them.
    has_preview = False

    document = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="releases",
        verbose_name=pgettext_lazy("one of them", "series"),
    )
    provisional = models.BooleanField(_("provisional"), default=False)
    notes = models.TextField(_("notes"), help_text=_("What is new in this release."))
    findings = models.JSONField(
        _("findings of the arithmetic check"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Where the source does not add up: shown with the release."),
    )
    findings_note = models.TextField(
        _("public note on the findings"),
        blank=True,
        help_text=_("Why it is published although its figures do not add up. Readers see it."),
    )
    findings_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("findings accepted by"),
    )
    profile = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Span, size and values of its rows: what lists need not count again."),
    )
    received_files = models.ManyToManyField(
        "common.Upload", blank=True, related_name="+", verbose_name=_("files as received")
    )

    class Meta(Edition.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = (
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | Q(findings=[])
                | Q(findings_note_en__isnull=False, findings_note_en__gt=""),
                name="release_findings_have_note",
            ),
        )

    def __str__(self):
        return f"{self.document} {self.number}"

    def problems(self) -> list[str]:
        """What keeps the release from review and from the public."""
        found = []
        if self.findings and not self.findings_note_en:
            found.append(
                gettext(
                    "The figures do not add up everywhere. Mend them, or say in a public note "
                    "why they are published so."
                )
            )
        return found


def public_uploads():
    """Ids of the received files of releases that can be read; of a withdrawn one, none.

    A release that was taken back for another is superseded too: its day of withdrawal tells.
    """
    shown = Q(release__state=State.PUBLISHED) | Q(
        release__state=State.SUPERSEDED, release__withdrawn_at__isnull=True
    )
    return Release.received_files.through.objects.filter(shown).values_list("upload_id")
