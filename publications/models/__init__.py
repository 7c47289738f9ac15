from .files import (
    DownloadCount,
    IssuedFile,
    PublicationFile,
    public_pictures,
    public_uploads,
)
from .library import Kind, Publication, PublicationEdition, PublicationEditionQuerySet
from .themes import Theme, ThemeEdition

__all__ = [
    "DownloadCount",
    "IssuedFile",
    "Kind",
    "Publication",
    "PublicationEdition",
    "PublicationEditionQuerySet",
    "PublicationFile",
    "Theme",
    "ThemeEdition",
    "public_pictures",
    "public_uploads",
]
