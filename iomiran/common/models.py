"""Models of the floor; each is documented in its own module."""

from .editorial.models import AuditEntry, Bundle, ContentGeneration
from .files.models import Picture, Rendition, Upload
from .links.models import CheckedLink

__all__ = [
    "AuditEntry",
    "Bundle",
    "CheckedLink",
    "ContentGeneration",
    "Picture",
    "Rendition",
    "Upload",
]
