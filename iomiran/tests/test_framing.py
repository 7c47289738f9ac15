"""Only what is made to be embedded may stand in a frame of another site."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from iomiran.common.http.caching import kept_pages
from iomiran.common.http.security import EMBEDS

from . import site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

ADMIN = ("/admin/", "/admin/login/")
OTHERS = (
    "/", "/robots.txt", "/sitemap.xml", "/nothing/", "/en/nothing/", "/files/x/y",
    "/.well-known/security.txt", "/en/embedded/", "/embed/returns/", "/en/returns/embed/",
    "/en/returns/series/iom-undocumented-weekly.csv", "/en/returns/explore.csv?series=nothing",
    "/en/returns/series/iom-undocumented-weekly/chart-1.png",
)  # fmt: skip
FRAMES = (
    "/en/embed/returns/?series=iom-undocumented-weekly&chart=1",
    "/ps/embed/returns/?series=iom-undocumented-weekly&group=month",
    "/fa/embed/returns/",
)


def may_be_framed(response) -> bool:
    policy = response["Content-Security-Policy"]
    denied = "frame-ancestors 'none'" in policy
    assert denied == (response.get("X-Frame-Options") == "DENY"), "the two headers disagree"
    assert denied or "frame-ancestors *" in policy
    return not denied


def test_no_page_of_the_portal_may_be_framed_fresh_or_kept():
    client = Client(raise_request_exception=False)
    addresses = [page.url(code) for page in site.public_pages() for code in ("en", "ps")]
    faults = []
    for address in (*addresses, *OTHERS, *ADMIN, *addresses[:10]):
        response = client.get(address)
        if response.streaming:
            response.getvalue()
        if may_be_framed(response):
            faults.append(address)
    assert faults == []
    assert kept_pages.get(f"http://testserver{addresses[0]}")


def test_a_frame_may_be_framed_fresh_kept_and_refused():
    client = Client()
    for _round in range(2):
        for address in FRAMES:
            assert may_be_framed(client.get(address)), address


def test_no_address_but_those_of_frames_fits_the_rule():
    """Every pattern of the portal, whether a page links to it or not."""
    fitting = {
        name for name, path in _patterns(get_resolver("iomiran.urls"), "/") if EMBEDS.match(path)
    }
    assert fitting == {"returns_embed"}


def _patterns(resolver: URLResolver, before: str):
    for one in resolver.url_patterns:
        path = before + str(one.pattern).replace("^", "")
        if isinstance(one, URLPattern):
            yield one.name, path
        else:
            yield from _patterns(one, path)
