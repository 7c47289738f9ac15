"""Addresses without a language: the choice of one, what sheets print, robots, security contact."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path, reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iomiran.common.languages.chain import FALLBACK
from iomiran.common.nav import site_url

# What browsers of Afghanistan also say for Dari and Pashto.
OTHER_CODES = {"prs": "fa-af", "pbt": "ps", "pus": "ps"}


def preferred_language(header: str) -> str:
    """The reader's first language that the portal has; English where there is none."""
    for code, _quality in parse_accept_lang_header(header):
        for candidate in (code, code.split("-")[0]):
            candidate = OTHER_CODES.get(candidate, candidate)
            if candidate in FALLBACK:
                return candidate
    return "en"


@never_cache
@require_safe
def language_choice(request):
    response = redirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@never_cache
@require_safe
def verify_code(request, code):
    """What the square on a printed sheet leads to: the answer in the language of the reader."""
    language = preferred_language(request.headers.get("Accept-Language", ""))
    with translation.override(language):
        response = redirect("pages:verify_answer", code)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/"]
    lines += [f"Disallow: /{code}/search/" for code in FALLBACK]
    lines += ["", f"Sitemap: {site_url('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_contact(request):
    """RFC 9116; the contact page stands in until SECURITY_CONTACT is set."""
    with translation.override("en"):
        page = site_url(reverse("pages:contact"))
    # Whole days, so that the page is the same for all readers of a day.
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or page}",
        f"Expires: {expires}",
        "Preferred-Languages: en, fa",
        f"Canonical: {site_url('/.well-known/security.txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", language_choice, name="language_choice"),
    re_path(r"^verify/(?P<code>[^/]{1,64})/?$", verify_code, name="verify_code"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_contact, name="security_contact"),
]
