"""The site map: every published page in every language in which its text is complete."""

from collections.abc import Iterator

from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from iomiran.common.languages.chain import FALLBACK
from iomiran.common.nav import hreflang, site_url
from news import sitemap as news
from pages import sitemap as pages
from programmes import sitemap as programmes
from publications import sitemap as publications
from returns import sitemap as returns

APPS = (pages, programmes, returns, news, publications)


def _address(name: str, args: tuple, language: str) -> str:
    with translation.override(language):
        return site_url(reverse(name, args=args))


def entries() -> Iterator[dict]:
    """{"url", "lastmod", "alternates": [{"hreflang", "url"}]} for each page and language."""
    for app in APPS:
        for name, args, lastmod, languages in app.sitemap_entries():
            addresses = [
                (code, _address(name, args, code)) for code in FALLBACK if code in languages
            ]
            alternates = [{"hreflang": hreflang(code), "url": url} for code, url in addresses]
            for _code, url in addresses:
                yield {"url": url, "lastmod": lastmod, "alternates": alternates}


@require_safe
def sitemap(request):
    return render(
        request, "sitemap.xml", {"entries": list(entries())}, content_type="application/xml"
    )
