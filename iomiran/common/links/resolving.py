"""Whether an address on this portal leads a reader somewhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from urllib.parse import unquote

from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils import translation

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from iomiran.common.files.access import is_public
from iomiran.common.files.models import Upload
from iomiran.common.languages.chain import FALLBACK

_redirects: list[Callable[[], Callable[[str], bool]]] = []


def register_redirects(load: Callable[[], Callable[[str], bool]]) -> None:
    """`load()`, asked once for many links, gives a function that says of a path whether an
    address that no page has any more leads to another."""
    _redirects.append(load)


class Addresses:
    """What is public at which address. `live` are the live editions of every kind."""

    def __init__(self, live: Iterable):
        self._views: dict[str, set[str]] = defaultdict(set)
        self._apps: dict[str, set[str]] = defaultdict(set)
        for edition in live:
            slug = edition.document.slug
            self._apps[edition._meta.app_label].add(slug)
            if view := self._view_of(edition):
                self._views[view].add(slug)

    def leads_nowhere(self, path: str) -> bool:
        """`path` without query and fragment, for example "/en/news/an-item/"."""
        path = unquote(path)
        language = path.split("/")[1] if path.count("/") else ""
        # Without a language the portal redirects to the same page in one.
        candidates = [path] if language in FALLBACK else [path, f"/en{path}"]
        # Django redirects to the address with its slash.
        candidates += [f"{one}/" for one in candidates if not one.endswith("/")]
        if any(self._answers(one) for one in candidates):
            return False
        if _plain(path) in self._removed_to_others:
            return False
        return not any(leads_on(path) for leads_on in self._redirects)

    @cached_property
    def _redirects(self) -> list[Callable[[str], bool]]:
        return [load() for load in _redirects]

    @cached_property
    def _removed_to_others(self) -> set[str]:
        """Plain paths of removed pages that another replaces; asked only where one is missing."""
        removed = set()
        for model in apps.get_models():
            if issubclass(model, Edition) and hasattr(model, "get_absolute_url"):
                gone = model.objects.filter(state=State.REMOVED).exclude(removed_to="")
                with translation.override("en"):
                    for edition in gone.select_related("document"):
                        removed.add(_plain(edition.get_absolute_url()))
        return removed

    def _answers(self, path: str) -> bool:
        match = _resolved(path)
        if match is None:
            return False
        if match.url_name == "file_download":
            upload = Upload.objects.filter(sha256=match.kwargs["sha256"]).first()
            return upload is not None and is_public(upload)
        slug = match.kwargs.get("slug")
        if slug is None:
            return True
        known = self._views.get(match.view_name) or self._apps[match.namespace]
        return slug in known

    def _view_of(self, edition) -> str:
        address = getattr(edition, "get_absolute_url", None)
        if address is None:
            return ""
        with translation.override("en"):
            match = _resolved(address().split("#")[0])
        return match.view_name if match and "slug" in match.kwargs else ""


def _plain(path: str) -> str:
    """A path without its language and the slash at its end."""
    parts = path.strip("/").split("/")
    return "/".join(parts[1:] if parts[0] in FALLBACK else parts)


def _resolved(path: str):
    language = path.split("/")[1] if path.count("/") else ""
    with translation.override(language if language in FALLBACK else "en"):
        try:
            return resolve(path)
        except Resolver404:
            return None
