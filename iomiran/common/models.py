"""Models of the floor; each is documented in its own module."""

from .editorial.models import AuditEntry, ContentGeneration
from .files.models import Picture, Rendition, Upload
from .links.models import CheckedLink

__all__ = ["AuditEntry", "CheckedLink", "ContentGeneration", "Picture", "Rendition", "Upload"]
