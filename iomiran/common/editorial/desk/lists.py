"""The lists of editions: what stands in their columns, and what they are narrowed by."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.boards.waiting import unread
from iomiran.common.editorial.states import ADDRESSABLE, APPROVED, OPEN, State
from iomiran.common.editorial.titles import title_of
from iomiran.common.languages.bidi import bdi, comma
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.languages.info import LANGUAGES

NOTHING = mark_safe('<span class="nothing">–</span>')


class CurrentFilter(admin.SimpleListFilter):
    """By default the list shows what is current: live and open editions, not the history."""

    title = _("state")
    parameter_name = "show"

    def lookups(self, request, model_admin):
        return [
            ("drafts", _("Drafts")),
            ("review", _("In review")),
            ("ready", _("Approved or scheduled")),
            ("withdrawn", _("Withdrawn or removed")),
            ("all", _("All editions")),
        ]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("Current"),
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        match self.value():
            case "drafts":
                return queryset.filter(state=State.DRAFT)
            case "review":
                return queryset.filter(state=State.IN_REVIEW)
            case "ready":
                return queryset.filter(state__in=APPROVED)
            case "withdrawn":
                return queryset.filter(state__in=(State.WITHDRAWN, State.REMOVED))
            case "all":
                return queryset
        return queryset.filter(state__in=(*OPEN, *ADDRESSABLE))


class UnreadFilter(admin.SimpleListFilter):
    """Live texts that no native speaker has read, as the home page of the desk counts them."""

    title = _("not yet read by a native speaker")
    parameter_name = "unread"

    def lookups(self, request, model_admin):
        # Its own name is the name of a language in every language.
        return LANGUAGES if model_admin.prose else []

    def queryset(self, request, queryset):
        if self.value() not in FALLBACK:
            return queryset
        return queryset.published().filter(unread(self.value(), self._prose))

    def __init__(self, request, params, model, model_admin):
        self._prose = model_admin.prose
        super().__init__(request, params, model, model_admin)


class EditionListMixin:
    """Columns: title, address, state, languages, when and by whom edited, the public page."""

    list_display = (
        "called",
        "slug",
        "state_label",
        "languages_there",
        "edited",
        "public_page",
    )
    list_filter = (CurrentFilter, UnreadFilter)
    list_select_related = ("document", "edited_by")
    search_help_text = _("A word of the title in any language, or the address.")
    show_facets = admin.ShowFacets.NEVER
    ordering = ("document__slug", "-number")
    list_per_page = 50

    @property
    def prose(self) -> tuple[str, ...]:
        """What a native speaker is asked to read; () for a kind without text of its own."""
        return self.model.required_text

    def get_search_fields(self, request):
        """The title in every language, and the address; with what a kind adds."""
        titles = [
            f"{name}_{code.replace('-', '_')}"
            for name in self.model.required_text[:1]
            for code in FALLBACK
        ]
        return [*dict.fromkeys((*titles, "document__slug", *self.search_fields))]

    @admin.display(description=_("title"))
    def called(self, edition):
        return title_of(edition)

    @admin.display(description=_("address"), ordering="document__slug")
    def slug(self, edition):
        return format_html('<code dir="ltr">{}</code>', edition.document.slug)

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, edition):
        return format_html(
            '<span class="state state--{}">{}</span>', edition.state, edition.get_state_display()
        )

    @admin.display(description=_("languages"))
    def languages_there(self, edition):
        there = [(name, code) for code, name in LANGUAGES if edition.has_language(code)]
        return format_html_join(comma(), "{}", ((bdi(*one),) for one in there)) or "–"

    @admin.display(description=_("edited"), ordering="edited_at")
    def edited(self, edition):
        when = format_date(edition.edited_at, both=False)
        if edition.edited_by is None:
            return when
        return format_html('{}<br><span class="quiet">{}</span>', when, bdi(edition.edited_by))

    @admin.display(description=_("on the site"))
    def public_page(self, edition):
        address = public_address(edition)
        return format_html('<a href="{}">{}</a>', address, _("Open")) if address else NOTHING


def public_address(edition) -> str:
    """Where readers find the edition; "" where it is not public or has no page of its own."""
    address = getattr(edition, "get_absolute_url", None)
    return address() if address and edition.state == State.PUBLISHED else ""
