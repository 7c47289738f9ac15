"""What stands on every page: navigation, languages, footer, canonical address.

Apps register their entries in `AppConfig.ready()`, so that the floor knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.languages.info import LANGUAGES


@dataclass(frozen=True)
class Entry:
    """`label` is lazy text, `name` a URL name without parameters; lower `order` comes first."""

    label: object
    name: str
    order: int
    args: tuple = ()

    def url(self) -> str:
        return reverse(self.name, args=self.args)


@dataclass(frozen=True)
class Feed:
    label: object
    name: str


@dataclass(frozen=True)
class DataDate:
    """A line of the footer on how new the figures are; `label` and `text` are ready words."""

    label: str
    text: str


_main: list[Entry] = []
_footer: list[Entry] = []
_feeds: list[Feed] = []
_data_dates: list[Callable[[], list[DataDate]]] = []


def register_main(label, name: str, order: int) -> None:
    _main.append(Entry(label, name, order))


def register_footer(label, name: str, order: int, args: tuple = ()) -> None:
    _footer.append(Entry(label, name, order, args))


def register_feed(label, name: str) -> None:
    _feeds.append(Feed(label, name))


def register_data_dates(dates: Callable[[], list[DataDate]]) -> None:
    """`dates()` is asked when a page shows its footer: one cheap query at most."""
    _data_dates.append(dates)


def data_dates() -> list[DataDate]:
    return [found for dates in _data_dates for found in dates()]


def same_page_in(request, language: str) -> str | None:
    """Address of the same page in another language; None outside the language prefixes."""
    match = request.resolver_match
    if match is None or not request.path_info.startswith(f"/{request.LANGUAGE_CODE}/"):
        return None
    with translation.override(language):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return None


def languages_of(request, query: str | None = None) -> list[dict]:
    """The same page in every language; `query` is what its address says beyond the page.

    Without one, what was asked of the page is asked in the other language too.
    """
    query = request.GET.urlencode() if query is None else query
    tail = f"?{query}" if query else ""
    entries = []
    for code, name in LANGUAGES:
        found = same_page_in(request, code)
        url = f"{found}{tail}" if found else f"/{code}/"
        entries.append(
            {"code": code, "name": name, "url": url, "current": code == request.LANGUAGE_CODE}
        )
    return entries


def hreflang(code: str) -> str:
    """The code as search engines want it: Dari is Persian as written in Afghanistan."""
    return "fa-AF" if code == "fa-af" else code


def alternates(request, codes) -> list[dict]:
    """{"hreflang", "url"} of this page in each of the languages in which it has a text."""
    addresses = {code: same_page_in(request, code) for code in codes}
    rows = [
        {"hreflang": hreflang(code), "url": site_url(url)} for code, url in addresses.items() if url
    ]
    if addresses.get("en"):
        rows.append({"hreflang": "x-default", "url": site_url(addresses["en"])})
    return rows


def site_url(path: str) -> str:
    """An absolute address under SITE_URL, the same whichever host a reader used."""
    return f"{settings.SITE_URL}{path}"


def trail(*steps: tuple[str, str]) -> list[dict]:
    """The way to a page, for components/breadcrumbs.html.

    `steps` are (label, URL) after the home page; the last is the page itself, with URL "".
    """
    home = {"label": _("Home"), "url": reverse("pages:home")}
    return [home, *({"label": label, "url": url} for label, url in steps)]


def context(request) -> dict:
    """Context processor; see templates/base.html for how each name is used."""
    if not hasattr(request, "LANGUAGE_CODE") or request.path_info.startswith("/admin/"):
        return {"official_site": settings.OFFICIAL_SITE}
    languages = languages_of(request)
    nav = []
    for entry in sorted(_main, key=lambda e: e.order):
        url = entry.url()
        nav.append({"label": entry.label, "url": url, "current": request.path_info.startswith(url)})
    footer = [
        {"label": entry.label, "url": entry.url()}
        for entry in sorted(_footer, key=lambda e: e.order)
    ]
    return {
        "nav": nav,
        "languages": languages,
        "footer_nav": footer,
        "feeds": [{"label": feed.label, "url": reverse(feed.name)} for feed in _feeds],
        "official_site": settings.OFFICIAL_SITE,
        # Not called here: only the footer asks.
        "data_dates": data_dates,
        "canonical_url": site_url(request.path_info),
        "alternates": alternates(request, [code for code, _own_name in LANGUAGES]),
    }
