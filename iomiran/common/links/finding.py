"""The links that editions hold: in prose, as the address of a source, as a contact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import URLField
from modeltranslation.translator import NotRegistered
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.text import translated_fields
from iomiran.common.fields import RichTextField
from iomiran.common.languages.chain import FALLBACK

_href = re.compile(r"""<a\s[^>]*?href=["']([^"'>]+)["']""", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """`url` as it is written; `path` its path on this portal, "" for one that leads elsewhere."""

    url: str
    path: str


def links_of(edition) -> Iterator[Link]:
    """Every link of an edition and its inline rows; none twice."""
    items = [edition]
    for name in edition.copied_rows:
        items += getattr(edition, name).all()
    for url in dict.fromkeys(url for item in items for url in _addresses(item)):
        scheme = urlsplit(url).scheme
        if scheme in ("", "http", "https"):
            yield Link(url, _own_path(url))


def _addresses(item) -> Iterator[str]:
    try:
        translated = set(translated_fields(type(item)))
    except NotRegistered:
        translated = set()
    for field in item._meta.concrete_fields:
        if getattr(field, "translated_field", None):
            continue
        names = [field.name]
        if field.name in translated:
            names = [build_localized_fieldname(field.name, code) for code in FALLBACK]
        for name in names:
            value = (getattr(item, name) or "") if _holds_links(item, field) else ""
            if isinstance(field, RichTextField):
                yield from (unescape(found).strip() for found in _href.findall(value))
            elif value.startswith(("https://", "http://")):
                yield value.strip()


def _holds_links(item, field) -> bool:
    # The address of a contact may be one of the web or of e-mail.
    return isinstance(field, RichTextField | URLField) or field.name == "address"


def _own_path(url: str) -> str:
    site, asked = urlsplit(settings.SITE_URL), urlsplit(url)
    if asked.netloc and asked.netloc != site.netloc:
        return ""
    return asked.path or "/"
