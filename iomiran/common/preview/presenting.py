"""What the banner of a preview says. Pure, but for the address of the desk."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.presenting import edit_url
from iomiran.common.editorial.titles import title_of
from iomiran.common.http.staff import may_see_drafts
from iomiran.common.languages.calendars import format_moment
from iomiran.common.languages.info import LANGUAGES

from .links import Preview
from .middleware import LEAVE, PARAMETER


@dataclass(frozen=True)
class LanguageView:
    """One language of a previewed edition; `is_there` where its own text is complete."""

    code: str
    name: str
    url: str
    is_there: bool


@dataclass(frozen=True)
class ItemView:
    """A previewed edition; `is_unreadable` where the reader's language and its chain lack it."""

    title: SafeString
    number: int
    state: str
    languages: list[LanguageView]
    is_unreadable: bool = False


@dataclass(frozen=True)
class BannerView:
    """For components/preview_banner.html. `until` says the minute in which the link ends."""

    items: list[ItemView]
    until: str
    leave_url: str
    desk_url: str
    label: str = ""


def context(request) -> dict:
    """Context processor: `preview` on pages under the lens, and nothing on all others."""
    preview = getattr(request, "preview", None)
    return {"preview": banner(request, preview)} if preview else {}


def banner(request, preview: Preview) -> BannerView:
    token = request.GET.get(PARAMETER, "")
    return BannerView(
        items=[_item(edition, token) for edition in preview.editions],
        until=format_moment(preview.link.expires_at),
        leave_url=f"{request.path}?{PARAMETER}={LEAVE}",
        desk_url=_desk_url(request, preview),
    )


def _item(edition: Edition, token: str) -> ItemView:
    return ItemView(
        title=title_of(edition),
        number=edition.number,
        state=edition.get_state_display(),
        languages=[
            LanguageView(code, name, address_in(edition, code, token), edition.has_language(code))
            for code, name in LANGUAGES
        ],
        is_unreadable=edition.text() is None,
    )


def address_in(edition: Edition, language: str, token: str = "") -> str:
    """Where the edition is or will be read; with the link for a browser without cookies."""
    with translation.override(language):
        page, hash_mark, part = edition.shown_at().partition("#")
    return f"{page}?{PARAMETER}={token}{hash_mark}{part}" if token else f"{page}{hash_mark}{part}"


def _desk_url(request, preview: Preview) -> str:
    """Back to the form; empty for every reader without a staff session."""
    if not may_see_drafts(request):
        return ""
    if len(preview.editions) == 1:
        return edit_url(request, preview.editions[0])
    return reverse("admin:index")
