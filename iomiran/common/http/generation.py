"""The content generation: one number that stands for everything the public can see."""

import functools
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from iomiran.common.editorial.models import ContentGeneration

# What, besides content, decides the bytes of a page.
SOURCES = (
    "templates/**/*.html",
    "**/*.py",
    "**/*.mo",
    "**/*.typ",
    "static/**/*.*",
    "returns/geometry/*.json",
)
SETTINGS = ("SITE_URL", "SECURITY_CONTACT", "OFFICIAL_SITE", "API_REQUESTS_PER_MINUTE")
LEFT_OUT = {".venv", "var", "tests", "node_modules"}


@dataclass(frozen=True)
class Generation:
    """`withdrawals` rises when something was taken back; both are 0 on an empty database."""

    number: int = 0
    withdrawals: int = 0
    raised_at: datetime | None = None


@functools.cache
def build_mark() -> str:
    """Changes with every build: hash of the code, templates, translations and settings."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            parts = path.relative_to(settings.BASE_DIR).parts
            if not LEFT_OUT & set(parts):
                digest.update("/".join(parts).encode() + path.read_bytes())
    for name in SETTINGS:
        digest.update(f"{name}={getattr(settings, name)}".encode())
    return digest.hexdigest()[:12]


def current_generation() -> Generation:
    """The content generation as it is now. One query."""
    rows = ContentGeneration.objects.filter(pk=1)
    row = rows.values_list("number", "withdrawals", "raised_at").first()
    return Generation(*row) if row else Generation()
