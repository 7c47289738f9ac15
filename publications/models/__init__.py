from .files import (
    DownloadCount,
    IssuedFile,
    PublicationFile,
    public_pictures,
    public_uploads,
)
from .library import Kind, Publication, PublicationEdition, PublicationEditionQuerySet
from .making import SheetFault, SheetRun
from .themes import Theme, ThemeEdition

__all__ = [
    "DownloadCount",
    "IssuedFile",
    "Kind",
    "Publication",
    "PublicationEdition",
    "PublicationEditionQuerySet",
    "PublicationFile",
    "SheetFault",
    "SheetRun",
    "Theme",
    "ThemeEdition",
    "public_pictures",
    "public_uploads",
]
