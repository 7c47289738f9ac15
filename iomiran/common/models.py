"""Models of the floor; each is documented in its own module."""

from .editorial.models import AuditEntry, Bundle, ContentGeneration
from .editorial.moved import MovedAddress
from .files.models import Picture, Rendition, Upload, UploadText
from .links.models import CheckedLink
from .preview.models import PreviewLink
from .references.models import Reference

__all__ = [
    "AuditEntry",
    "Bundle",
    "CheckedLink",
    "ContentGeneration",
    "MovedAddress",
    "Picture",
    "PreviewLink",
    "Reference",
    "Rendition",
    "Upload",
    "UploadText",
]
