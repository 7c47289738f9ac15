"""Models of the floor; each is documented in its own module."""

from .editorial.models import AuditEntry, Bundle, ContentGeneration
from .files.models import Picture, Rendition, Upload

__all__ = ["AuditEntry", "Bundle", "ContentGeneration", "Picture", "Rendition", "Upload"]
