"""Absolute addresses of the API, under SITE_URL whichever host was asked."""

from urllib.parse import urlencode

from iomiran.common.nav import site_url

ROOT = "/api/v1/"


def series_url(slug: str) -> str:
    return site_url(f"{ROOT}series/{slug}")


def releases_url(slug: str) -> str:
    return site_url(f"{ROOT}series/{slug}/releases")


def release_url(slug: str, number: int) -> str:
    return site_url(f"{ROOT}series/{slug}/releases/{number}")


def observations_url(slug: str, **more) -> str:
    return site_url(f"{ROOT}observations?{urlencode({'series': slug} | more)}")


def next_url(request, cursor: str) -> str:
    """The address that was asked, with another cursor."""
    question = request.GET.copy()
    question["cursor"] = cursor
    return site_url(f"{request.path}?{question.urlencode()}")
