"""The content generation: one number that stands for everything the public can see."""

import functools
import hashlib
from pathlib import Path

from django.conf import settings

from iomiran.common.editorial.models import ContentGeneration


@functools.cache
def build_mark() -> str:
    """Changes with every build: hash of the static files' manifest."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    content = manifest.read_bytes() if manifest.exists() else b"no manifest"
    return hashlib.sha256(content + bytes(settings.OFFICIAL_SITE)).hexdigest()[:12]


def current_generation() -> int:
    """The number of the content generation; 0 on an empty database. One query."""
    row = ContentGeneration.objects.filter(pk=1).values_list("number", flat=True).first()
    return row or 0
