"""Documents and editions, the shape of every public content type.

A *document* is what keeps its identity and address: all foreign keys point to it. An
*edition* is everything that may change. Two partial unique constraints hold the rule that a
document has one live edition and at most one open one; nothing compares dates with the clock
to decide what is public.
"""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.dates import PartialDateField

from .lens import shown_instead
from .states import ADDRESSABLE, OPEN, State
from .text import TranslatedMixin
from .translations import stamp_changed_texts
from .workflow import Workflow


class Document(models.Model):
    keeps_history = True

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the page's address. It stays when the text changes."),
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug


class EditionQuerySet(models.QuerySet):
    def published(self):
        """The only way to the public."""
        return self._seen(Q(state=State.PUBLISHED))

    def addressable(self):
        """Live editions and, where a document has none, the one that was taken back."""
        return self._seen(Q(state__in=ADDRESSABLE))

    def _seen(self, public: Q):
        """In a preview, the previewed edition stands for whatever its document has in public."""
        if not (shown := shown_instead(self.model)):
            return self.filter(public)
        return self.filter((public & ~Q(document__in=list(shown))) | Q(pk__in=list(shown.values())))

    def live_first(self):
        """For one place that several documents may claim: what is live before a notice."""
        if not (shown := shown_instead(self.model)):
            return self.order_by("state")
        return self.order_by(Case(When(pk__in=list(shown.values()), then=0), default=1), "state")

    def open(self):
        return self.filter(state__in=OPEN)

    def with_document(self):
        return self.select_related("document")


class Edition(TranslatedMixin, Workflow):
    """Abstract. A concrete edition adds `document = ForeignKey(…, related_name="editions")`.

    `copied_rows` names the reverse relations of inline rows that belong to the edition and
    are copied with it. `shown_on` names the page that lists the edition where it has no
    `get_absolute_url`. `has_preview` is False where what is new does not stand in the edition.
    """

    copied_rows: tuple[str, ...] = ()
    keeps_history = True
    is_restorable = True
    shown_on = ""
    has_preview = True

    number = models.PositiveIntegerField(_("edition"), editable=False, default=1)
    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for colleagues. Readers do not see it."),
    )
    loaded_hash = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the content files it was loaded from; empty once staff edit",
    )
    # Translated: one pair of columns per language.
    native_reader = models.CharField(
        _("read by a native speaker"),
        max_length=120,
        blank=True,
        help_text=_("Name of the native speaker who read this language's text."),
    )
    native_read_on = models.DateField(_("read on"), null=True, blank=True)
    # Translated too, and written by `translations` alone.
    text_changed_at = models.DateTimeField(_("text last changed"), null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta(Workflow.Meta):
        abstract = True
        ordering = ("document", "-number")

    def __str__(self):
        text = self.text("en")
        for name in self.required_text[:1]:
            if text:
                return str(getattr(text, name))[:100]
        return str(self.document)

    def save(self, *, update_fields=None, **kwargs):
        super().save(update_fields=stamp_changed_texts(self, update_fields), **kwargs)

    def shown_at(self) -> str:
        """Where readers meet it, in the active language: its own page, or one that lists it."""
        own = getattr(self, "get_absolute_url", None)
        return own() if own else reverse(self.shown_on)

    def was_read_in(self, language: str) -> bool:
        """Whether a native speaker is on record as having read this language's text."""
        suffix = language.replace("-", "_")
        return bool(getattr(self, f"native_reader_{suffix}", ""))


class Level(models.TextChoices):
    """How far a claim can be traced, from strongest to weakest."""

    A = "A", _("Read on a page of IOM, the UN, UNHCR or OCHA")
    Q = "Q", _("A news outlet quotes one of them")
    B = "B", _("Not yet confirmed by the mission")
    X = "X", _("An aggregator: kept, never shown as a fact")


class Sourced(models.Model):
    """Abstract: where a claim comes from."""

    level = models.CharField(_("level of the source"), max_length=1, choices=Level)
    source_name = models.CharField(_("source"), max_length=300, blank=True)
    source_publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    source_quoted = models.CharField(
        _("quoted organisation"),
        max_length=80,
        blank=True,
        help_text=_("For a news outlet that quotes IOM or the UN: whom it quotes."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_date = PartialDateField(
        _("date of the source"),
        blank=True,
        help_text=_("2025-06-30, 2025-06 or 2025; empty when the source gives none."),
    )
    confirmed_on = models.DateField(_("confirmed by the mission on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def is_unconfirmed(self) -> bool:
        """Whether readers must see the line "not yet confirmed by the mission"."""
        return self.level == Level.B and self.confirmed_on is None


class ContentGeneration(models.Model):
    """One row: a number that every action raises which changes what the public sees."""

    number = models.BigIntegerField(default=1)
    # How often something was taken back: copies kept from before must not serve any more.
    withdrawals = models.BigIntegerField(default=0)
    raised_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="contentgeneration_single_row")
        ]
        default_permissions = ()
        permissions = [
            ("publish_content", _("May publish and withdraw content")),
            ("publish_data", _("May publish and withdraw data releases")),
            ("publish_in_emergency", _("May publish alone in an emergency")),
            ("manage_desk", _("May assign work, make bundles, move and remove pages")),
            ("view_security", _("May see who signed in and what was done to accounts")),
        ]

    def __str__(self):
        return str(self.number)


ACTIONS = {
    "create": pgettext_lazy("done", "begun"),
    "draft": pgettext_lazy("done", "draft made"),
    "edit": pgettext_lazy("done", "edited"),
    "assign": pgettext_lazy("done", "assigned"),
    "comment": pgettext_lazy("done", "remarked"),
    "submit": pgettext_lazy("done", "submitted"),
    "take back": pgettext_lazy("done", "taken back"),
    "return": pgettext_lazy("done", "returned"),
    "approve": pgettext_lazy("done", "approved"),
    "schedule": pgettext_lazy("done", "scheduled"),
    "unschedule": pgettext_lazy("done", "taken out of the schedule"),
    "could not publish": pgettext_lazy("done", "could not go public"),
    "publish": pgettext_lazy("done", "published"),
    "publish in emergency": pgettext_lazy("done", "published in an emergency"),
    "confirm": pgettext_lazy("done", "confirmed"),
    "correct": pgettext_lazy("done", "corrected"),
    "withdraw": pgettext_lazy("done", "withdrawn"),
    "remove": pgettext_lazy("done", "removed"),
    "move": pgettext_lazy("done", "moved to another address"),
    "restore": pgettext_lazy("done", "restored"),
    "discard": pgettext_lazy("done", "thrown away"),
    "attach": pgettext_lazy("done", "file attached"),
    "detach": pgettext_lazy("done", "file taken away"),
    "make again": pgettext_lazy("done", "infosheets made again"),
    "translation": pgettext_lazy("done", "translation compared"),
    "add to bundle": pgettext_lazy("done", "put into a bundle"),
    "take out of bundle": pgettext_lazy("done", "taken out of its bundle"),
    "leave bundle": pgettext_lazy("done", "left its bundle"),
    "share preview": pgettext_lazy("done", "preview shared"),
    "revoke preview": pgettext_lazy("done", "preview link revoked"),
    "plan": pgettext_lazy("done", "release planned"),
}


class AuditEntry(models.Model):
    """Who did what to which edition, and why. Rows are only ever added."""

    # The time of the transaction: the events of what it changed have the very same.
    at = models.DateTimeField(_("time"), db_default=TransactionNow(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    action = models.CharField(_("action"), max_length=30)
    kind = models.CharField(_("kind of content"), max_length=80)
    document = models.CharField(_("address"), max_length=80)
    edition_number = models.PositiveIntegerField(_("edition"))
    reason = models.CharField(_("reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        verbose_name = _("action")
        verbose_name_plural = _("history of actions")

    def __str__(self):
        return f"{self.action} {self.kind} {self.document} ({self.edition_number})"

    @property
    def action_label(self) -> str:
        """What was done, in the reader's language."""
        return ACTIONS.get(self.action, self.action)


class Bundle(models.Model):
    """Editions that go public together, in one transaction or not at all."""

    name = models.CharField(_("name"), max_length=120)
    scheduled_for = models.DateTimeField(_("goes public at"), null=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    problem = models.TextField(
        blank=True, editable=False, help_text="Why it did not go public when its time came"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = pgettext_lazy("editions that go public together", "bundle")
        verbose_name_plural = _("bundles")

    def __str__(self):
        return self.name
