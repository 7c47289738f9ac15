"""JSON-LD: what a page says of itself to machines. Data, never a script."""

import json

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# `</script>` and comments must not end the element that holds the data.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def publisher() -> dict | None:
    """IOM, once this is its own site; until then nobody is named."""
    if not settings.OFFICIAL_SITE:
        return None
    return {
        "@type": "Organization",
        "name": "International Organization for Migration",
        "url": "https://iran.iom.int",
    }


def linked_data(kind: str, **values) -> SafeString:
    """The content of a `<script type="application/ld+json">`; empty values are left out."""
    filled = {key: value for key, value in values.items() if value}
    data = {"@context": "https://schema.org", "@type": kind} | filled
    return mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(_ESCAPES))
